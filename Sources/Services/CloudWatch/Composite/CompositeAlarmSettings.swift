import Blueprints
import Documents
import Kernel

/// The properties of `AWS::CloudWatch::CompositeAlarm`.
struct CompositeAlarmSettings: Settings {
  var plan = AlarmPlanSettings()
  var rule: String?
  var suppressor: Reference?
  var wait: TimeSpan = .zero
  var rest: TimeSpan = .zero

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("AlarmName", &plan.name, "The name.")
    try visitor.visit("AlarmDescription", &plan.description, "What messages say of it.")
    try visitor.visit(
      "AlarmRule", &rule,
      "The states of other alarms that make one, as `ALARM(a) AND NOT ALARM(b)`.")
    try plan.walk(&visitor)
    try visitor.reference(
      "ActionsSuppressor", &suppressor, "An alarm during which nothing is done.")
    try visitor.seconds(
      "ActionsSuppressorWaitPeriod", &wait, in: 0...86_400,
      "How long an alarm waits for its suppressor before anything is done [s].")
    try visitor.seconds(
      "ActionsSuppressorExtensionPeriod", &rest, in: 0...86_400,
      "How long after the suppressor's alarm nothing is done [s].")
    visitor.ignored("Tags")
  }
}
