import Bench
import Blueprints
import Kernel
import Measures
import Testing

@testable import Studies

@Suite struct CallCourseTests {
  @Test func `the course of calls adds up to the page of the ledger, from the fault on`() throws {
    let result = try Bench(
      template: "Resources: {Audit: {Type: AWS::SQS::Queue}}",
      scenario: """
        duration: 60 s
        calibration: ideal
        traffic:
          Customers:
            to: Shop
            rate: 10/s
            timeout: 1 s
            retries: {attempts: 2, base: 1 ms}
        outside: {Shop: {workers: 1000}}
        behavior: {Shop: {waits: 500 ms}}
        faults: [{at: 20 s, for: 20 s, partition: Shop}]
        """
    ).run()
    let edge = try result.edge(from: "Customers", to: "Shop")
    let calls = try #require(edge.calls)
    for (series, total) in [
      (calls.attempts, edge.attempts), (calls.retries, edge.retries),
      (calls.timeouts, edge.timeouts),
    ] {
      #expect(series.points.reduce(0) { $0 + $1.sum } == total && total > 100)
    }
    let late = calls.timeouts.points.filter { $0.sum > 0 }
    #expect(try #require(late.first).begin >= .start + .seconds(20))
    #expect(try #require(late.last).begin <= .start + .seconds(42))
    #expect(result.edges.allSatisfy { $0.calls == nil || $0.attempts > 0 })
  }
}
