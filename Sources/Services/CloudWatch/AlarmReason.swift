import Blueprints
import Documents

/// Why an alarm is in its state, in AWS's words.
///
/// The values of the datapoints, which AWS lists, are left out: what alarms say would be another
/// event each time.
struct AlarmReason {
  let evaluation: AlarmEvaluation
  let comparison: AlarmComparison
  var threshold: Double

  /// The reason for a state after the datapoints that were looked at.
  func text(for state: AlarmState, seeing points: [AlarmEvaluation.Point]) -> String {
    let real = points.filter { $0 != .missing }.suffix(evaluation.periods)
    guard state != .insufficientData else {
      let count = evaluation.periods
      return "Insufficient Data: \(Self.counted(count)) \(count == 1 ? "was" : "were") unknown."
    }
    guard !real.isEmpty else {
      let treatment = evaluation.treatment == .breaching ? "Breaching" : "NonBreaching"
      let count = evaluation.periods
      let spans = count == 1 ? "1 period" : "\(count) periods"
      let fills = count == 1 ? "1 missing datapoint was" : "\(count) missing datapoints were"
      return "Threshold Crossed: no datapoints were received for \(spans) and \(fills) "
        + "treated as [\(treatment)]."
    }
    if real.count < evaluation.periods { return mixed(real, state) }
    let isAlarm = state == .alarm
    let count = real.count { ($0 == .breaching) == isAlarm }
    let needed = isAlarm ? evaluation.breaches : evaluation.periods - evaluation.breaches + 1
    let verb = (count == 1 ? "was" : "were") + (isAlarm ? "" : " not")
    let way = isAlarm ? "OK -> ALARM" : "ALARM -> OK"
    return "Threshold Crossed: \(count) out of the last \(Self.counted(real.count)) "
      + "\(verb) \(bound) (minimum \(Self.counted(needed)) for \(way) transition)."
  }

  /// The reason where some datapoints are missing, which AWS does not publish whole.
  private func mixed(
    _ real: ArraySlice<AlarmEvaluation.Point>, _ state: AlarmState
  ) -> String {
    let breaching = real.count { $0 == .breaching }
    let found =
      "\(breaching) of \(Self.counted(real.count)) \(breaching == 1 ? "was" : "were") \(bound)"
    let missing = evaluation.periods - real.count
    let rest = "\(missing) missing datapoint\(missing == 1 ? " was" : "s were")"
    switch evaluation.treatment {
    case .breaching: return "Threshold Crossed: \(found), \(rest) treated as [Breaching]."
    case .notBreaching: return "Threshold Crossed: \(found), \(rest) treated as [NonBreaching]."
    case .missing, .ignore:
      return "Threshold Crossed: \(found), \(rest) left out of account."
    }
  }

  private var bound: String { "\(comparison.words) (\(Self.number(threshold)))" }

  private static func counted(_ count: Int) -> String {
    "\(count) datapoint\(count == 1 ? "" : "s")"
  }

  /// A number with a point, as AWS has it.
  static func number(_ value: Double) -> String {
    let text = ShortestDecimal.text(value)
    return text.contains(".") || text.contains("e") ? text : text + ".0"
  }
}
