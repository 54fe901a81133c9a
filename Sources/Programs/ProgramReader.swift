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
  /// The slip of steps that are too many, after which no further one is read.
  var excess: InputError?

  /// The program of a node, as the scenario's behaviour has it; a node without one takes no time
  /// and calls nobody.
  public static func program(of node: any Node, at site: Site) throws(InputError) -> Program {
    try program(of: node.label, doing: site.behavior, at: site)
  }

  /// The program of a consumer that does what a behaviour says; its slips are reported at the site,
  /// all of them, and what has any is no program.
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
    guard site.diagnostics.isEmpty else { return Program() }
    reader.program.seal()
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
      site.diagnostics.report(.stray(entry, among: known, of: "the behavior of \(consumer)"))
    }
    program.instructions = []
    for key in CallTermsReader.keys {
      take(key, of: map) { (reader, document) throws(InputError) in
        try CallTermsReader.read(key, document, into: &reader.terms)
      }
    }
    readFlags(map)
    var records: IdempotencyCalls?
    take("idempotency", of: map) { (reader, document) throws(InputError) in
      records = try reader.readIdempotency(document)
    }
    readTimes(map)
    readFailures(map)
    take("steps", of: map) { (reader, steps) throws(InputError) in try reader.read(steps: steps) }
    if let records { close(records) } else { program.instructions.append(.end) }
  }

  /// Reads what stands under a key, if anything does; a slip in it is reported, and the reading
  /// goes on.
  private mutating func take(
    _ key: String, of map: DocumentMap,
    _ read: (inout Self, Document) throws(InputError) -> Void
  ) {
    guard let document = map[key] else { return }
    _ = site.diagnostics.attempt { () throws(InputError) in try read(&self, document) }
  }

  private mutating func readFlags(_ map: DocumentMap) {
    take("parallel", of: map) { (reader, parallel) throws(InputError) in
      reader.program.parallel = try parallel.count()
      guard reader.program.parallel >= 1 else {
        throw InputError(
          "parallel must be at least 1", remedy: "leave it out to run one after the other",
          at: parallel.place)
      }
    }
    take("idempotent", of: map) { (reader, idempotent) throws(InputError) in
      reader.program.idempotent = try Self.flag(idempotent)
    }
  }

  private mutating func readTimes(_ map: DocumentMap) {
    take("perBatch", of: map) { (reader, perBatch) throws(InputError) in
      reader.program.perBatch = DrawnTime(
        try DistributionReader.time(perBatch), for: "perBatch/\(reader.consumer)",
        in: reader.site.world)
    }
    take("duration", of: map) { (reader, duration) throws(InputError) in
      try reader.append(compute: duration)
    }
    take("waits", of: map) { (reader, wait) throws(InputError) in try reader.append(wait: wait) }
  }

  private mutating func readFailures(_ map: DocumentMap) {
    take("fails", of: map) { (reader, fails) throws(InputError) in
      reader.program.fails = try reader.odds(fails, of: "failure")
    }
    take("poison", of: map) { (reader, poison) throws(InputError) in
      reader.program.poison = try reader.odds(poison, of: "poison")
    }
    take("errors", of: map) { (reader, errors) throws(InputError) in
      switch errors.scalarText {
      case "thrown": reader.program.errorsCaught = false
      case "caught": reader.program.errorsCaught = true
      default:
        throw InputError(
          "errors are thrown or caught", remedy: "write errors: thrown, or errors: caught",
          at: errors.place)
      }
    }
    program.instructions.append(.mayFail)
  }

  private func odds(
    _ share: Document, of what: String
  ) throws(InputError) -> (odds: Odds, purpose: Purpose) {
    (Odds(share: try share.share()), site.world.purpose("\(what)/\(consumer)"))
  }

  private static func flag(_ document: Document) throws(InputError) -> Bool {
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
