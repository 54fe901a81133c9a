import Bench
import Documents
import Testing

@testable import Services

struct StreamMappingSlipTests {
  private func slips(
    _ mapping: String, queue: String = "", table: String = "StreamSpecification: {}"
  ) -> [String] {
    do throws(InputErrors) {
      _ = try Bench(
        template: """
          Resources:
            Q: {Type: AWS::SQS::Queue}
            T: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST, \(table)}}
            F: {Type: AWS::Lambda::Function}
            M:
              Type: AWS::Lambda::EventSourceMapping
              Properties: {FunctionName: !Ref F, \(mapping)}
          """,
        scenario: """
          duration: 1 s
          traffic: {A: {to: T, rate: 1/s}}
          """)
      return []
    } catch {
      return error.errors.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") }
    }
  }

  private let stream = "EventSourceArn: !GetAtt T.StreamArn, StartingPosition: LATEST"

  @Test func `a stream's mapping says where it begins`() {
    #expect(
      slips("EventSourceArn: !GetAtt T.StreamArn") == [
        "M has no StartingPosition, and T has a stream → AWS refuses this: "
          + "write StartingPosition: LATEST or TRIM_HORIZON"
      ])
    #expect(slips(stream) == [])
  }

  @Test func `the stream of a table cannot be read from a timestamp on`() {
    #expect(
      slips("EventSourceArn: !GetAtt T.StreamArn, StartingPosition: AT_TIMESTAMP") == [
        "M begins AT_TIMESTAMP, and T is a table → AWS refuses this: "
          + "choose LATEST or TRIM_HORIZON"
      ])
  }

  @Test(arguments: ["ScalingConfig: {MaximumConcurrency: 5}", "ProvisionedPollerConfig: {}"])
  func `what only queues have is refused of a stream`(property: String) {
    let name = property.prefix { $0 != ":" }
    #expect(
      slips(stream + ", " + property) == [
        "M has \(name), and T has a stream → AWS refuses this: leave it out, as it is for queues"
      ])
  }

  @Test(arguments: [
    "StartingPosition: LATEST", "ParallelizationFactor: 2", "BisectBatchOnFunctionError: true",
    "MaximumRetryAttempts: 2", "MaximumRecordAgeInSeconds: 60", "TumblingWindowInSeconds: 30",
    "StartingPositionTimestamp: 0",
    "DestinationConfig: {OnFailure: {Destination: !GetAtt Q.Arn}}",
  ])
  func `what only streams have is refused of a queue`(property: String) {
    let name = property.prefix { $0 != ":" }
    #expect(
      slips("EventSourceArn: !GetAtt Q.Arn, " + property) == [
        "M has \(name), and Q is a queue → AWS refuses this: leave it out, as it is for streams"
      ])
  }

  @Test func `records are not given up before they are a minute old`() {
    #expect(
      slips(stream + ", MaximumRecordAgeInSeconds: 59") == [
        "M gives records up at an age of 59 s → AWS refuses this: "
          + "set MaximumRecordAgeInSeconds to 60 or more, or to -1"
      ])
    #expect(slips(stream + ", MaximumRecordAgeInSeconds: -1") == [])
  }

  @Test func `a table without a stream has nothing to follow`() {
    #expect(
      slips(stream, table: "Tags: []") == ["T has no stream → give it a StreamSpecification"])
  }

  @Test func `a mapping reads the stream of a table and not the table`() {
    #expect(
      slips("EventSourceArn: !GetAtt T.Arn, StartingPosition: LATEST") == [
        "T is a table, and a mapping reads its stream → use !GetAtt T.StreamArn"
      ])
  }

  @Test func `a function cannot be the destination of what is given up`() {
    #expect(
      slips(stream + ", DestinationConfig: {OnFailure: {Destination: !GetAtt F.Arn}}") == [
        "F cannot be the destination of a mapping of a stream → "
          + "name an SQS queue, an SNS topic or an S3 bucket"
      ])
  }

  @Test func `batches of a stream need no window, whatever their size`() {
    #expect(slips(stream + ", BatchSize: 10000") == [])
  }
}
