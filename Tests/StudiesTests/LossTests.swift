import Bench
import Blueprints
import Kernel
import Testing

@testable import Studies

/// A loss counts once, where it became final for whoever sent the message.
@Suite struct LossTests {
  private func lost(_ result: RunResult, from label: String) -> Int64 {
    LedgerFigures(result).sum(of: .lost, along: .from(label))
  }

  @Test func `a request that a load balancer passed on in vain is lost once`() throws {
    let result = try Bench(
      template: """
        Resources:
          Front: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [a, b]}}
          Plain:
            Type: AWS::ElasticLoadBalancingV2::Listener
            Properties:
              LoadBalancerArn: !Ref Front
              Port: 80
              DefaultActions: [{Type: forward, TargetGroupArn: !Ref Shop}]
          Shop:
            Type: AWS::ElasticLoadBalancingV2::TargetGroup
            Properties: {TargetType: ip, Targets: [{Id: shop}]}
        """,
      scenario: """
        duration: 1 min
        traffic: {Visitors: {to: Front, rate: 10/s}}
        outside: {shop: {latency: 10 ms}}
        faults: [{at: 20 s, for: 10 s, throttle: shop, share: 100 %}]
        """
    ).run()
    let outer = try result.edge(from: "Visitors", to: "Front").lost
    let inner = try result.edge(from: "Front", to: "shop").lost
    #expect(outer > 50 && inner > 50)
    #expect(lost(result, from: "Visitors") == outer)
    #expect(LedgerFigures(result).sum(of: .lost, along: .everywhere) == outer)
    // Asked for by itself, a front has a page of its own.
    #expect(lost(result, from: "Front") == inner)
  }

  @Test func `a request that an API passed on in vain is lost once`() throws {
    let result = try Bench(
      template: """
        Resources:
          Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: shop, ProtocolType: HTTP}}
          ToWork:
            Type: AWS::ApiGatewayV2::Integration
            Properties:
              {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Work.Arn}
          Post:
            Type: AWS::ApiGatewayV2::Route
            Properties: {ApiId: !Ref Api, RouteKey: $default, Target: !Sub "integrations/${ToWork}"}
          Work: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 10}}
        """,
      scenario: """
        duration: 1 min
        traffic: {Visitors: {to: Api, rate: 10/s, path: /}}
        behavior: {Work: {duration: 10 ms}}
        faults: [{at: 20 s, for: 10 s, throttle: Work, share: 100 %}]
        """
    ).run()
    let outer = try result.edge(from: "Visitors", to: "Api").lost
    #expect(outer > 50)
    #expect(lost(result, from: "Visitors") == outer)
  }

  @Test func `two copies that a topic lost are two, and a copy that a bus lost is one`() throws {
    let result = try Bench(
      template: """
        Resources:
          News: {Type: AWS::SNS::Topic}
          Bus: {Type: AWS::Events::EventBus, Properties: {Name: shop}}
          First: {Type: AWS::SQS::Queue, Properties: {MessageRetentionPeriod: 60}}
          Second: {Type: AWS::SQS::Queue, Properties: {MessageRetentionPeriod: 60}}
          ToFirst:
            Type: AWS::SNS::Subscription
            Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt First.Arn}
          ToSecond:
            Type: AWS::SNS::Subscription
            Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Second.Arn}
          Third: {Type: AWS::SQS::Queue, Properties: {MessageRetentionPeriod: 60}}
          ToThird:
            Type: AWS::Events::Rule
            Properties:
              EventBusName: !Ref Bus
              EventPattern: {source: [{prefix: ""}]}
              Targets: [{Id: third, Arn: !GetAtt Third.Arn}]
        """,
      scenario: """
        duration: 3 min
        calibration: ideal
        traffic:
          Press: {to: News, rate: 5/s, arrivals: constant}
          Shop: {to: Bus, rate: 5/s, arrivals: constant}
        """
    ).run()
    // Nobody reads the queues, which keep nothing for longer than a minute.
    let queues = ["First", "Second", "Third"].map { label in
      result.edges.filter { $0.from == label }.reduce(0) { $0 + $1.expired }
    }
    #expect(queues.allSatisfy { $0 > 500 })
    #expect(lost(result, from: "Press") == queues[0] + queues[1])
    #expect(lost(result, from: "Shop") == queues[2])
  }
}
