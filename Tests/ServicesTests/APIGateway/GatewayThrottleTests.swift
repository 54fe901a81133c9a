import Bench
import Documents
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// How much an API lets through.
@Suite struct GatewayThrottleTests {
  /// Twenty requests at once, each second for ten seconds.
  private static let bursts =
    "rate: 1/s, batch: 20, arrivals: constant, method: POST, path: /orders"

  @Test func `an account takes 10,000 requests a second, 5,000 at once`() throws {
    let result = try APIBench.bench(
      APIBench.http,
      client: "rate: 1/s, batch: 6000, arrivals: constant, until: 1.5 s, path: /orders",
      "calibration: {base: ideal, apigateway.rate: 10000, apigateway.burst: 5000}", for: "5 s"
    ).run()
    #expect(try result.count("Count", at: "Api") == 6_000)
    #expect(try result.count("Status429", at: "Api") == 1_000)
    #expect(GatewayParameters.rate.entries[0].calibration == "aws-2026")
  }

  @Test func `all APIs of the account share its rate, and tokens come in all the time`() throws {
    let other = """
      Other:
        Type: AWS::ApiGatewayV2::Api
        Properties: {ProtocolType: HTTP, Target: !GetAtt Work.Arn}
      """
    let result = try Bench(
      template: APIBench.template(APIBench.http + "\n" + other),
      scenario: """
        duration: 5 s
        calibration: {base: ideal, apigateway.rate: 4, apigateway.burst: 10}
        traffic:
          Shop: {to: Api, rate: 1/s, batch: 8, arrivals: constant}
          Till: {to: Other, rate: 1/s, batch: 8, arrivals: constant}
        behavior: {Work: {duration: 1 ms}}
        """
    ).run()
    let others = try result.count("Status429", at: "Other")
    let throttled = try result.count("Status429", at: "Api") + others
    // Four seconds with sixteen requests each: ten tokens at first, then four a second.
    #expect(throttled == 4 * 16 - 10 - 3 * 4)
  }

  @Test func `the bounds of a stage come first, a method's own before those of all`() throws {
    func throttled(_ settings: String) throws -> Int64 {
      let stage = """
        Stage:
          Type: AWS::ApiGateway::Stage
          Properties: {RestApiId: !Ref Api, StageName: prod, MethodSettings: [\(settings)]}
        """
      return try APIBench.bench(
        APIBench.rest + "\n" + stage, client: Self.bursts,
        "calibration: {base: ideal, apigateway.rate: 1000, apigateway.burst: 15}", for: "2 s"
      ).run().count("Status429", at: "Api")
    }
    let all = "ResourcePath: /*, HttpMethod: '*', ThrottlingRateLimit: 1.5, ThrottlingBurstLimit: 5"
    let own = "ResourcePath: /~1orders, HttpMethod: POST, ThrottlingBurstLimit: 8"
    #expect(try throttled("") == 5)
    #expect(try throttled("{\(all)}") == 15)
    #expect(try throttled("{\(own)}, {\(all)}") == 12)
  }

  @Test func `a stage of an HTTP API bounds each route`() throws {
    let stage = """
      Stage:
        Type: AWS::ApiGatewayV2::Stage
        Properties:
          ApiId: !Ref Api
          StageName: $default
          DefaultRouteSettings: {ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10}
          RouteSettings: {POST /orders: {ThrottlingRateLimit: 0.5, ThrottlingBurstLimit: 3}}
      """
    let result = try APIBench.bench(
      APIBench.http + "\n" + stage, client: Self.bursts, for: "11 s"
    ).run()
    // Three at first, and one more every two seconds.
    #expect(try result.count("Status429", at: "Api") == 10 * 20 - 3 - 4)
    // What is throttled costs nothing.
    #expect(try result.units("API Gateway HTTP requests", at: "Api") == 7)
  }

  @Test func `settings of a route are those of the one that has their key`() throws {
    let stage = """

      Stage:
        Type: AWS::ApiGatewayV2::Stage
        Properties:
          ApiId: !Ref Api
          StageName: default
          RouteSettings:
            $default: {ThrottlingRateLimit: 1, ThrottlingBurstLimit: 0}
            ANY /orders: {ThrottlingRateLimit: 1, ThrottlingBurstLimit: 0}
      Tick:
        Type: AWS::Events::Rule
        Properties: {ScheduleExpression: rate(1 minute), Targets: [{Id: A, Arn: !GetAtt Work.Arn}]}
      """

    // A stage may be called as the default bus is, which rules find all the same.
    let result = try APIBench.bench(
      APIBench.http + "\n" + stage, client: Self.bursts, for: "2 s"
    ).run()
    #expect(try result.count("Status429", at: "Api") == 0)
  }

  @Test func `a usage plan bounds each client by itself, where keys are needed`() throws {
    let plan = """
      Plan:
        Type: AWS::ApiGateway::UsagePlan
        Properties:
          ApiStages: [{ApiId: !Ref Api, Stage: prod}]
          Throttle: {RateLimit: 1, BurstLimit: 4}
      """
    let result = try Bench(
      template: APIBench.template(APIBench.rest + "\n" + plan),
      scenario: """
        duration: 2 s
        calibration: ideal
        traffic:
          A: {to: Api, rate: 1/s, batch: 10, arrivals: constant, path: '/orders/{id}'}
          B: {to: Api, rate: 1/s, batch: 10, arrivals: constant, path: /orders/9}
          C: {to: Api, rate: 1/s, batch: 10, arrivals: constant, path: /orders}
        behavior: {Work: {duration: 1 ms}}
        """
    ).run()
    for (client, throttled) in [("A", Int64(6)), ("B", 6), ("C", 0)] {
      let edge = try result.edge(from: client, to: "Api")
      #expect(edge.dropped[Edge.Loss.throttled.rawValue] == throttled, "\(client)")
    }
  }

  @Test func `throttling is dated`() throws {
    let bench = try APIBench.bench(
      APIBench.http, client: Self.bursts,
      "calibration: {base: ideal, apigateway.rate: 1, apigateway.burst: 1}", for: "5 s")
    _ = bench.run()
    let api = try #require(bench.world.node(labelled: "Api"))
    let kinds = bench.world.episodes.episodes.filter { $0.node == api.number }.map { $0.kind }
    #expect(kinds == [.throttling])
  }

  @Test func `a rate that makes no sense is refused`() {
    let stage = """
      Stage:
        Type: AWS::ApiGatewayV2::Stage
        Properties:
          {ApiId: !Ref Api, StageName: a, DefaultRouteSettings: {ThrottlingRateLimit: many}}
      """
    let errors = #expect(throws: InputErrors.self) {
      _ = try APIBench.bench(APIBench.http + "\n" + stage)
    }
    #expect(errors?.errors.map(\.problem) == ["the rate of Stage is many"])
  }
}
