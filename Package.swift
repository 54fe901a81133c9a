// swift-tools-version: 6.3
import PackageDescription

/// Reads downward as the architecture: a row may use only the rows above it.
let ladder: [(name: String, uses: [Target.Dependency])] = [
  ("Kernel", [])
]

let package = Package(
  name: "spillway",
  targets: ladder.map { .target(name: $0.name, dependencies: $0.uses) }
    + ladder.map { .testTarget(name: $0.name + "Tests", dependencies: $0.uses + [.init(stringLiteral: $0.name)]) }
)
