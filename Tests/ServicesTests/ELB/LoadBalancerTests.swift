import Blueprints
import Documents
import Kernel
import Testing

@testable import Services

/// What a load balancer answers, and what it does with requests.
@Suite struct LoadBalancerTests {
  @Test func `502: the target closed the connection`() throws {
    let rack = try Rack(machines: 1)
    rack.machines.answers[0] = .failed(after: .seconds(1), retryable: true)
    rack.machines.gone = [0]
    #expect(try rack.ask().isLater)
    rack.stage.run(to: 2)
    #expect(rack.heard == ["failed 1000"])
    #expect(rack.count("HTTPCode_ELB_502_Count") == 1 && rack.count("HTTPCode_ELB_5XX_Count") == 1)
    #expect(rack.count("HTTPCode_Target_5XX_Count") == 0)
    #expect(rack.count("TargetConnectionErrorCount", at: "Group") == 1)
  }

  @Test func `an error of the target's own is passed on`() throws {
    let rack = try Rack(machines: 3)
    rack.machines.answers[0] = .failed(after: .zero, retryable: true)
    rack.machines.answers[1] = .throttled(after: .zero)
    rack.machines.answers[2] = .refused(after: .zero)
    for _ in 0..<3 { try rack.ask() }
    rack.stage.run(to: 1)
    #expect(rack.sink.replies == [.failed, .throttled, .refused])
    for label in ["Front", "Group"] {
      #expect(rack.count("HTTPCode_Target_5XX_Count", at: label) == 1)
      #expect(rack.count("HTTPCode_Target_4XX_Count", at: label) == 2)
    }
    #expect(rack.count("HTTPCode_ELB_5XX_Count") == 0)
  }

  @Test func `503: there is no target`() throws {
    let rack = try Rack(machines: 0)
    #expect(try rack.ask().isRetryable)
    #expect(rack.count("HTTPCode_ELB_503_Count") == 1 && rack.count("RequestCount") == 0)
  }

  @Test(arguments: [(60, "{}"), (5, "{Key: idle_timeout.timeout_seconds, Value: '5'}")])
  func `504: the target is silent past the idle timeout, and works on`(
    seconds: Int64, attribute: String
  ) throws {
    let rack = try Rack(
      balancer: attribute == "{}" ? "{}" : "{LoadBalancerAttributes: [\(attribute)]}", machines: 1)
    rack.machines.answers[0] = .done(after: .seconds(seconds + 1))
    try rack.ask()
    rack.stage.run(to: Double(seconds) + 2)
    #expect(rack.heard == ["failed \(seconds * 1_000)"])
    #expect(rack.count("HTTPCode_ELB_504_Count") == 1 && rack.count("RequestCount") == 1)
    #expect(rack.count("HTTPCode_Target_2XX_Count") == 0 && !rack.balancer.isBusy)
    let edge = rack.group.edge(to: rack.group.members[0])
    #expect(edge.timeouts == 1 && edge.dropped[Edge.Loss.timedOut.rawValue] == 1)
    #expect(rack.group.targets[rack.group.members[0]].outstanding == 0)
  }

  @Test func `an answer just in time is one`() throws {
    let rack = try Rack(machines: 1)
    rack.machines.answers[0] = .done(after: .seconds(60) - TimeSpan(nanoseconds: 1))
    try rack.ask()
    rack.stage.run(to: 61)
    #expect(rack.sink.replies == [.done])
  }

  @Test func `fixed responses and redirects need no target`() throws {
    for (code, reply) in [
      ("200", "done"), ("404", "refused"), ("429", "throttled"), ("503", "failed"),
    ] {
      let rack = try Rack(
        listener: "{Type: fixed-response, FixedResponseConfig: {StatusCode: '\(code)'}}")
      #expect("\(try rack.ask())".hasPrefix(reply) && rack.served[0] == 0)
      #expect(rack.count("HTTP_Fixed_Response_Count") == 1)
      #expect(rack.count("HTTPCode_ELB_5XX_Count") == 0)
    }
    let rack = try Rack(listener: "{Type: redirect, RedirectConfig: {StatusCode: HTTP_301}}")
    #expect(try rack.ask().isDone)
    #expect(rack.count("HTTP_Redirect_Count") == 1)
  }

  @Test func `rules are looked at by priority, and the listener takes what fits none`() throws {
    func rule(_ number: Int, _ conditions: String, _ status: Int) -> (String, Service, String) {
      (
        "Rule\(number)", ListenerRule.service,
        """
        {ListenerArn: Port, Priority: \(number), Conditions: [\(conditions)], Actions: [
        {Type: fixed-response, FixedResponseConfig: {StatusCode: '\(status)'}}]}
        """
      )
    }
    let rack = try Rack(
      machines: 1,
      others: [
        rule(20, "{Field: path-pattern, Values: ['/orders*']}", 404),
        rule(
          10,
          """
          {Field: path-pattern, PathPatternConfig: {Values: ['/orders/?/paid']}},
          {Field: http-request-method, HttpRequestMethodConfig: {Values: [POST]}}
          """, 503),
        rule(30, "{Field: host-header, Values: ['*.Example.com']}", 429),
        rule(40, "{Field: source-ip, SourceIpConfig: {Values: [10.0.0.0/8]}}", 200),
      ])
    #expect(try rack.ask(RequestLine(method: "POST", path: "/orders/7/paid")).isRetryable)
    #expect(try rack.ask(RequestLine(method: "GET", path: "/orders/7/paid")).isRefused)
    #expect(try rack.ask(RequestLine(path: "/orders")).isRefused)
    #expect(try rack.ask(RequestLine(path: "/", host: "shop.example.com")).isThrottled)
    #expect(try rack.ask(RequestLine(path: "/items")).isLater)
    #expect(rack.served[0] == 1)
  }

  @Test func `weighted target groups get requests by their weights`() throws {
    let rack = try Rack(
      machines: 1,
      listener: """
        {Type: forward, ForwardConfig: {TargetGroups: [{TargetGroupArn: Group, Weight: 3},
        {TargetGroupArn: Empty, Weight: 1}]}}
        """, others: [("Empty", TargetGroup.service, "{}")])
    for _ in 0..<1_000 { try rack.ask() }
    #expect(700...800 ~= rack.served[0])
    #expect(rack.count("HTTPCode_ELB_503_Count") == Int64(1_000 - rack.served[0]))
  }

  @Test func `faults fail a share of requests, or all`() throws {
    let rack = try Rack(machines: 1)
    rack.balancer.apply(.fail(1), in: rack.world)
    #expect(try rack.ask().isRetryable && rack.count("HTTPCode_ELB_500_Count") == 1)
    rack.balancer.apply(.fail(0), in: rack.world)
    rack.balancer.apply(.stop(true), in: rack.world)
    #expect(try rack.ask().isRetryable && rack.count("HTTPCode_ELB_503_Count") == 1)
    rack.balancer.apply(.stop(false), in: rack.world)
    #expect(try rack.ask().isLater)
  }

  @Test func `an hour costs 2.25 cents, and capacity 0.8 cents a unit`() throws {
    let rack = try Rack(machines: 1)
    for second in 0..<3_600 {
      rack.stage.run(to: Double(second))
      for _ in 0..<50 { try rack.ask() }
    }
    rack.stage.run(to: 7_200)
    let charges = rack.balancer.charges(until: rack.world.now)
    // Its two addresses cost half a cent an hour each.
    #expect(charges.map(\.microdollars) == [45_000, 16_000, 20_000])
    #expect(charges[0].isByTime && !charges[1].isByTime)
  }

  @Test func `capacity is what most is used of: bytes, rules, or requests under way`() {
    var bytes = LoadBalancerUse(requestsPerConnection: 1_000)
    for _ in 0..<100 { bytes.came(bytes: 50_000_000, rules: 1, at: .start) }
    #expect(bytes.parts(until: .start + .minutes(60)) == 5_000_000)
    bytes.wentToFunction(bytes: 2_000_000_000)
    #expect(bytes.parts(until: .start + .minutes(60)) == 8_000_000)
    var rules = LoadBalancerUse(requestsPerConnection: 1_000)
    for _ in 0..<36_000 { rules.came(bytes: 0, rules: 110, at: .start) }
    #expect(rules.parts(until: .start + .minutes(90)) == 1_000_000)
    var active = LoadBalancerUse(requestsPerConnection: 1_000)
    active.moved(active: 6_000, at: .start)
    active.moved(active: 0, at: .start + .minutes(90))
    #expect(active.parts(until: .start + .minutes(120)) == 3_000_000)
  }

  @Test(arguments: [
    (
      "{TargetGroupAttributes: [{Key: slow_start.duration_second, Value: '30'}]}",
      "Group has no attribute slow_start.duration_second → did you mean "
        + "slow_start.duration_seconds?"
    ),
    (
      "{TargetGroupAttributes: [{Key: slow_start.duration_seconds, Value: '5'}]}",
      "slow_start.duration_seconds of Group is 5 → choose 0, or from 30 to 900"
    ),
    (
      "{TargetGroupAttributes: [{Key: load_balancing.algorithm.type, Value: robin}]}",
      "load_balancing.algorithm.type of Group is robin → choose round_robin, "
        + "least_outstanding_requests, weighted_random"
    ),
    (
      "{HealthCheckIntervalSeconds: 5}",
      "Group checks again before a check has failed → HealthCheckTimeoutSeconds is less than "
        + "HealthCheckIntervalSeconds"
    ),
    (
      "{TargetType: alb}",
      "Group has a load balancer as its target, which is not modelled → aim at that load balancer"
    ),
    (
      "{TargetType: ip, Targets: [{Id: 10.0.0.9}]}",
      "nothing is known of 10.0.0.9, a target of Group → describe it under outside, for example "
        + "10.0.0.9: {latency: 20 ms}"
    ),
    ("{Targets: [{Id: sink}]}", "sink is no machine that could be a target of Group"),
    ("{TargetType: lambda, Targets: [{Id: sink}]}", "sink is no Lambda function"),
  ])
  func `a slip in a target group is named`(properties: String, error: String) {
    #expect(slip { _ = try Rack(group: properties) } == error)
  }

  @Test(arguments: [
    (
      "{Type: authenticate-oidc}",
      "Port does nothing with requests → give it an action of type forward"
    ),
    (
      "{Type: fixed-response}",
      "the fixed response of Port has status none → choose 200 to 299 or 400 to 599"
    ),
    ("{TargetGroupArn: sink}", "sink is no target group"),
    (
      "{ForwardConfig: {TargetGroups: [{TargetGroupArn: Group, Weight: 0}, "
        + "{TargetGroupArn: Group, Weight: 0}]}}",
      "all target groups of Port weigh nothing → give one a Weight above 0"
    ),
  ])
  func `a slip in a listener is named`(action: String, error: String) {
    #expect(slip { _ = try Rack(listener: action) } == error)
  }

  @Test func `patterns have stars and question marks`() {
    func fits(_ text: String, _ pattern: String) -> Bool {
      Wildcards.fits(Array(text.utf8), Array(pattern.utf8))
    }
    #expect(fits("/a/b", "*") && fits("", "*") && fits("/a/b", "/*/b") && fits("/ab", "/?b"))
    #expect(!fits("/a/b", "/*/c") && !fits("/b", "/?b") && !fits("/a", "") && fits("abab", "*ab"))
  }
}
