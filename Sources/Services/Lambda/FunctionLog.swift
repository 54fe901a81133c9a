import Blueprints
import Documents
import Kernel

/// What a function writes into its log group with every run.
struct FunctionLog {
  /// What functions are charged for their logs.
  static let prices = [LogStorage.ofFunctions, LogStorage.keeping]

  static let lines = Parameter(
    "lambda.logBytes", .count(300), in: .counts(0...1_000_000_000),
    "What Lambda itself writes of each run into its log: the lines START, END and REPORT.",
    source: .assumption("the three lines have 150 to 300 bytes, and each event is billed 26 more")
  ).ideally(.count(0))

  private var storage: LogStorage
  private let own: Int64
  /// What is written of each run, by Lambda and by the code.
  private var run: LogStorage.Piece

  init(_ calibration: Calibration) {
    storage = LogStorage(calibration)
    own = calibration.count(Self.lines)
    run = storage.piece(of: own)
  }

  /// Reads what the scenario says that the code writes.
  mutating func read(_ behavior: Document?) throws(InputError) {
    if let document = behavior?["logs"] { run = storage.piece(of: own + (try document.size())) }
  }

  /// A run begins.
  mutating func began(at now: Instant) {
    storage.write(run, at: now)
  }

  /// What the logs cost until a moment.
  func charges(until end: Instant) -> [Charge] {
    storage.charges(at: LogStorage.ofFunctions, until: end)
  }
}
