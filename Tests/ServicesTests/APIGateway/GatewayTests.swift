import Bench
import Documents
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// What an API answers where the work behind it fails, or does not come to an end.
@Suite struct GatewayTests {
  @Test(arguments: [(APIBench.rest, Int64(29)), (APIBench.http, Int64(30))])
  func `integration timeout: 29 s of a REST API, 30 s of an HTTP API, then 504`(
    parts: String, seconds: Int64
  ) throws {
    let result = try APIBench.bench(parts, does: "{duration: 40 s}", for: "100 s").run()
    let answered = try result.count("Status504", at: "Api")
    let timeouts = try result.edge(from: "Api", to: "Work").timeouts
    #expect(answered == 99 && timeouts == 99)
    let times = try result.samples("Latency", at: "Api")
    #expect(times.minimum == seconds * 1_000_000_000 && times.maximum == times.minimum)
    // What nobody waits for is done all the same, and billed.
    #expect(try result.samples("Duration", at: "Work").maximum == 40_000_000_000)
    #expect(try result.count("SendsFailed", at: "Shop") == answered)
  }

  @Test func `a route may wait less`() throws {
    let result = try APIBench.bench(
      APIBench.rest, client: "rate: 1/s, arrivals: constant, path: /orders/7",
      does: "{duration: 6 s}", for: "20 s"
    ).run()
    #expect(try result.count("Status504", at: "Api") == 19)
    #expect(try result.samples("Latency", at: "Api").maximum == 5_000_000_000)
  }

  @Test(arguments: [APIBench.rest, APIBench.http, APIBench.url])
  func `502: a function that throws, or runs out of time, gives no answer`(parts: String) throws {
    let client = "rate: 1/s, arrivals: constant"
    let said = parts == APIBench.url ? client : client + ", method: POST, path: /orders"
    let throwing = try APIBench.bench(
      parts, client: said, does: "{duration: 1 ms, fails: 100 %}"
    ).run()
    #expect(try throwing.count("Status502", at: "Api") == 59)
    let slow = try APIBench.bench(
      parts, client: said, does: "{duration: 9 s}", function: "Timeout: 3"
    ).run()
    #expect(try slow.count("Status502", at: "Api") == 59)
    #expect(try slow.count("Errors", at: "Work") == 59)
  }

  @Test(arguments: [
    (APIBench.rest, "Status500"), (APIBench.http, "Status503"), (APIBench.url, "Status429"),
  ])
  func `a function that is throttled is 500 by REST, 503 by HTTP, 429 by its own address`(
    parts: String, measure: String
  ) throws {
    let result = try APIBench.bench(
      parts,
      client: "rate: 1/s, arrivals: constant" + (parts == APIBench.url ? "" : ", path: /orders"),
      does: "{duration: 4 s}", function: "Timeout: 60, ReservedConcurrentExecutions: 1"
    ).run()
    let throttled = try result.count(measure, at: "Api")
    let turnedAway = try result.count("Throttles", at: "Work")
    #expect(throttled == turnedAway && throttled > 40)
  }

  @Test func `nobody tries again by itself`() throws {
    let client = "rate: 1/s, arrivals: constant, path: /orders"
    let plain = try APIBench.bench(
      APIBench.http, client: client, does: "{duration: 1 ms, fails: 100 %}", ""
    ).run()
    #expect(try plain.edge(from: "Shop", to: "Api").retries == 0)
    let retrying = try APIBench.bench(
      APIBench.http, client: client + ", retries: standard",
      does: "{duration: 1 ms, fails: 100 %}", ""
    ).run()
    #expect(try retrying.edge(from: "Shop", to: "Api").retries > 50)
  }

  @Test func `a request of more than 10 MB is refused`() throws {
    let result = try APIBench.bench(
      APIBench.rest,
      client: "rate: 1/s, arrivals: constant, method: POST, path: /orders, size: 11 MB", ""
    ).run()
    #expect(try result.count("Status413", at: "Api") == 59)
    #expect(try result.count("4XXError", at: "Api") == 59)
    #expect(try result.count("Invocations", at: "Work") == 0)
  }

  @Test func `latencies are those of the API and of what it integrates`() throws {
    let result = try APIBench.bench(
      APIBench.rest, "calibration: {base: ideal, apigateway.restLatency: 8 ms}"
    ).run()
    #expect(try result.samples("IntegrationLatency", at: "Api").quantile(0.5) == 10_000_000)
    #expect(try result.samples("Latency", at: "Api").quantile(0.5) == 18_000_000)
    #expect(try result.samples("AnswerTime", at: "Shop").quantile(0.5) == 18_000_000)
  }

  @Test func `a million requests cost 3.50 by REST, 1.00 by HTTP for each 512 KB`() throws {
    let rest = try APIBench.bench(APIBench.rest).run()
    #expect(try rest.units("API Gateway REST requests", at: "Api") == 59)
    #expect(GatewayTerms.rest.declaration.inlets[0].price?.cost(of: 1_000_000) == 3_500_000)
    let http = try APIBench.bench(
      APIBench.http, client: "rate: 1/s, arrivals: constant, path: /orders, size: 513 KB"
    ).run()
    #expect(try http.units("API Gateway HTTP requests", at: "Api") == 118)
    #expect(GatewayTerms.http.declaration.inlets[0].price?.cost(of: 1_000_000) == 1_000_000)
  }

  @Test(arguments: [
    ("fail: Api, share: 100 %", "Status500"), ("stop: Api", "Status503"),
    ("throttle: Api, share: 100 %", "Status429"),
  ])
  func `a fault answers for the API`(fault: String, measure: String) throws {
    let result = try APIBench.bench(
      APIBench.rest, "calibration: ideal\nfaults: [{at: 10.5 s, for: 10 s, \(fault)}]"
    ).run()
    #expect(try result.count(measure, at: "Api") == 10)
  }

  @Test func `an alarm reads the errors of an API by its name`() throws {
    let alarm = """
      Bad:
        Type: AWS::CloudWatch::Alarm
        Properties:
          Namespace: AWS/ApiGateway
          MetricName: 5XXError
          Dimensions: [{Name: ApiName, Value: shop}]
          Statistic: Average
          Period: 60
          EvaluationPeriods: 1
          Threshold: 0.5
          ComparisonOperator: GreaterThanThreshold
      """
    let bench = try APIBench.bench(
      APIBench.rest + "\n" + alarm, does: "{duration: 1 ms, fails: 100 %}", for: "5 min")
    #expect(try bench.run().count("ChangesToAlarm", at: "Bad") == 1)
    #expect(bench.notes.isEmpty, "\(bench.notes)")
  }
}
