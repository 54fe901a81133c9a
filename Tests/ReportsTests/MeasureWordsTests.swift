import Testing

@testable import Blueprints
@testable import Measures
@testable import Reports

@Suite struct MeasureWordsTests {
  @Test(arguments: [
    ("ColdStarts", "cold starts"), ("Latency", "latency"),
    ("NumberOfNotificationsRedrivenToDlq", "number of notifications redriven to dlq"),
    ("SMSMonthToDateSpentUSD", "SMS month to date spent USD"),
    ("IngestiontoInvocationStartLatency", "ingestion to invocation start latency"),
    ("UnHealthyHostCount", "unhealthy host count"), ("PutRecord.Success", "put record success"),
    ("HTTPCode_Target_4XX_Count", "HTTP code target 4XX count"), ("5XXError", "5XX error"),
  ])
  func `a measure reads as words, and capitals stay together`(name: String, words: String) {
    #expect(Measure(name, .count, in: .count, "").words == words)
  }
}
