// swift-tools-version: 6.3
import PackageDescription

/// Reads downward as the architecture: a row may use only the rows above it.
let ladder: [(name: String, uses: [String])] = [
  ("Kernel", []),
  ("Measures", ["Kernel"]),
  ("Documents", ["Kernel"]),
  ("Patterns", ["Kernel", "Documents"]),
  ("Schedules", ["Kernel", "Documents"]),
  ("Blueprints", ["Kernel", "Measures", "Documents", "Patterns", "Schedules"]),
  ("Programs", ["Kernel", "Measures", "Documents", "Patterns", "Blueprints"]),
  ("Templates", ["Kernel", "Documents", "Blueprints"]),
  (
    "Services",
    ["Kernel", "Measures", "Documents", "Patterns", "Schedules", "Blueprints", "Programs"]
  ),
  ("Scenarios", ["Kernel", "Measures", "Documents", "Schedules", "Blueprints", "Templates"]),
  ("Studies", ["Kernel", "Measures", "Documents", "Schedules", "Blueprints", "Scenarios"]),
  ("Reports", ["Kernel", "Measures", "Documents", "Blueprints", "Scenarios", "Studies"]),
  (
    "Commands",
    [
      "Kernel", "Measures", "Documents", "Patterns", "Schedules", "Blueprints", "Scenarios",
      "Studies", "Reports",
    ]
  ),
]

/// The modules in which a run takes place.
///
/// What they share is public, as the optimiser sees across modules only what is.
let engine = [
  "Kernel", "Measures", "Patterns", "Schedules", "Blueprints", "Programs", "Services",
]

/// Whether two overlapping accesses to one property are looked for while the engine runs.
///
/// That takes half of a run's time. No node is entered while it is busy, so there are none; the
/// build server runs the tests with the search on.
let exclusivity = Context.environment["EXCLUSIVITY"] ?? "unchecked"

/// Every module is optimised in debug builds too, with all its preconditions: the tests compare
/// millions of simulated customers with queueing theory, and every report with its bytes.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]
/// What the engine's many short functions are compiled with.
///
/// They build no chain of frames, which only profilers follow. The package manager asks for one
/// behind all flags of a package; what `-Xclang` hands on is read after that.
let fastest: [SwiftSetting] = [
  .unsafeFlags(
    ["-cross-module-optimization", "-Xcc", "-Xclang", "-Xcc", "-mframe-pointer=none"],
    .when(configuration: .release)),
  .unsafeFlags(["-enforce-exclusivity=\(exclusivity)"]),
]

/// The modules whose tests read files of cases.
let readsCases = ["Patterns", "Schedules"]

func dependencies(_ names: [String]) -> [Target.Dependency] { names.map { .byName(name: $0) } }

let package = Package(
  name: "spillway",
  targets: ladder.map {
    .target(
      name: $0.name, dependencies: dependencies($0.uses),
      swiftSettings: optimised + (engine.contains($0.name) ? fastest : []))
  }
    + ["spillway", "benchmarks"].map { name in
      .executableTarget(name: name, dependencies: dependencies(ladder.map { $0.name }))
    }
    + [
      .target(
        name: "Bench", dependencies: dependencies(ladder.map { $0.name }), path: "Tests/Support")
    ]
    + ladder.indices.map { index in
      .testTarget(
        name: ladder[index].name + "Tests",
        dependencies: dependencies(ladder[...index].map { $0.name } + ["Bench"]),
        exclude: readsCases.contains(ladder[index].name) ? ["Cases"] : [])
    }
    + [.testTarget(name: "TidyTests")]
)
