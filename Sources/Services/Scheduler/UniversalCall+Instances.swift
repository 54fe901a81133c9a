import Blueprints
import Documents

/// Calls of EC2's API, which bounds how often and about how many instances it is asked.
extension UniversalCall {
  /// Something that is done to instances that the call lists.
  func ask(_ action: InstanceAction) throws(InputError) -> ScheduleTarget? {
    guard let ids = parameters?["InstanceIds"]?.list, !ids.isEmpty else { return nil }
    var instances: [Instance] = []
    for id in ids {
      guard let text = id.scalarText else { return nil }
      let node = try site.party(
        named: Reference(text: text, place: place), of: [Instance.declaration.type],
        missing: .acceptance)
      guard let node else { continue }
      guard let instance = node as? Instance else {
        throw InputError(
          "InstanceIds in the Input of \(label) names \(node.label), which is not an EC2 instance",
          remedy: "it is of type \(node.card.declaration.type)", at: place)
      }
      if !instances.contains(where: { $0 === instance }) { instances.append(instance) }
    }
    guard !instances.isEmpty else { return ScheduleTarget("ec2:" + action.name, .accept) }
    let name = instances.map { $0.label }.joined(separator: " + ")
    return ScheduleTarget(
      name,
      .ask { message, world in
        Instance.ask(action, of: instances, because: message, in: world)
      })
  }

  /// Instances that are launched from a template.
  func runInstances() throws(InputError) -> ScheduleTarget? {
    let given = parameters?["LaunchTemplate"]
    guard
      let text = given?["LaunchTemplateId"]?.text ?? given?["LaunchTemplateName"]?.text
    else { return nil }
    let node = try site.node(Reference(text: text, place: place), as: "a launch template")
    guard let template = node as? LaunchTemplate else {
      throw InputError(
        "LaunchTemplate in the Input of \(label) names \(node.label), which is no launch template",
        remedy: "it is of type \(node.card.declaration.type)", at: place)
    }
    let count = parameters?["MaxCount"]?.number?.integer ?? 1
    guard count >= 1 else { return nil }
    guard count <= InstanceAction.mostAtOnce else {
      throw InputError(
        "MaxCount in the Input of \(label) is \(count)",
        remedy: "EC2 takes \(InstanceAction.mostAtOnce) instances in a request at most", at: place)
    }
    return ScheduleTarget(
      template.label,
      .ask { message, world in template.run(count, because: message, in: world) })
  }
}
