import Blueprints
import Kernel

/// What a group tells EventBridge of its instances.
///
/// Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/
/// ec2-auto-scaling-event-reference.html.
struct GroupNotices {
  let events: ServiceEvents
  let name: String
  let arn: String
  /// The id of an instance.
  let instance: (UInt32) -> String

  /// An instance is in service.
  func launched(_ member: GroupMember, in world: World) {
    tell("EC2 Instance Launch Successful", "Launching a new EC2 instance", member, in: world)
  }

  /// An instance is gone.
  func terminated(_ member: GroupMember, in world: World) {
    tell("EC2 Instance Terminate Successful", "Terminating EC2 instance", member, in: world)
  }

  /// A hook waits for somebody; the name of the event.
  func waits(_ member: GroupMember, for hook: LifecycleHook, in world: World) -> Name {
    let isLaunch = hook.transition == .launching
    let id = instance(member.machine)
    return events.send(
      isLaunch ? "EC2 Instance-launch Lifecycle Action" : "EC2 Instance-terminate Lifecycle Action",
      key: "\(hook.name) \(id)", about: arn, in: world
    ) {
      .map([
        .init("LifecycleActionToken", .identity), .init("AutoScalingGroupName", .text(name)),
        .init("LifecycleHookName", .text(hook.name)), .init("EC2InstanceId", .text(id)),
        .init("LifecycleTransition", .text(hook.transition.rawValue)),
        .init("Origin", .text(isLaunch ? "EC2" : "AutoScalingGroup")),
        .init("Destination", .text(isLaunch ? "AutoScalingGroup" : "EC2")),
      ])
    }
  }

  private func tell(_ type: String, _ deed: String, _ member: GroupMember, in world: World) {
    let id = instance(member.machine)
    let zone = "\(world.region)\(Self.letter(of: member.zone))"
    let cause = Self.cause(member.defect)
    events.send(type, key: "\(id) \(zone) \(cause)", about: arn, in: world) {
      .map([
        .init("StatusCode", .text("InProgress")), .init("Description", .text("\(deed): \(id)")),
        .init("AutoScalingGroupName", .text(name)), .init("ActivityId", .identity),
        .init("Details", .map([.init("Availability Zone", .text(zone))])),
        .init("RequestId", .identity), .init("StatusMessage", .text("")),
        .init("EndTime", .moment), .init("EC2InstanceId", .text(id)),
        .init("Cause", .text(cause)),
      ])
    }
  }

  private static func cause(_ defect: GroupMember.Defect) -> String {
    switch defect {
    case .none: "in response to a difference between desired and actual capacity"
    case .unhealthy: "in response to a failed health check"
    case .outdated: "in response to the maximum instance lifetime"
    }
  }

  /// The letter of an availability zone.
  private static func letter(of zone: Int) -> String {
    String(decoding: [UInt8(ascii: "a") + UInt8(zone % 26)], as: UTF8.self)
  }
}
