import Blueprints
import Kernel
import Measures

/// What happened in a run and why: facts in causal order, each after the one it follows from.
///
/// Whatever went wrong for somebody is told, with all that led to it, what it led to, and how it
/// ended. All is found in what the run recorded: series, episodes, bounds, wires and the ledger.
///
/// The lines come in the order in which they happened, and each stands behind its cause.
package struct Story: Sendable {
  /// One fact.
  package struct Line: Equatable, Sendable {
    /// What happened, with its figures.
    package let kind: Kind
    /// The node where it did.
    package let node: String
    /// The wire along which it did, where it is about one.
    package let edge: Fall.Way?
    /// When it began; nil where the run did not keep it.
    package let begin: Instant?
    /// When it was over; nil where it was not, or where it has no length.
    package let end: Instant?
    /// The place in the story of the line that it follows from; nil where it follows from none.
    package let cause: Int?
    /// Whether it could have set something off, and nothing came of it.
    package let isHarmless: Bool
    /// Who else did what its cause did, and so led to it too.
    package var partners: [String] = []
  }

  /// What can happen, with its figures.
  package enum Kind: Equatable, Sendable {
    /// A client sent more, by the second.
    case loadRose(from: Double, to: Double)
    /// Clients sent as much as ever, together by the second, and that was too much.
    case loadIsSteady(rate: Double, clients: [String])
    /// A fault began: what it is, and how much.
    case faultBegan(fault: Fault.Kind, amount: Double, name: String?)
    /// An operator had it do no more work.
    case disabled
    /// A bound was used up, so that more had to wait or was turned away.
    case limitReached(bound: String, level: Int64, unit: UnitOfMeasure)
    /// A room for requests that wait had no place for one more.
    case roomFull(room: String, level: Int64)
    /// A bound that several share was used up, mostly by one of them.
    case poolUsedUp(level: Int64, by: String, share: Int64)
    /// It used as much as it might have by then, and was allowed more only step by step.
    case scaled(from: Int64, to: Int64)
    /// Its work on one message or its answer took longer, or the answer that a client waits for
    /// [ns].
    case slowed(from: Double, to: Double, isClient: Bool)
    /// It turned requests away, for reasons that measures name, the most frequent first; a mapping
    /// had so many batches for it at once, where that is more than it may run.
    case throttled(count: Int64, measures: [String], batches: Int64)
    /// Its runs or answers failed.
    case failed(count: Int64, share: Double)
    /// Runs ran out of time.
    case timedOut(count: Int64)
    /// Calls ended by time-out more than otherwise: so many, of so many attempts.
    case unanswered(timeouts: Int64, attempts: Int64)
    /// Batches of shards failed each time they were tried, so often in all, and nothing behind them
    /// was read; whether the last still did when the run ended.
    case blocked(batches: Int64, failures: Int64, isOpen: Bool)
    /// Messages came back so often while somebody still worked on them, who deleted them too late.
    case cameBack(count: Int64)
    /// Messages were received, and nobody worked on them: so many at most.
    case hidden(peak: Int64, at: Instant)
    /// An alarm was in ALARM.
    case alarmed
    /// More machines served.
    case grew(from: Int64, to: Int64)
    /// Messages waited there.
    case backlogGrew(peak: Int64, at: Instant)
    /// What it worked on was old: so old at most [ns].
    case fellBehind(age: Int64, at: Instant)
    /// Calls were made more often than they were meant.
    case retried(attemptsPerCall: Double, retries: Int64)
    /// Messages were set aside; the code at the end of the wire failed so often.
    case deadLettered(count: Int64, to: String, failures: Int64)
    /// Messages were lost.
    case lost(count: Int64, reason: String)
    /// Work was done again so many times, so often for a second copy of a message;
    /// messages were received again so many times, after failures or though no run failed.
    case repeated(count: Int64, receivedAgain: Int64, failures: Int64, copies: Int64)
    /// Less of what a client asked was answered well than 90 %.
    case starved(lowest: Double, lost: Int64)
    /// A client sent messages a second time.
    case sentTwice(count: Int64)
    /// What had set it off was over.
    case triggerEnded
    /// It went on although its trigger was over, by repeated calls.
    case sustained
    /// Nothing waited any more.
    case drained
    /// So much still waited when the run ended.
    case notDrained(count: Int64)
    /// It was served as before.
    case recovered
    /// It was not when traffic ended.
    case notRecovered
    /// Requests were turned away there, and nothing else came of it than that so many got lost.
    case innocent(throttled: Int64, lost: Int64)
    /// Nothing was the matter; the bound of which most was used, and so many requests that were
    /// turned away, 0 where they were few.
    case calm(bound: Ceiling?, throttled: Int64)
  }

  /// The facts, in order.
  package let lines: [Line]

  /// Lines that are there already.
  init(lines: [Line]) { self.lines = lines }

  /// The story of a run.
  package init(of result: RunResult) {
    var inquiry = Inquiry(result)
    inquiry.collect()
    inquiry.findCauses()
    lines = inquiry.told()
  }

  /// Whether nothing went wrong for anybody.
  package var isCalm: Bool {
    lines.allSatisfy { line in
      switch line.kind {
      case .calm, .innocent: true
      default: line.isHarmless
      }
    }
  }
}
