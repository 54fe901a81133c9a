import Blueprints
import Documents
import Kernel

/// What a scenario says of a function's code beside its program: how long it takes to start, and
/// with how much memory it was measured.
enum FunctionBehavior {
  /// Memory at which a function has one whole virtual CPU [MB].
  ///
  /// https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
  private static let wholeCPU: Int64 = 1_769

  /// The time that the init phase takes in place of what was measured for the runtime; nil where
  /// the scenario says nothing.
  static func start(of function: Function, at site: Site) throws(InputError) -> DrawnTime? {
    guard let document = site.behavior?["init"] else { return nil }
    return DrawnTime(
      try DistributionReader.time(document), for: "init/\(function.label)", in: site.world)
  }

  /// How many times as long as it was measured the code computes, with the memory that it has.
  ///
  /// CPU grows evenly with memory up to one whole virtual CPU; code that runs on one has no use for
  /// more.
  static func slowness(of function: Function, at site: Site) throws(InputError) -> Double {
    guard let document = site.behavior?["measuredAt"] else { return 1 }
    let memory = try document.size() >> 20
    guard (128...10_240).contains(memory) else {
      throw InputError(
        "no function has \(memory) MB", remedy: "choose from 128 MB to 10240 MB",
        at: document.place)
    }
    return Double(min(memory, wholeCPU)) / Double(min(function.settings.memory, wholeCPU))
  }
}
