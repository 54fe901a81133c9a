import Blueprints
import Documents
import Kernel

/// The properties of `AWS::AutoScaling::LifecycleHook`.
struct HookSettings: Settings {
  var name: String?
  var group: Reference?
  var transition: String?
  var heartbeat = TimeSpan.seconds(3_600)
  var result = "ABANDON"

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("LifecycleHookName", &name, "The name.")
    try visitor.reference("AutoScalingGroupName", &group, "The group.")
    try visitor.visit(
      "LifecycleTransition", &transition,
      "Whether it waits at the launch or the end of instances.")
    try visitor.seconds(
      "HeartbeatTimeout", &heartbeat, in: 30...7_200, "How long it waits [s].")
    try visitor.choice(
      "DefaultResult", &result, among: ["CONTINUE", "ABANDON"],
      "What follows when nobody comes; a launch that is abandoned is tried anew.")
    visitor.notYet("NotificationTargetARN", "nobody is told; EventBridge hears of the action")
    visitor.ignored("RoleARN", "NotificationMetadata")
  }
}

extension LifecycleHook {
  /// Reads a hook.
  init(_ settings: HookSettings, named name: String, at place: Place) throws(InputError) {
    let words = Transition.allCases.map { $0.rawValue }
    guard let transition = Transition(rawValue: settings.transition ?? "") else {
      throw InputError(
        settings.transition.map { "\($0) of \(name) is no LifecycleTransition" }
          ?? "\(name) has no LifecycleTransition",
        remedy: "choose \(words.joined(separator: " or "))", at: place)
    }
    self.init(
      name: name, transition: transition, heartbeat: settings.heartbeat,
      goesOn: settings.result == "CONTINUE")
  }
}
