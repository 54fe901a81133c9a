import Blueprints
import Documents
import Templates

@testable import Services

private let declared: [Declaration] = [
  ("AWS::SQS::Queue", "https://{name}", []), ("AWS::SNS::Topic", "arn:sns:{name}", []),
  ("AWS::Lambda::Function", "{name}", []),
  ("AWS::DynamoDB::Table", "{name}", [("StreamArn", "arn:{name}/stream/1")]),
  ("AWS::Lambda::Version", "arn:{FunctionName}:1", [("Version", "1")]),
  ("AWS::Lambda::Alias", "arn:{FunctionName}:{Name}", []),
  ("AWS::Lambda::EventSourceMapping", "{id}", []), ("AWS::SNS::Subscription", "{id}", []),
  ("AWS::Lambda::EventInvokeConfig", "{id}", []), ("AWS::Lambda::Permission", "{id}", []),
  ("AWS::SQS::QueuePolicy", "{id}", []), ("AWS::IAM::Role", "{name}", []),
  ("AWS::IAM::ManagedPolicy", "{name}", []), ("AWS::Events::Rule", "{name}", []),
  ("AWS::Scheduler::Schedule", "{name}", []),
  ("AWS::S3::Bucket", "{name}", []), ("AWS::ApiGateway::Stage", "{StageName}", []),
  ("AWS::ApiGateway::RestApi", "{name}", [("RootResourceId", "{name}/root")]),
  ("AWS::ApiGateway::Resource", "{id}", []), ("AWS::ApiGateway::Method", "{id}", []),
  ("AWS::ApiGatewayV2::Api", "{name}", []), ("AWS::ApiGatewayV2::Stage", "{StageName}", []),
  ("AWS::ApiGatewayV2::Route", "{id}", []), ("AWS::ApiGatewayV2::Integration", "{id}", []),
].map { (type: String, ref: String, attributes: [(name: String, text: String)]) in
  let names = [
    "AWS::SQS::Queue": "QueueName", "AWS::SNS::Topic": "TopicName",
    "AWS::Lambda::Function": "FunctionName", "AWS::DynamoDB::Table": "TableName",
    "AWS::IAM::Role": "RoleName", "AWS::Events::Rule": "Name",
    "AWS::Scheduler::Schedule": "Name", "AWS::ApiGateway::RestApi": "Name",
    "AWS::ApiGatewayV2::Api": "Name",
  ]
  return Declaration(
    type: type, title: type, summary: type,
    identity: Identity(
      ref: ref, arn: "arn:{name}", attributes: attributes, nameProperty: names[type]))
}

private let shorthands =
  [
    ServerlessFunction.shorthand, SQSEvent.shorthand, SNSEvent.shorthand, SimpleTable.shorthand,
    Connector.shorthand, ScheduleEvent.shorthand, ScheduleEvent.shorthandOfScheduler,
    S3Event.shorthand, ServerlessAPI.rest, ServerlessAPI.http, APIEvent.rest, APIEvent.http,
  ] + RuleEvent.shorthands + StreamEvent.shorthands

/// A SAM template, read with every shorthand there is.
func expanded(_ resources: String, parameters: String = "") throws -> Template {
  let text = "Transform: AWS::Serverless-2016-10-31\n\(parameters)\n\(resources)"
  let document = try YAML.read(SourceText(name: "template.yaml", text: text))
  return try TemplateReader(catalogue: declared, shorthands: shorthands).read(document)
}

/// Each resource of a SAM template on a line: logical id, type without `AWS::`, properties as JSON.
func lines(_ resources: String, parameters: String = "") throws -> [String] {
  try expanded(resources, parameters: parameters).resources.map { resource in
    var writer = JSONWriter(.compact)
    writer.value(resource.properties)
    return "\(resource.logicalID) \(resource.type.dropFirst(5)) \(writer.text)"
  }
}

/// The first slip of a SAM template.
func slip(_ resources: String) throws -> String {
  do {
    _ = try expanded(resources)
    return "none"
  } catch let errors as InputErrors {
    let error = errors.errors[0]
    let place = error.place.map { "\($0.line - 2):\($0.column): " } ?? ""
    return place + error.problem + (error.remedy.map { " → " + $0 } ?? "")
  }
}
