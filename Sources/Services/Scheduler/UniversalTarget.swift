import Blueprints
import Documents

/// A call of an API of AWS: `arn:aws:scheduler:::aws-sdk:sqs:sendMessage`.
///
/// Its Input holds the parameters of the call, which AWS does not look at before the call is made.
struct UniversalTarget {
  /// The begins of the names of actions that only read, which AWS refuses.
  ///
  /// Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
  private static let readers = [
    "get", "describe", "list", "poll", "receive", "search", "scan", "query", "select", "read",
    "lookup", "discover", "validate", "batchGet", "batchDescribe", "batchRead", "transactGet",
    "adminGet", "adminList", "testMigration", "retrieve", "testConnection", "translateDocument",
    "isAuthorized", "invokeModel",
  ]

  /// The name of the service in SDKs: `lambda`.
  let service: String
  /// The action, its first letter small: `putFunctionConcurrency`.
  let action: String
  private let place: Place

  /// The call that an ARN means; nil where it means no call.
  ///
  /// - Throws: What AWS refuses it for. Of the sentence about services the words are AWS's; that
  ///   about actions is made after it.
  init?(_ reference: Reference?) throws(InputError) {
    guard let reference else { return nil }
    let parts = reference.text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count > 5, parts[2] == "scheduler", parts[5] == "aws-sdk" else { return nil }
    guard parts.count == 8, !parts[6].isEmpty, !parts[7].isEmpty else {
      throw InputError(
        "\(reference.text) names no call of an API",
        remedy: "write it like arn:aws:scheduler:::aws-sdk:sqs:sendMessage", at: reference.place)
    }
    (service, action, place) = (String(parts[6]), String(parts[7]), reference.place)
    guard !service.utf8.contains(where: { 0x41...0x5A ~= $0 }) else {
      throw InputError(
        "\(service) is not a supported service for a target.", remedy: "write it in small letters",
        at: place)
    }
    guard !Self.readers.contains(where: { begins(with: $0) }) else {
      throw InputError(
        "\(action) is not a supported action for a target.",
        remedy: "EventBridge Scheduler refuses actions that only read", at: place)
    }
  }

  /// Whether a word is the begin of the action's name: `get` of `getItem`, not of `getter`.
  private func begins(with word: String) -> Bool {
    guard action.hasPrefix(word) else { return false }
    guard let next = action.utf8.dropFirst(word.utf8.count).first else { return true }
    return 0x41...0x5A ~= next
  }

  /// What is done when the schedule of a label fires.
  ///
  /// - Throws: An error where the input names nothing of the template.
  func read(
    _ settings: ScheduleSettings.Target, of label: String, at site: Site
  ) throws(InputError) -> ScheduleTarget {
    let input = ScheduleInput(settings.input, of: label, in: site.world)
    let call = UniversalCall(
      parameters: input.document?.map == nil ? nil : input.document, input: input, label: label,
      site: site)
    let target: ScheduleTarget? =
      switch "\(service):\(action)" {
      case "sqs:sendMessage": try call.sendMessage()
      case "sns:publish": try call.publish()
      case "lambda:invoke": try call.invoke()
      case "eventbridge:putEvents": try call.putEvents()
      case "lambda:putFunctionConcurrency": try call.putFunctionConcurrency()
      case "lambda:deleteFunctionConcurrency": try call.deleteFunctionConcurrency()
      case "lambda:updateEventSourceMapping": try call.updateEventSourceMapping()
      case "ec2:startInstances": try call.ask(.start)
      case "ec2:stopInstances": try call.ask(.stop)
      case "ec2:terminateInstances": try call.ask(.terminate)
      case "ec2:rebootInstances": try call.ask(.reboot)
      case "ec2:runInstances": try call.runInstances()
      default: unmodelled(label, at: site)
      }
    if let target { return target }
    site.note(
      "\(service):\(action) refuses every call of \(label): its Input lacks a parameter, or is no "
        + "JSON object")
    return ScheduleTarget("\(service):\(action)", .refuse)
  }

  private func unmodelled(_ label: String, at site: Site) -> ScheduleTarget {
    site.note("\(service):\(action) is not modelled: \(label) calls it, and nothing follows")
    return ScheduleTarget("\(service):\(action)", .accept)
  }
}
