import Blueprints
import Documents
import Kernel

/// Turns what a scenario says of a handler into a program.
public struct ProgramReader {
  static let known = [
    "duration", "waits", "perBatch", "steps", "fails", "poison", "errors", "idempotent",
    "idempotency", "parallel", "retries", "timeout", "budget", "breaker", "bulkhead", "deadline",
    "init", "measuredAt", "logs",
  ]

  /// Whether SDKs try again where the scenario names no profile.
  public static let sdkRetries = Parameter(
    "sdk.retries", .flag(true), in: .flags,
    "Whether SDKs try again where the scenario names no retry profile: then as `standard`.",
    source: .documented(
      "https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html")
  ).ideally(.flag(false))

  let site: Site
  let consumer: String
  var program = Program()
  /// What is said of all calls.
  var terms = CallTerms()
  /// How an SDK tries again where nothing is said of it.
  let usualRetries: CallTerms.Retries
  /// What calls share, by what says it and the edge on which it holds.
  var shared = SharedTerms()
  /// How many steps were read; the number of the next one names its draws.
  var stepCount: UInt32 = 0
  /// How many steps, branches and passes of repetitions were read, the empty ones included.
  var passCount: UInt32 = 0

  /// The program of a node, as the scenario's behaviour has it; a node without one takes no time
  /// and calls nobody.
  public static func program(of node: any Node, at site: Site) throws(InputError) -> Program {
    try program(of: node.label, doing: site.behavior, at: site)
  }

  /// The program of a consumer that does what a behaviour says.
  ///
  /// - Parameter others: Keys of the behaviour that somebody else reads.
  public static func program(
    of consumer: String, doing behavior: Document?, beside others: [String] = [], at site: Site
  ) throws(InputError) -> Program {
    let retriesBySDK = site.world.calibration.flag(sdkRetries)
    var reader = ProgramReader(
      site: site, consumer: consumer, usualRetries: .profile(retriesBySDK ? "standard" : "none"))
    guard let behavior else { return reader.program }
    try reader.read(behavior, beside: others)
    return reader.program
  }

  private mutating func read(
    _ behavior: Document, beside others: [String]
  ) throws(InputError) {
    guard let map = behavior.map else {
      throw InputError(
        "the behavior of \(consumer) must name what its code does, and is \(behavior.kindName)",
        remedy: "for example duration: 120 ms", at: behavior.place)
    }
    let known = Self.known + others
    for entry in map.entries where !known.contains(entry.key) {
      throw .stray(entry, among: known, of: "the behavior of \(consumer)")
    }
    program.instructions = []
    try CallTermsReader.read(map, into: &terms)
    try readFlags(map)
    let records = try map["idempotency"].map { (document) throws(InputError) in
      try readIdempotency(document)
    }
    try readTimes(map)
    try readFailures(map)
    if let steps = map["steps"] { try read(steps: steps) }
    if let records { close(records) } else { program.instructions.append(.end) }
    program.seal()
  }

  private mutating func readFlags(_ map: DocumentMap) throws(InputError) {
    if let parallel = map["parallel"] {
      program.parallel = try parallel.count()
      guard program.parallel >= 1 else {
        throw InputError(
          "parallel must be at least 1", remedy: "leave it out to run one after the other",
          at: parallel.place)
      }
    }
    if let idempotent = map["idempotent"] { program.idempotent = try flag(idempotent) }
  }

  private mutating func readTimes(_ map: DocumentMap) throws(InputError) {
    if let perBatch = map["perBatch"] {
      program.perBatch = DrawnTime(
        try DistributionReader.time(perBatch), for: "perBatch/\(consumer)", in: site.world)
    }
    if let duration = map["duration"] { try append(compute: duration) }
    if let wait = map["waits"] { try append(wait: wait) }
  }

  private mutating func readFailures(_ map: DocumentMap) throws(InputError) {
    if let fails = map["fails"] {
      program.fails = (
        Odds(share: try fails.share()), site.world.purpose("failure/\(consumer)")
      )
    }
    if let poison = map["poison"] {
      program.poison = (
        Odds(share: try poison.share()), site.world.purpose("poison/\(consumer)")
      )
    }
    if let errors = map["errors"] {
      switch errors.scalarText {
      case "thrown": program.errorsCaught = false
      case "caught": program.errorsCaught = true
      default:
        throw InputError(
          "errors are thrown or caught", remedy: "write errors: thrown, or errors: caught",
          at: errors.place)
      }
    }
    program.instructions.append(.mayFail)
  }

  private func flag(_ document: Document) throws(InputError) -> Bool {
    guard let flag = document.flag else {
      throw InputError(
        "this is true or false, and not \(document.kindName)", at: document.place)
    }
    return flag
  }

  /// Adds a piece of work whose time is drawn.
  mutating func append(compute time: Document) throws(InputError) {
    program.instructions.append(.compute(try addWork(time)))
  }

  /// Adds a drawn time for which the code needs no processor.
  mutating func append(wait time: Document) throws(InputError) {
    program.instructions.append(.wait(try addWork(time)))
  }

  private mutating func addWork(_ time: Document) throws(InputError) -> Int {
    program.works.append(
      DrawnTime(
        try DistributionReader.time(time), for: "duration/\(consumer)/\(stepCount)",
        in: site.world))
    stepCount += 1
    return program.works.count - 1
  }
}
