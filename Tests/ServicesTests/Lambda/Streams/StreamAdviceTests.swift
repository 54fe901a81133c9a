import Bench
import Testing

struct StreamAdviceTests {
  private static func followers(_ count: Int) -> String {
    (2...count).map {
      """
        F\($0): {Type: AWS::Lambda::Function}
        M\($0):
          Type: AWS::Lambda::EventSourceMapping
          Properties:
            EventSourceArn: !GetAtt T.StreamArn
            FunctionName: !Ref F\($0)
            StartingPosition: LATEST
            MaximumRetryAttempts: 3
      """
    }.joined(separator: "\n")
  }

  @Test func `more than two readers of a table's stream are too many`() throws {
    let two = try StreamBench.bench(mapping: "MaximumRetryAttempts: 3", more: Self.followers(2))
    #expect(two.notes == [])
    let three = try StreamBench.bench(mapping: "MaximumRetryAttempts: 3", more: Self.followers(3))
    #expect(
      three.notes.first
        == "T has 3 readers of its stream, and AWS promises reads for two: "
        + "all look less often here")
  }

  @Test func `a mapping with the defaults may be held up by one record`() throws {
    let bench = try StreamBench.bench()
    #expect(
      bench.notes == [
        "a record at which the code always fails holds up its shard until the stream drops it: "
          + "M has neither MaximumRetryAttempts nor MaximumRecordAgeInSeconds"
      ])
  }

  @Test func `full batches may take longer than the function's time`() throws {
    let bench = try StreamBench.bench(
      mapping: "MaximumRetryAttempts: 3", behavior: "duration: 10 s")
    #expect(
      bench.notes == [
        "100 records in a row take longer than the function's Timeout of 15 min in 100 % of full "
          + "batches"
      ])
  }
}
