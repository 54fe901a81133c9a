import Blueprints
import Kernel

/// What the code behind a function or a service does with a message, ready to run.
public struct Program {
  /// One move of the code.
  enum Instruction {
    /// Works for a drawn time, by its number among the program's times.
    case compute(Int)
    /// Waits for a drawn time, for which it needs no processor, by its number among the times.
    case wait(Int)
    /// Throws on the share of messages that the scenario names.
    case mayFail
    /// Calls another node, by the number of the call site.
    case call(Int)
    /// Goes on at one of several places, by the number of the choice.
    case choose(Int)
    /// Goes on with the next step where the event matches a pattern, else elsewhere, by the number
    /// of the test.
    case test(Int)
    /// Goes on elsewhere.
    case jump(Int)
    /// Does several things at the same time, by the number of the fork.
    case fork(Int)
    /// Ends one of the things done at the same time.
    case join
    /// Ends the message.
    case end
  }

  /// Branches by weight, and where each begins.
  struct Choice {
    var weights: DiscreteChoice
    var targets: [Int]
    var purpose: Purpose
  }

  /// A pattern over the event, and where the code goes on if it does not match.
  struct Test {
    var matcher: EventMatcher
    var otherwise: Int
  }

  /// The calls that keep code from doing a message twice.
  ///
  /// The lock is the first instruction, the result comes last, and where the code throws the lock
  /// is released.
  struct Idempotency {
    /// Where the result is written; the message ends behind it.
    var complete: Int32
    /// Where the lock is released; the message ends behind it.
    var release: Int32
  }

  /// Branches that run side by side, and where the code goes on after the last.
  struct Fork {
    var starts: [Int]
    var next: Int
  }

  var instructions: ContiguousArray<Instruction> = [.end]
  var works: ContiguousArray<DrawnTime> = []
  var choices: ContiguousArray<Choice> = []
  var tests: ContiguousArray<Test> = []
  var forks: ContiguousArray<Fork> = []
  var sites: ContiguousArray<CallSite> = []
  /// What the retries of calls are paid from, full.
  var budgets: ContiguousArray<RetryBudget> = []
  /// What keeps calls from callees that fail, closed.
  var breakers: ContiguousArray<CircuitBreaker.Terms> = []
  /// What bounds the calls under way.
  var bulkheads: ContiguousArray<Bulkhead.Terms> = []
  /// The times for which answers are waited for, each once.
  var timeouts: ContiguousArray<TimeSpan> = []
  /// The services that the code calls, in the order of their first call.
  var services: [String] = []
  /// What is paid once a batch, before its messages.
  var perBatch: DrawnTime?
  /// How many messages of a batch run at the same time, at least 1.
  var parallel: Int64 = 1
  /// The share of runs that throw, and the draw that decides.
  var fails: (odds: Odds, purpose: Purpose)?
  /// The share of messages on which every run throws, and the draw that decides.
  var poison: (odds: Odds, purpose: Purpose)?
  /// Whether the code catches its errors and reports success.
  var errorsCaught = false
  /// Whether the code recognises a message that it did before.
  var idempotent = false

  /// What remembers outside the code which messages it did; nil where nothing does.
  var idempotency: Idempotency?

  /// Whether a run is worked out at its start, at the cost of one event.
  private(set) var isFoldable = true

  /// A program that does nothing, in no time.
  public init() {}

  /// A program that works for a drawn time on each message, and calls nobody.
  public init(duration: Distribution, of consumer: String, in world: World) {
    works = [DrawnTime(duration, for: "duration/\(consumer)/0", in: world)]
    instructions = [.compute(0), .end]
  }

  /// The inlets that the code calls along an edge, by their places in the callee's declaration.
  public func inlets(along edge: Edge) -> [Int] {
    sites.filter { $0.edge === edge }.map { $0.inlet }
  }

  /// The edges along which code sends on the event at hand as it came.
  public var forwardingEdges: [Edge] {
    sites.filter { $0.transformation == nil }.map { $0.edge }
  }

  /// The transformations that make what code sends along an edge, where it makes something.
  public func transformations(along edge: Edge) -> [Int] {
    sites.filter { $0.edge === edge }.compactMap { $0.transformation }
  }

  /// The edges along which code sends something, each once, in the order of the code.
  public var edges: [Edge] {
    var edges: [Edge] = []
    for site in sites where !edges.contains(where: { $0 === site.edge }) { edges.append(site.edge) }
    return edges
  }

  /// What does not change any more once the program is read.
  mutating func seal() { isFoldable = canFold }

  /// Whether a whole batch can be worked out at once: one message after the other, and nobody is
  /// called.
  private var canFold: Bool {
    parallel == 1
      && instructions.allSatisfy {
        switch $0 {
        case .compute, .wait, .mayFail, .choose, .test, .jump, .end: true
        case .call, .fork, .join: false
        }
      }
  }
}

/// A place in the code where another node is called.
public struct CallSite {
  var callee: any Node
  var inlet: Int
  /// By which of the callee's ways it is called.
  var way: UInt16 = 0
  var edge: Edge
  var size: Int64
  /// What makes the event that is sent of the one at hand; nil where that is sent on.
  var transformation: Int?
  /// Where the code goes on if the condition of the call does not hold; nil where it throws.
  var otherwise: Int32?
  /// Whether it keeps the record of an idempotent run, under the key of the message at hand.
  var keepsRecord = false
  /// Whether it writes the lock of an idempotent run.
  var isLock = false
  /// Whether the code goes on without the items that were left undone, which then are lost.
  var dropsRest = false
  var retries: RetryPolicy
  /// The number of what its retries are paid from; nil where they are free.
  var budget: Int?
  /// What has to be watched of its calls; nil where nothing has to.
  var watch: CallWatch?
  /// The SDK client that calls; code has one for each service.
  var client: Int
  var backoff: Purpose
  /// The part of the names that messages sent here get.
  var sender: UInt32
  var step: UInt32
}
