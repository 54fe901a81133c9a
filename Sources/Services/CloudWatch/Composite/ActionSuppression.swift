import Blueprints
import Kernel

/// When a composite alarm may act that another alarm can keep from it.
///
/// A change is done when its time has come: at once, after the wait for the suppressor, or when the
/// suppressor's alarm and the rest after it are over. A change back before that undoes it.
///
/// Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/
/// alarm-suppression.html.
struct ActionSuppression {
  /// What is to be done with a change.
  enum Verdict: Equatable {
    /// It is done now.
    case perform(AlarmChange)
    /// It is looked at again at a moment.
    case wait(until: Instant)
    /// Nothing, unless the suppressor changes.
    case nothing
  }

  private let wait: TimeSpan
  private let rest: TimeSpan
  /// The state that was acted on last.
  private var told = AlarmState.insufficientData
  private var pending: AlarmChange?
  private var deadline = Instant.start
  /// Until when the rest after the suppressor's alarm lasts.
  private var restEnd = Instant.start
  private var isSuppressed = false

  init(wait: TimeSpan, rest: TimeSpan) {
    self.wait = wait
    self.rest = rest
  }

  /// The composite alarm has changed.
  mutating func changed(_ change: AlarmChange, at now: Instant) -> Verdict {
    guard change.state != told else {
      pending = nil
      return .nothing
    }
    pending = AlarmChange(from: told, to: change.state, because: change.reason)
    deadline = max(restEnd, change.state == .alarm ? now + wait : now)
    return verdict(at: now)
  }

  /// The suppressor has changed.
  mutating func suppressorChanged(isInAlarm: Bool, at now: Instant) -> Verdict {
    if isSuppressed, !isInAlarm {
      restEnd = now + rest
      deadline = restEnd
    }
    isSuppressed = isInAlarm
    return verdict(at: now)
  }

  /// What is to be done now.
  mutating func verdict(at now: Instant) -> Verdict {
    guard let change = pending, !isSuppressed else { return .nothing }
    guard now >= deadline else { return .wait(until: deadline) }
    pending = nil
    told = change.state
    return .perform(change)
  }
}
