import Blueprints
import Documents

/// The policies that SAM writes beside what a short form stands for.
extension Composer {
  /// A policy document of a list of statements.
  func policyDocument(_ statements: Document) -> Document {
    map(["Version": text("2012-10-17"), "Statement": statements])
  }

  /// A policy document that lets an action be done to a resource.
  ///
  /// - Parameters:
  ///   - service: The principal, as `events`; nil in a policy of an identity.
  ///   - source: The ARN on whose behalf alone the service may do it; nil for any.
  func policy(
    allowing action: String, on resource: Document, to service: String? = nil,
    for source: Document? = nil
  ) -> Document {
    let statement = map([
      "Effect": text("Allow"), "Action": text(action), "Resource": resource,
      "Principal": service.map { principal($0) },
      "Condition": source.map { map(["ArnEquals": map(["aws:SourceArn": $0])]) },
    ])
    return policyDocument(list([statement]))
  }

  /// A policy document that lets a service take a role.
  func trust(in service: String) -> Document {
    let statement = map([
      "Effect": text("Allow"), "Action": text("sts:AssumeRole"),
      "Principal": principal(service),
    ])
    return policyDocument(list([statement]))
  }

  private func principal(_ service: String) -> Document {
    map(["Service": text("\(service).amazonaws.com")])
  }

  /// What lets a service send to a queue.
  func queuePolicy(
    _ logicalID: String, of queue: (url: Document, arn: Document), to service: String,
    for source: Document? = nil
  ) -> Shorthand.Draft {
    draft(
      logicalID, "AWS::SQS::QueuePolicy",
      [
        "Queues": list([queue.url]),
        "PolicyDocument": policy(
          allowing: "sqs:SendMessage", on: queue.arn, to: service, for: source),
      ])
  }

  /// What lets a service invoke the function that an event of SAM stands at.
  ///
  /// - Parameters:
  ///   - source: The ARN on whose behalf alone; nil for any.
  ///   - account: The account whose resources may; nil for any.
  func invocationPermission(
    _ logicalID: String, of function: Document, to service: String, for source: Document? = nil,
    in account: Document? = nil
  ) -> Shorthand.Draft {
    draft(
      logicalID, "AWS::Lambda::Permission",
      [
        "Action": text("lambda:InvokeFunction"), "FunctionName": function,
        "Principal": text("\(service).amazonaws.com"), "SourceArn": source,
        "SourceAccount": account,
      ])
  }
}
