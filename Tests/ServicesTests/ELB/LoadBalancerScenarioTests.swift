import Bench
import Documents
import Kernel
import Measures
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Load balancers in whole scenarios: before servers outside and before functions.
@Suite struct LoadBalancerScenarioTests {
  private static let template = """
    Resources:
      Front: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [a, b]}}
      Plain:
        Type: AWS::ElasticLoadBalancingV2::Listener
        Properties:
          LoadBalancerArn: !Ref Front
          Port: 80
          DefaultActions: [{Type: redirect, RedirectConfig: {StatusCode: HTTP_301}}]
      Secure:
        Type: AWS::ElasticLoadBalancingV2::Listener
        Properties:
          LoadBalancerArn: !Ref Front
          Port: 443
          DefaultActions: [{Type: forward, TargetGroupArn: !Ref Shop}]
      ToReports:
        Type: AWS::ElasticLoadBalancingV2::ListenerRule
        Properties:
          ListenerArn: !Ref Secure
          Priority: 1
          Conditions: [{Field: path-pattern, Values: ['/reports/*']}]
          Actions: [{Type: forward, TargetGroupArn: !Ref Reports}]
      Shop:
        Type: AWS::ElasticLoadBalancingV2::TargetGroup
        Properties:
          TargetType: ip
          HealthCheckIntervalSeconds: 10
          HealthCheckTimeoutSeconds: 5
          Targets: [{Id: shop-1}, {Id: shop-2}]
      Reports:
        Type: AWS::ElasticLoadBalancingV2::TargetGroup
        Properties: {TargetType: lambda, Targets: [{Id: !GetAtt Report.Arn}]}
      Report: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 30}}
    """

  private func run(_ scenario: String) throws -> (result: RunResult, bench: Bench) {
    let bench = try Bench(template: Self.template, scenario: scenario)
    return (bench.run(), bench)
  }

  private let outside = """
    outside:
      shop-1: {latency: 20 ms, workers: 10}
      shop-2: {latency: 20 ms}
    """

  @Test func `requests go to servers and to functions, by their paths`() throws {
    let (result, bench) = try run(
      """
      duration: 1 min
      calibration: ideal
      traffic:
        Shoppers: {to: Front, rate: 20/s, arrivals: constant, path: /items}
        Clerks: {to: Front, rate: 1/s, arrivals: constant, path: /reports/today}
      \(outside)
      behavior: {Report: {duration: 100 ms}}
      """)
    let first = try result.edge(from: "Front", to: "shop-1")
    let second = try result.edge(from: "Front", to: "shop-2")
    #expect(abs(first.entered - second.entered) <= 1 && first.entered > 590)
    let reports = try result.edge(from: "Front", to: "Report")
    let invocations = try result.count("Invocations", at: "Report")
    #expect(reports.acknowledged == 59 && invocations == 59)
    #expect(try result.count("RequestCount", at: "Shop") == first.entered + second.entered)
    #expect(try result.samples("TargetResponseTime", at: "Shop").quantile(0.5) == 20_000_000)
    #expect(bench.notes.isEmpty, "\(bench.notes)")
  }

  @Test func `a server that stops is left out once two checks have failed`() throws {
    let (result, _) = try run(
      """
      duration: 2 min
      calibration: ideal
      traffic: {Shoppers: {to: Front, rate: 10/s, arrivals: constant}}
      faults: [{at: 30 s, for: 60 s, stop: shop-1}]
      \(outside)
      """)
    // The checks at 40 s and 50 s (a server is found stopped 5 s later) end it: from 30 s to 45 s
    // or 55 s every second request fails, and nobody tries again.
    let failed = try result.count("HTTPCode_ELB_502_Count", at: "Front")
    let lost = try result.count("SendsFailed", at: "Shoppers")
    #expect(failed == lost && 75...130 ~= failed)
    #expect(try result.gauge("UnHealthyHostCount", at: "Shop").maximum == 1)
  }

  @Test func `a function that throws, or is throttled, is a bad gateway`() throws {
    for (behavior, faults) in [
      ("{duration: 1 ms, fails: 100 %}", "[]"),
      ("{duration: 1 ms}", "[{at: 0 s, for: 1 min, throttle: Report, share: 100 %}]"),
    ] {
      let (result, _) = try run(
        """
        duration: 10 s
        calibration: ideal
        traffic: {Clerks: {to: Front, rate: 1/s, arrivals: constant, path: /reports/today}}
        faults: \(faults)
        \(outside)
        behavior: {Report: \(behavior)}
        """)
      #expect(try result.count("HTTPCode_ELB_502_Count", at: "Front") == 9)
      #expect(try result.edge(from: "Clerks", to: "Front").dropped[Edge.Loss.failed.rawValue] == 9)
    }
  }

  @Test func `a function gets no request of more than a megabyte`() throws {
    let (result, _) = try run(
      """
      duration: 10 s
      traffic: {Clerks: {to: Front, rate: 1/s, arrivals: constant, path: /reports/x, size: 2 MB}}
      \(outside)
      """)
    #expect(try result.count("HTTPCode_ELB_4XX_Count", at: "Front") == 9)
    #expect(try result.count("Invocations", at: "Report") == 0)
  }

  @Test func `code calls through a load balancer, without the retries of an SDK`() throws {
    let (result, _) = try run(
      """
      duration: 10 s
      calibration: {base: aws-2026, elb.latency: 0 ms}
      traffic: {Tills: {to: Till, rate: 2/s, arrivals: constant, retries: none}}
      outside:
        Till: {workers: 50}
        shop-1: {latency: 20 ms, fails: 100 %}
        shop-2: {latency: 20 ms, fails: 100 %}
      behavior: {Till: {steps: [{Request: Front, path: /items, method: GET}]}}
      """)
    let edge = try result.edge(from: "Till", to: "Front")
    #expect(edge.attempts == edge.entered && edge.dropped[Edge.Loss.failed.rawValue] == 19)
    #expect(try result.count("HTTPCode_Target_5XX_Count", at: "Front") == 19)
  }

  @Test func `an alarm reads what a target group measures`() throws {
    let alarm = """

        Slow:
          Type: AWS::CloudWatch::Alarm
          Properties:
            Namespace: AWS/ApplicationELB
            MetricName: HTTPCode_Target_5XX_Count
            Dimensions: [{Name: TargetGroup, Value: !GetAtt Shop.TargetGroupFullName}]
            Statistic: Sum
            Period: 60
            EvaluationPeriods: 1
            Threshold: 10
            ComparisonOperator: GreaterThanThreshold
      """
    let bench = try Bench(
      template: Self.template + alarm,
      scenario: """
        duration: 5 min
        traffic: {Shoppers: {to: Front, rate: 10/s}}
        outside: {shop-1: {fails: 50 %}, shop-2: {}}
        """)
    #expect(try bench.run().count("ChangesToAlarm", at: "Slow") >= 1)
  }

  @Test(arguments: [
    (
      "traffic: {A: {to: Front, rate: 1/s, path: items}}",
      "the path items does not begin at the root", "write path: /items"
    ),
    (
      "traffic: {A: {to: Report, rate: 1/s, path: /items}}",
      "Report takes no path", "it is of type AWS::Lambda::Function"
    ),
    (
      "traffic: {A: {to: Front, rate: 1/s, path: [1]}}",
      "path is a text, and not a list", "for example path: /orders"
    ),
  ])
  func `a slip in what a client asks for is named`(
    traffic: String, problem: String, remedy: String
  ) throws {
    let error = #expect(throws: InputErrors.self) {
      _ = try run("duration: 1 s\n\(traffic)\n\(outside)")
    }
    #expect(error?.errors.map(\.problem) == [problem] && error?.errors[0].remedy == remedy)
  }
}
