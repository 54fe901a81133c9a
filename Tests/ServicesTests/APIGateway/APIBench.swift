import Bench
import Documents
import Studies

/// Runs scenarios with an API before a function, for one kind of API and another.
struct APIBench {
  /// How the URI of a function begins for REST APIs.
  static let lambda = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"

  /// A REST API with two routes to one function.
  static let rest = """
    Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop}}
    Orders:
      Type: AWS::ApiGateway::Resource
      Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: orders}
    Order:
      Type: AWS::ApiGateway::Resource
      Properties: {RestApiId: !Ref Api, ParentId: !Ref Orders, PathPart: '{id}'}
    Post:
      Type: AWS::ApiGateway::Method
      Properties:
        RestApiId: !Ref Api
        ResourceId: !Ref Orders
        HttpMethod: POST
        Integration:
          Type: AWS_PROXY
          IntegrationHttpMethod: POST
          Uri: !Sub "\(lambda)${Work.Arn}/invocations"
    Get:
      Type: AWS::ApiGateway::Method
      Properties:
        RestApiId: !Ref Api
        ResourceId: !Ref Order
        HttpMethod: GET
        ApiKeyRequired: true
        Integration:
          Type: AWS_PROXY
          TimeoutInMillis: 5000
          Uri: !Sub "\(lambda)${Work.Arn}/invocations"
    """

  /// An HTTP API with one route to a function.
  static let http = """
    Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: shop, ProtocolType: HTTP}}
    ToWork:
      Type: AWS::ApiGatewayV2::Integration
      Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Work.Arn}
    Post:
      Type: AWS::ApiGatewayV2::Route
      Properties: {ApiId: !Ref Api, RouteKey: POST /orders, Target: !Sub "integrations/${ToWork}"}
    """

  /// The address of a function.
  static let url = """
    Api: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !GetAtt Work.Arn, AuthType: NONE}}
    """

  /// A template with parts beside a function.
  static func template(_ parts: String, function: String = "Timeout: 60") -> String {
    let lines = """
      Work: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, \(function)}}
      \(parts)
      """.split(separator: "\n", omittingEmptySubsequences: false)
    return "Resources:\n" + lines.map { "  " + $0 }.joined(separator: "\n") + "\n"
  }

  /// A bench whose client asks for orders once a second.
  static func bench(
    _ parts: String, client: String = "rate: 1/s, arrivals: constant, method: POST, path: /orders",
    does behavior: String = "{duration: 10 ms}", function: String = "Timeout: 60",
    _ more: String = "calibration: ideal", for duration: String = "1 min"
  ) throws(InputErrors) -> Bench {
    try Bench(
      template: template(parts, function: function),
      scenario: """
        duration: \(duration)
        \(more)
        traffic: {Shop: {to: Api, \(client)}}
        behavior: {Work: \(behavior)}
        """)
  }
}
