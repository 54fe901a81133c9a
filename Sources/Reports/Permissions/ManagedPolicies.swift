/// What the policies of AWS allow that templates attach by name.
///
/// Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html. Of
/// policies that allow everything of a service only that is kept.
enum ManagedPolicies {
  /// What writes the logs of a function.
  static let logs = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
  private static let traces = [
    "xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules",
    "xray:GetSamplingTargets", "xray:GetSamplingStatisticSummaries",
  ]

  /// The statement of the policy that an ARN names; nil where it is not known.
  static func statement(of arn: String) -> PolicyStatement? {
    guard let slash = arn.lastIndex(of: "/") else { return nil }
    let name = String(arn[arn.index(after: slash)...])
    guard arn.contains(":aws:policy/"), let actions = actions(of: name) else { return nil }
    var statement = PolicyStatement(origin: name)
    statement.actions = actions
    statement.resources = ["*"]
    statement.isManaged = true
    return statement
  }

  private static func actions(of name: String) -> [String]? {
    switch name {
    case "AWSLambdaBasicExecutionRole": logs
    case "AWSLambdaVPCAccessExecutionRole":
      logs + ["ec2:*NetworkInterface*", "ec2:DescribeSubnets"]
    case "AWSLambdaSQSQueueExecutionRole":
      ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"] + logs
    case "AWSLambdaDynamoDBExecutionRole":
      [
        "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
        "dynamodb:ListStreams",
      ] + logs
    case "AWSLambdaKinesisExecutionRole":
      [
        "kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords",
        "kinesis:GetShardIterator", "kinesis:ListShards", "kinesis:ListStreams",
        "kinesis:SubscribeToShard",
      ] + logs
    case "AWSXRayDaemonWriteAccess", "AWSXrayWriteOnlyAccess": traces
    case "AWSLambdaRole": ["lambda:InvokeFunction"]
    case "AdministratorAccess", "PowerUserAccess": ["*"]
    case "AmazonSQSFullAccess": ["sqs:*"]
    case "AmazonSNSFullAccess": ["sns:*"]
    case "AmazonS3FullAccess": ["s3:*"]
    case "AmazonDynamoDBFullAccess", "AmazonDynamoDBFullAccess_v2": ["dynamodb:*"]
    case "AmazonKinesisFullAccess": ["kinesis:*"]
    case "AmazonEventBridgeFullAccess": ["events:*", "scheduler:*", "pipes:*"]
    case "AWSLambda_FullAccess": ["lambda:*", "logs:*"]
    default: nil
    }
  }
}
