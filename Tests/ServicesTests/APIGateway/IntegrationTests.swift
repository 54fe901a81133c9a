import Bench
import Documents
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// What APIs call besides functions: other services, servers, nobody.
@Suite struct IntegrationTests {
  /// A REST API whose one method integrates something, beside some resources.
  private static func rest(_ integration: String, _ resources: String = "") -> String {
    """
    \(resources)
    Api: {Type: AWS::ApiGateway::RestApi, Properties: {}}
    Post:
      Type: AWS::ApiGateway::Method
      Properties:
        RestApiId: !Ref Api
        ResourceId: !GetAtt Api.RootResourceId
        HttpMethod: ANY
        Integration: \(integration)
    """
  }

  private static let client = "rate: 1/s, arrivals: constant"
  private static let service = "arn:aws:apigateway:${AWS::Region}:"

  private static let cases: [(String, String, String, String)] = [
    (
      "Line: {Type: AWS::SQS::Queue, Properties: {QueueName: line}}", "Line",
      "{Type: AWS, Uri: !Sub '\(service)sqs:path/${AWS::AccountId}/${Line.QueueName}'}",
      "NumberOfMessagesSent"
    ),
    (
      "Line: {Type: AWS::SQS::Queue, Properties: {QueueName: line}}", "Line",
      """
      {Type: AWS, Uri: !Sub '\(service)sqs:action/SendMessage', RequestTemplates:
          {application/json: !Sub 'Action=SendMessage&QueueUrl=${Line}&MessageBody=$input.body'}}
      """, "NumberOfMessagesSent"
    ),
    (
      "News: {Type: AWS::SNS::Topic, Properties: {}}", "News",
      """
      {Type: AWS, Uri: !Sub '\(service)sns:action/Publish', RequestParameters:
          {integration.request.querystring.TopicArn: !Sub "'${News}'"}}
      """, "NumberOfMessagesPublished"
    ),
    (
      "Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}", "Bus",
      """
      {Type: AWS, Uri: !Sub '\(service)events:action/PutEvents', RequestTemplates:
          {application/json: '{"Entries": [{"EventBusName": "bus", "Source": "shop"}]}'}}
      """, "PutEventsApproximateSuccessCount"
    ),
  ]

  @Test(arguments: cases)
  func `an API calls a service directly`(
    resources: String, label: String, integration: String, measure: String
  ) throws {
    let bench = try APIBench.bench(Self.rest(integration, resources), client: Self.client)
    let result = bench.run()
    let edge = try result.edge(from: "Api", to: label)
    #expect(edge.acknowledged == 59 && edge.inlets == 1)
    #expect(try result.count(measure, at: label) == 59)
    #expect(bench.notes.isEmpty, "\(bench.notes)")
  }

  @Test func `an HTTP API sends to a queue by a subtype`() throws {
    let parts = """
      Line: {Type: AWS::SQS::Queue}
      Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP}}
      ToLine:
        Type: AWS::ApiGatewayV2::Integration
        Properties:
          ApiId: !Ref Api
          IntegrationType: AWS_PROXY
          IntegrationSubtype: SQS-SendMessage
          RequestParameters: {QueueUrl: !Ref Line, MessageBody: $request.body}
      Post:
        Type: AWS::ApiGatewayV2::Route
        Properties: {ApiId: !Ref Api, RouteKey: $default, Target: !Sub "integrations/${ToLine}"}
      """
    let result = try APIBench.bench(parts, client: Self.client).run()
    #expect(try result.count("NumberOfMessagesSent", at: "Line") == 59)
  }

  @Test func `a direct integration without a service is a slip`() {
    let parts = """
      Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: shop, ProtocolType: HTTP}}
      ToLine:
        Type: AWS::ApiGatewayV2::Integration
        Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationSubtype: '-'}
      Post:
        Type: AWS::ApiGatewayV2::Route
        Properties: {ApiId: !Ref Api, RouteKey: $default, Target: !Sub "integrations/${ToLine}"}
      """
    let errors = #expect(throws: InputErrors.self) {
      _ = try APIBench.bench(parts, client: Self.client)
    }
    #expect(
      errors?.errors.map(\.problem) == ["the IntegrationSubtype of Post names no service"])
  }

  @Test func `a function may only be told`() throws {
    let result = try APIBench.bench(
      Self.rest(
        """
        {Type: AWS, Uri: !GetAtt Work.Arn, RequestParameters:
            {integration.request.header.X-Amz-Invocation-Type: "'Event'"}}
        """), client: Self.client, does: "{duration: 40 s}", for: "2 min"
    ).run()
    #expect(try result.count("AsyncEventsReceived", at: "Work") == 119)
    #expect(try result.edge(from: "Shop", to: "Api").acknowledged == 119)
  }

  @Test(arguments: [
    ("fails: 100 %", "Status500"), ("rejects: 100 %", "Status400"), ("limit: 1/d", "Status429"),
  ])
  func `what an HTTP server says is passed on`(answer: String, measure: String) throws {
    let result = try APIBench.bench(
      Self.rest("{Type: HTTP_PROXY, Uri: 'https://bank.example.com/pay'}"), client: Self.client,
      "calibration: ideal\noutside: {bank.example.com: {\(answer)}}"
    ).run()
    #expect(try result.count(measure, at: "Api") >= 58)
  }

  @Test func `a server that nobody describes answers as the calibration has it`() throws {
    let bench = try APIBench.bench(
      Self.rest("{Type: HTTP_PROXY, Uri: 'https://bank.example.com/pay'}"), client: Self.client,
      "calibration: {base: ideal, apigateway.webLatency: 70 ms}")
    let result = bench.run()
    #expect(try result.samples("Latency", at: "Api").quantile(0.5) == 70_000_000)
    #expect(
      bench.notes == [
        "nothing is said under outside of bank.example.com: it answers as the calibration has it"
      ])
  }

  @Test func `an HTTP API reaches a load balancer by its listener`() throws {
    let parts = """
      Front: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
      Port:
        Type: AWS::ElasticLoadBalancingV2::Listener
        Properties:
          LoadBalancerArn: !Ref Front
          DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
      Group:
        Type: AWS::ElasticLoadBalancingV2::TargetGroup
        Properties: {TargetType: ip, Targets: [{Id: shop}]}
      Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP}}
      Inward:
        Type: AWS::ApiGatewayV2::Integration
        Properties:
          {ApiId: !Ref Api, IntegrationType: HTTP_PROXY, IntegrationUri: !Ref Port,
           ConnectionType: VPC_LINK, ConnectionId: link}
      Any:
        Type: AWS::ApiGatewayV2::Route
        Properties:
          {ApiId: !Ref Api, RouteKey: 'ANY /{proxy+}', Target: !Sub "integrations/${Inward}"}
      """
    let result = try APIBench.bench(
      parts, client: Self.client + ", path: /a/b",
      "calibration: ideal\noutside: {shop: {latency: 5 ms}}"
    ).run()
    #expect(try result.edge(from: "Front", to: "shop").acknowledged == 59)
    #expect(try result.edge(from: "Shop", to: "Api").acknowledged == 59)
  }

  @Test func `a mock answers by itself`() throws {
    let bench = try APIBench.bench(Self.rest("{Type: MOCK}"), client: Self.client)
    #expect(try bench.run().edge(from: "Shop", to: "Api").acknowledged == 59)
    #expect(bench.notes.isEmpty)
  }

  @Test func `routes come from a definition in OpenAPI too`() throws {
    let parts = """
      Api:
        Type: AWS::ApiGateway::RestApi
        Properties:
          Body:
            openapi: 3.0.1
            paths:
              /orders:
                post:
                  x-amazon-apigateway-integration:
                    type: aws_proxy
                    timeoutInMillis: 2000
                    uri: !Sub "\(APIBench.lambda)${Work.Arn}/invocations"
                options: {x-amazon-apigateway-integration: {type: mock}}
              /{proxy+}:
                x-amazon-apigateway-any-method: {responses: {}}
      """
    let bench = try APIBench.bench(parts, does: "{duration: 3 s}")
    #expect(try bench.run().count("Status504", at: "Api") == 59)
    #expect(bench.notes == ["ANY /{proxy+} of Api has no integration: it answers by itself"])
  }

  @Test(arguments: [
    (
      "{Type: AWS_PROXY, Uri: Wrok}",
      "Post integrates Wrok, which is no resource of this template"
    ),
    ("{Type: AWS_PROXY}", "Post does not say what it integrates"),
    ("{Type: HTTP_PROXY, Uri: !Ref Work}", "Post integrates Work, which is no server"),
    ("{Type: AWS_PROXY, Uri: !Ref Line}", "Post integrates Line, which is no Lambda function"),
    (
      "{Type: AWS_PROXY, Uri: !GetAtt Work.Arn, TimeoutInMillis: 40000}",
      "Post waits 40000 ms for an answer"
    ),
  ])
  func `a slip in an integration is named`(integration: String, problem: String) {
    let errors = #expect(throws: InputErrors.self) {
      _ = try APIBench.bench(
        Self.rest(integration, "Line: {Type: AWS::SQS::Queue}"), client: Self.client)
    }
    #expect(errors?.errors.map(\.problem) == [problem])
  }

  @Test(arguments: [
    (
      "{Type: AWS, Uri: !Sub '\(service)states:action/StartExecution'}",
      "states behind an API is not modelled: Post answers by itself"
    ),
    (
      "{Type: AWS, Uri: !Sub '\(service)sqs:path/1/elsewhere'}",
      "Post names no resource of type AWS::SQS::Queue in this template: it answers by itself"
    ),
    (
      "{Type: AWS_PROXY, Uri: 'arn:aws:lambda:us-east-1:1:function:other'}",
      "arn:aws:lambda:us-east-1:1:function:other is not part of the template: Post answers by "
        + "itself"
    ),
  ])
  func `what is not modelled is said to answer by itself`(
    integration: String, note: String
  ) throws {
    let bench = try APIBench.bench(Self.rest(integration), client: Self.client)
    #expect(bench.notes == [note])
    #expect(try bench.run().edge(from: "Shop", to: "Api").acknowledged == 59)
  }
}
