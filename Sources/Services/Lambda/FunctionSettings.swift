import Blueprints
import Documents
import Kernel

/// The properties of `AWS::Lambda::Function`.
struct FunctionSettings: Settings {
  /// Where asynchronous events go that failed for good.
  struct DeadLetterConfig: Settings {
    var target: Reference?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference(
        "TargetArn", &target, "The queue or topic that takes asynchronous events that failed.")
    }
  }

  /// Whether published versions start from a snapshot.
  struct SnapStart: Settings {
    var applyOn = "None"

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.choice(
        "ApplyOn", &applyOn, among: ["None", "PublishedVersions"],
        "What starts from a snapshot of an initialised environment.")
    }
  }

  var memory: Int64 = 128
  var timeout = TimeSpan.seconds(3)
  var runtime: String? = nil
  var packageType = "Zip"
  var architectures = ["x86_64"]
  var reserved: Int64?
  var deadLetterConfig: DeadLetterConfig?
  var recursiveLoop = "Terminate"
  var snapStart: SnapStart?
  var storage: EphemeralStorage?
  var tracing: TracingConfig?
  var key: Reference?

  /// Whether runs are traced.
  struct TracingConfig: Settings {
    var mode = "PassThrough"

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.choice(
        "Mode", &mode, among: ["PassThrough", "Active"],
        "With Active X-Ray records one run in a second and 5 % of the others, which is paid.")
    }
  }

  /// Whether the function itself has its runs traced.
  var isTraced: Bool { tracing?.mode == "Active" }

  /// Disk space of an environment.
  struct EphemeralStorage: Settings {
    /// The megabytes that are free of charge.
    static let free: Int64 = 512
    var size = EphemeralStorage.free

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "Size", &size, in: 512...10_240, "Disk space in MB; what is above 512 is paid for.")
    }
  }

  /// The megabytes of disk space that are paid for.
  var paidStorage: Int64 { (storage?.size ?? EphemeralStorage.free) - EphemeralStorage.free }

  /// Whether published versions are restored from a snapshot.
  var restores: Bool { snapStart?.applyOn == "PublishedVersions" }

  /// Whether the processor is arm64, which has prices and cold starts of its own.
  var isOnArm: Bool { architectures.contains("arm64") }

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit(
      "MemorySize", &memory, in: 128...10_240, "Memory in MB; the share of CPU grows with it.")
    try visitor.seconds("Timeout", &timeout, in: 1...900, "How long one run of the code may take.")
    try visitor.visit(
      "Runtime", &runtime, "The runtime, which decides how long a cold start takes.")
    try visitor.choice(
      "PackageType", &packageType, among: ["Zip", "Image"], "How the code is packed.")
    try visitor.words("Architectures", &architectures, "The processor: x86_64 or arm64.")
    try visitor.visit(
      "ReservedConcurrentExecutions", &reserved, in: 0...1_000_000,
      "Environments kept for this function, which are also the most it may have.")
    try visitor.group(
      "DeadLetterConfig", &deadLetterConfig, "Where asynchronous events go that failed for good.")
    try visitor.choice(
      "RecursiveLoop", &recursiveLoop, among: ["Terminate", "Allow"],
      "Whether the function is stopped when it causes itself to run again and again.")
    try visitor.group(
      "EphemeralStorage", &storage, "The disk space of an environment, paid while code runs.")
    try visitor.group(
      "SnapStart", &snapStart, "Whether published versions start from a snapshot.")
    try visitor.group("TracingConfig", &tracing, "Whether runs are traced.")
    try visitor.reference(
      "KmsKeyArn", &key, "The key of KMS that encrypts its variables; each cold start asks it once."
    )
    visitor.ignored(
      "FunctionName", "Handler", "Code", "Role", "Description", "Environment", "Tags", "Layers",
      "LoggingConfig", "VpcConfig", "ImageConfig",
      "CodeSigningConfigArn", "RuntimeManagementConfig")
  }

  /// Refuses a snapshot of what AWS takes none of.
  func check(_ label: String, at place: Place) throws(InputError) {
    guard restores else { return }
    let name = runtime ?? "an image"
    guard packageType == "Zip", let runtime, InitDurations.hasSnapshots(runtime) else {
      throw InputError(
        "\(label) runs on \(name), of which Lambda takes no snapshots",
        remedy: "SnapStart needs Java 11, Python 3.12, .NET 8 or a later one of them, as a Zip",
        at: place)
    }
  }
}
