import Testing

@testable import Services

struct StreamEventTests {
  private func resources(_ event: String) -> String {
    """
    Resources:
      T: {Type: AWS::DynamoDB::Table, Properties: {TableName: t}}
      F:
        Type: AWS::Serverless::Function
        Properties:
          FunctionName: f
          Events:
            E: \(event)
    """
  }

  private func made(_ event: String) throws -> [String] { try lines(resources(event)) }

  private func slip(_ event: String) throws -> String {
    let slip = try ServicesTests.slip(resources(event))
    return String(slip.drop { $0 != " " }.dropFirst())
  }

  @Test func `a DynamoDB event becomes a mapping with its settings, and the role may read streams`()
    throws
  {
    let made = try made(
      "{Type: DynamoDB, Properties: {Stream: !GetAtt T.StreamArn, StartingPosition: LATEST, "
        + "BatchSize: 5, DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt T.Arn}}}}")
    let mapping = made.first { $0.hasPrefix("FE ") }
    #expect(
      mapping
        == #"FE Lambda::EventSourceMapping {"EventSourceArn":"arn:t/stream/1","FunctionName":"f","#
        + #""StartingPosition":"LATEST","BatchSize":5,"#
        + #""DestinationConfig":{"OnFailure":{"Destination":"arn:t"}}}"#)
    #expect(made.contains { $0.contains("AWSLambdaDynamoDBExecutionRole") })
    #expect(made.contains { $0.contains(#""Action":"sqs:SendMessage","Resource":"arn:t""#) })
  }

  @Test func `a Kinesis event becomes a mapping, and the role may read streams`() throws {
    let made = try made(
      "{Type: Kinesis, Properties: {Stream: arn:stream, StartingPosition: TRIM_HORIZON}}")
    #expect(made.contains { $0.hasPrefix("FE Lambda::EventSourceMapping") })
    #expect(made.contains { $0.contains("AWSLambdaKinesisExecutionRole") })
  }

  @Test func `an event of a stream names it`() throws {
    #expect(
      try slip("{Type: DynamoDB, Properties: {StartingPosition: LATEST}}")
        == "the event E of F has no Stream → write Stream: !GetAtt Name.StreamArn")
    #expect(
      try slip("{Type: Kinesis, Properties: {StartingPosition: LATEST}}")
        == "the event E of F has no Stream → write Stream: !GetAtt Name.Arn")
  }

  @Test func `a destination of a stream's event is named, and of a kind that there is`() throws {
    let start = "{Type: DynamoDB, Properties: {Stream: arn:x, DestinationConfig: "
    #expect(
      try slip(start + "{OnFailure: {Type: SQS}}}}")
        == "DestinationConfig of the event E of F names no destination → "
        + "write OnFailure: {Type: SQS, Destination: !GetAtt Name.Arn}")
    #expect(
      try slip(start + "{OnFailure: {Type: Pigeon, Destination: arn:y}}}}")
        == "OnFailure cannot be Pigeon → choose from Kafka, S3, SNS, SQS")
  }
}
