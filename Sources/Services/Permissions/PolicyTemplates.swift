import Blueprints
import Documents

/// SAM's policy templates for the services that are modelled; any other stays as it is written.
enum PolicyTemplates {
  private struct Pattern {
    /// What the template asks for.
    let parameter: String
    /// The ARNs, with `${name}` for what is given.
    let resources: [String]
    /// The actions allowed.
    let actions: [String]
  }

  private static let table =
    "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${name}"
  private static let reads = ["GetItem", "Scan", "Query", "BatchGetItem", "DescribeTable"]
  private static let writes = ["PutItem", "UpdateItem", "BatchWriteItem"]

  private static let objectReads = [
    "GetObject", "ListBucket", "GetBucketLocation", "GetObjectVersion", "GetLifecycleConfiguration",
  ]
  private static let objectWrites = ["PutObject", "PutObjectAcl", "PutLifecycleConfiguration"]

  private static func pattern(_ name: String) -> Pattern? {
    switch name {
    case "SQSPollerPolicy":
      queue([
        "ChangeMessageVisibility", "ChangeMessageVisibilityBatch", "DeleteMessage",
        "DeleteMessageBatch", "GetQueueAttributes", "ReceiveMessage",
      ])
    case "SQSSendMessagePolicy": queue(["SendMessage*"])
    case "SNSPublishMessagePolicy":
      Pattern(
        parameter: "TopicName",
        resources: ["arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${name}"],
        actions: ["sns:Publish"])
    case "LambdaInvokePolicy":
      Pattern(
        parameter: "FunctionName",
        resources: [
          "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${name}*"
        ],
        actions: ["lambda:InvokeFunction"])
    case "DynamoDBCrudPolicy":
      tables(reads + writes + ["DeleteItem", "ConditionCheckItem"])
    case "DynamoDBReadPolicy": tables(reads)
    case "DynamoDBWritePolicy": tables(writes)
    case "S3ReadPolicy": bucket(objectReads)
    case "S3WritePolicy": bucket(objectWrites)
    case "S3CrudPolicy": bucket(objectReads + objectWrites + ["DeleteObject"])
    default: nil
    }
  }

  /// The statements of a policy: its own, or those of the template that it names.
  static func statements(of policy: Document) throws(InputError) -> Document {
    if let statements = policy["Statement"] {
      return statements.list == nil
        ? Document(.list([statements]), at: statements.place) : statements
    }
    guard let entry = policy.map?.entries.first, let pattern = pattern(entry.key) else {
      return Document(.list([policy]), at: policy.place)
    }
    guard let name = entry.value[pattern.parameter] else {
      throw InputError(
        "\(entry.key) needs \(pattern.parameter)", remedy: "write \(pattern.parameter): !Ref …",
        at: entry.keyPlace)
    }
    let composer = Composer(at: entry.keyPlace)
    let resources = pattern.resources.map { text in
      composer.map([
        "Fn::Sub": composer.list([composer.text(text), composer.map(["name": name])])
      ])
    }
    return composer.list([
      composer.map([
        "Effect": composer.text("Allow"), "Action": composer.texts(pattern.actions),
        "Resource": composer.list(resources),
      ])
    ])
  }

  private static func queue(_ actions: [String]) -> Pattern {
    Pattern(
      parameter: "QueueName",
      resources: ["arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${name}"],
      actions: actions.map { "sqs:" + $0 })
  }

  private static func bucket(_ actions: [String]) -> Pattern {
    let bucket = "arn:${AWS::Partition}:s3:::${name}"
    return Pattern(
      parameter: "BucketName", resources: [bucket, bucket + "/*"],
      actions: actions.map { "s3:" + $0 })
  }

  private static func tables(_ actions: [String]) -> Pattern {
    Pattern(
      parameter: "TableName", resources: [table, table + "/index/*"],
      actions: actions.map { "dynamodb:" + $0 })
  }
}
