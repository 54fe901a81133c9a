import Blueprints
import Documents
import Testing

@testable import Templates

/// The types that the tests' templates use, as services would declare them.
let catalogue = [
  Declaration(
    type: "AWS::SQS::Queue", title: "SQS queue", summary: "Holds messages.",
    identity: Identity(
      ref: "https://sqs.{region}.{domain}/{account}/{name}",
      arn: "arn:{partition}:sqs:{region}:{account}:{name}",
      attributes: [("QueueName", "{name}"), ("QueueUrl", "https://sqs.{region}/{name}")],
      nameProperty: "QueueName", nameSuffix: ("FifoQueue", ".fifo"))),
  Declaration(
    type: "AWS::SNS::Topic", title: "SNS topic", summary: "Fans messages out.",
    identity: Identity(
      ref: "arn:{partition}:sns:{region}:{account}:{name}",
      arn: "arn:{partition}:sns:{region}:{account}:{name}",
      attributes: [("TopicName", "{name}")], nameProperty: "TopicName")),
  Declaration(
    type: "AWS::SNS::Subscription", title: "SNS subscription", summary: "Delivers.",
    identity: Identity(ref: "{TopicArn}:{id}", arn: "{TopicArn}:{id}")),
  Declaration(
    type: "AWS::Lambda::Function", title: "Lambda function", summary: "Runs code.",
    identity: Identity(
      ref: "{name}", arn: "arn:{partition}:lambda:{region}:{account}:function:{name}",
      nameProperty: "FunctionName")),
  Declaration(
    type: "AWS::Lambda::Alias", title: "Lambda alias", summary: "Names a version.",
    identity: Identity(
      ref: "arn:aws:lambda:{region}:{account}:function:{FunctionName.name}:{Name}",
      arn: "arn:aws:lambda:{region}:{account}:function:{FunctionName.name}:{Name}")),
]

/// A template from YAML, or the slips that its reading found.
func template(
  _ yaml: String, under circumstances: Circumstances = Circumstances(),
  shorthands: [Shorthand] = []
) throws -> Template {
  let document = try YAML.read(SourceText(name: "template.yaml", text: yaml))
  let reader = TemplateReader(catalogue: catalogue, shorthands: shorthands)
  return try reader.read(document, under: circumstances)
}

/// The compact JSON of a document.
func json(_ document: Document) -> String {
  var writer = JSONWriter(.compact)
  writer.value(document)
  return writer.text
}

/// The value of a YAML expression as the property `Value` of a queue, below some further sections.
func value(
  of yaml: String, beside sections: String = "",
  under circumstances: Circumstances = Circumstances()
) throws -> String {
  let indented = yaml.split(separator: "\n").map { "        " + $0 }.joined(separator: "\n")
  let text = """
    \(sections)
    Resources:
      Orders: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}
      Vpc: {Type: AWS::EC2::VPC}
      Subject:
        Type: AWS::SQS::Queue
        Properties:
          Value:
    \(indented)
    """
  let subject = try #require(
    template(text, under: circumstances).resources.first { $0.logicalID == "Subject" })
  return subject.properties["Value"].map { json($0) } ?? "gone"
}

/// The slips of a template, one a line: line, column, problem and remedy.
func slips(
  _ yaml: String, under circumstances: Circumstances = Circumstances(),
  shorthands: [Shorthand] = []
) throws -> String {
  do {
    _ = try template(yaml, under: circumstances, shorthands: shorthands)
    return "none"
  } catch let errors as InputErrors {
    return errors.errors.map { error in
      let place = error.place.map { "\($0.line):\($0.column): " } ?? ""
      return place + error.problem + (error.remedy.map { " → " + $0 } ?? "")
    }.joined(separator: "\n")
  }
}

/// A YAML value as the command line would hand it in.
func document(_ yaml: String) throws -> Document {
  try YAML.read(SourceText(name: "--set", text: yaml))
}
