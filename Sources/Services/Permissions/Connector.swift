import Blueprints
import Documents

/// `AWS::Serverless::Connector`: the permissions between two resources.
struct Connector {
  /// The short form, as templates use it.
  static let shorthand = Shorthand(
    .resource("AWS::Serverless::Connector"),
    for: ["AWS::IAM::ManagedPolicy", "AWS::SQS::QueuePolicy", "AWS::Lambda::Permission"]
  ) { (request) throws(InputError) in
    try Connector(request).expansion()
  }

  private let request: Shorthand.Request
  private let composer: Composer
  private let permissions: [String]
  private var id: String { request.draft.logicalID }

  private init(_ request: Shorthand.Request) throws(InputError) {
    self.request = request
    composer = Composer(at: request.draft.document.place)
    let given = request.properties["Permissions"]
    permissions = given?.list?.compactMap { $0.text } ?? []
    for permission in given?.list ?? []
    where permission.text != "Read" && permission.text != "Write" {
      throw InputError(
        "\(id) cannot permit \(permission.scalarText ?? permission.kindName)",
        remedy: "choose Read or Write", at: permission.place)
    }
    guard !permissions.isEmpty else {
      throw InputError(
        "\(id) gives no Permissions", remedy: "write Permissions: [Read, Write]",
        at: given?.place ?? request.draft.document.place)
    }
  }

  private func expansion() throws(InputError) -> Shorthand.Expansion {
    var expansion = Shorthand.Expansion()
    let source = try end(request.properties["Source"], named: "Source")
    let given = request.properties["Destination"]
    let destinations = given?.list?.map { Optional($0) } ?? [given]
    for (number, document) in destinations.enumerated() {
      let destination = try end(document, named: "Destination")
      let name = destinations.count == 1 ? id : "\(id)Destination\(number + 1)"
      if let draft = draft(name, from: source, to: destination) {
        expansion.drafts.append(draft)
      } else {
        let way = "\(source.logicalID) to \(destination.logicalID)"
        expansion.notes.append(
          Note(at: composer.place, "the connector \(id) from \(way) is not modelled yet"))
      }
    }
    return expansion
  }

  private func end(_ document: Document?, named name: String) throws(InputError) -> Shorthand.Draft
  {
    guard let identifier = document?["Id"], let text = identifier.text else {
      throw InputError(
        "\(name) of \(id) names no resource", remedy: "write {Id: LogicalId}",
        at: document?.place ?? composer.place)
    }
    guard let draft = request.resources.first(where: { $0.logicalID == text }) else {
      let known = request.resources.map { $0.logicalID }
      let meant = Suggestion.nearest(to: text, among: known).map { "did you mean \($0)?" }
      throw InputError(
        "there is no resource \(text)",
        remedy: meant ?? "choose from " + known.prefix(10).joined(separator: ", "),
        at: identifier.place)
    }
    return draft
  }

  private func draft(
    _ name: String, from source: Shorthand.Draft, to destination: Shorthand.Draft
  ) -> Shorthand.Draft? {
    switch (Self.kind(of: source), Self.kind(of: destination)) {
    case ("AWS::Lambda::Function", let kind):
      return policy(name, of: source, on: destination, actions: Self.actions(on: kind))
    case ("AWS::SQS::Queue", "AWS::Lambda::Function"):
      let actions = [
        "Read": ["sqs:ReceiveMessage", "sqs:GetQueueAttributes"], "Write": ["sqs:DeleteMessage"],
      ]
      return policy(name, of: destination, on: source, actions: actions)
    case ("AWS::DynamoDB::Table", "AWS::Lambda::Function"):
      let actions = [
        "Read": ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map {
          "dynamodb:" + $0
        }
      ]
      return policy(name, of: destination, on: source, actions: actions)
    case ("AWS::SNS::Topic", "AWS::Lambda::Function"):
      return composer.draft(
        "\(name)WriteLambdaPermission", "AWS::Lambda::Permission",
        [
          "Action": composer.text("lambda:InvokeFunction"),
          "FunctionName": composer.attribute("Arn", of: destination.logicalID),
          "Principal": composer.text("sns.amazonaws.com"),
          "SourceArn": composer.ref(source.logicalID),
        ])
    case ("AWS::SNS::Topic", "AWS::SQS::Queue"):
      let queue = (
        url: composer.ref(destination.logicalID),
        arn: composer.attribute("Arn", of: destination.logicalID)
      )
      return composer.queuePolicy(
        "\(name)QueuePolicy", of: queue, to: "sns", for: composer.ref(source.logicalID))
    default: return nil
    }
  }

  private func policy(
    _ name: String, of function: Shorthand.Draft, on resource: Shorthand.Draft,
    actions: [String: [String]]
  ) -> Shorthand.Draft? {
    let allowed = permissions.flatMap { actions[$0] ?? [] }
    guard !allowed.isEmpty, let role = role(of: function) else { return nil }
    let arn = composer.attribute("Arn", of: resource.logicalID)
    let isTopic = Self.kind(of: resource) == "AWS::SNS::Topic"
    let statement = composer.map([
      "Effect": composer.text("Allow"), "Action": composer.texts(allowed),
      "Resource": isTopic ? composer.ref(resource.logicalID) : arn,
    ])
    return composer.draft(
      "\(name)Policy", "AWS::IAM::ManagedPolicy",
      [
        "PolicyDocument": composer.policyDocument(composer.list([statement])),
        "Roles": composer.list([role]),
      ])
  }

  private func role(of function: Shorthand.Draft) -> Document? {
    guard let role = function.document["Properties"]?["Role"] else {
      return function.type == "AWS::Serverless::Function"
        ? composer.ref("\(function.logicalID)Role") : nil
    }
    let path = role["Fn::GetAtt"]
    let owner =
      path?.list?.first?.text ?? path?.text?.split(separator: ".").first.map { String($0) }
    return owner.map { composer.ref($0) }
  }

  private static func kind(of draft: Shorthand.Draft) -> String {
    switch draft.type {
    case "AWS::Serverless::Function": "AWS::Lambda::Function"
    case "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table"
    default: draft.type
    }
  }

  private static func actions(on kind: String) -> [String: [String]] {
    switch kind {
    case "AWS::DynamoDB::Table":
      [
        "Read": ["GetItem", "Query", "Scan", "BatchGetItem", "ConditionCheckItem"].map {
          "dynamodb:" + $0
        },
        "Write": ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"].map { "dynamodb:" + $0 },
      ]
    case "AWS::SQS::Queue":
      [
        "Read": ["sqs:ReceiveMessage", "sqs:GetQueueAttributes"],
        "Write": ["sqs:DeleteMessage", "sqs:SendMessage", "sqs:ChangeMessageVisibility"],
      ]
    case "AWS::SNS::Topic": ["Write": ["sns:Publish"]]
    case "AWS::Lambda::Function": ["Write": ["lambda:InvokeAsync", "lambda:InvokeFunction"]]
    default: [:]
    }
  }
}
