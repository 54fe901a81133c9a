/// What an alarm may act on by itself, as a policy that scales a fleet, or an instance that it
/// stops.
///
/// A node gives one as its `alarmAction`; alarms that name the node find it there.
public protocol AlarmAction: AnyObject {
  /// Whether it is asked again at each evaluation, a minute apart, while the alarm lasts.
  var isRepeated: Bool { get }
  /// The alarm has gone over to a state that asks for the action, or is still in it.
  func act(_ signal: AlarmSignal, in world: World)
}

/// What an alarm says to an action.
public struct AlarmSignal: Sendable {
  /// The label of the alarm.
  public let alarm: String
  /// The verb of an EC2 action, as `stop`; nil where the action is the node itself.
  public let verb: String?
  /// The state that the alarm is in.
  public let state: AlarmState
  /// The newest value of the metric; nil where there is none.
  public let value: Double?
  /// The threshold of the alarm.
  public let threshold: Double
  /// Whether the alarm was in this state before.
  public let isRepeated: Bool

  /// A signal.
  public init(
    from alarm: String, verb: String?, _ state: AlarmState, reading: AlarmReading, isRepeated: Bool
  ) {
    self.alarm = alarm
    self.verb = verb
    self.state = state
    value = reading.value
    threshold = reading.threshold
    self.isRepeated = isRepeated
  }
}

/// What an alarm read last, and what it compares it with.
public struct AlarmReading: Sendable {
  /// The newest value of the metric; nil where there is none.
  public var value: Double?
  /// The threshold.
  public var threshold: Double

  /// A value and the threshold.
  public init(value: Double?, threshold: Double) {
    self.value = value
    self.threshold = threshold
  }
}

/// The state of an alarm, in AWS's words.
public enum AlarmState: String, Sendable {
  /// The metric is within the threshold.
  case ok = "OK"
  /// The metric is beyond the threshold.
  case alarm = "ALARM"
  /// Too little is known of the metric.
  case insufficientData = "INSUFFICIENT_DATA"
}
