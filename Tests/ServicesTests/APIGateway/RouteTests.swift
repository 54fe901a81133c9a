import Bench
import Blueprints
import Documents
import Studies
import Testing

@testable import Services

/// Which route a request takes, and which APIs SAM makes.
@Suite struct RouteTests {
  private static let place = Place(source: SourceText(name: "test", text: "x"), offset: 0)

  private static let table = RouteTable(
    routes: [
      route("GET", "/orders"), route("POST", "/orders"), route("GET", "/orders/{id}"),
      route("GET", "/orders/new"), route(nil, "/files/{path+}"), route(nil, nil),
    ])

  private static func route(_ method: String?, _ path: String?) -> GatewayRoute {
    GatewayRoute(
      method: method, path: path, integration: IntegrationPlan(), owner: "Api", place: place)
  }

  private static let fits: [(RequestLine, UInt16)] = [
    (RequestLine(method: "POST", path: "/orders"), 1),
    (RequestLine(method: "GET", path: "/orders/7"), 2),
    (RequestLine(path: "/orders/{id}"), 2), (RequestLine(path: "/orders/new"), 3),
    (RequestLine(path: "/files/a/b"), 4), (RequestLine(path: "/other"), 5),
    (RequestLine(method: "DELETE", path: "/orders/7"), 5),
  ]

  @Test(arguments: fits)
  func `the route that fits best takes a request`(line: RequestLine, number: UInt16) throws {
    #expect(try Self.table.number(of: line, in: "Api", at: nil) == number)
  }

  @Test func `one route needs nothing to be said, and several do`() throws {
    let one = RouteTable(routes: [Self.route("GET", "/orders")])
    #expect(try one.number(of: RequestLine(), in: "Api", at: nil) == 0)
    let two = RouteTable(routes: [Self.route("GET", "/orders"), Self.route("POST", "/orders")])
    #expect(
      slip { _ = try two.number(of: RequestLine(path: "/orders"), in: "Api", at: nil) }
        == "Api has 2 routes for /orders → say method and path of one of GET /orders, "
        + "POST /orders")
    #expect(
      slip { _ = try two.number(of: RequestLine(path: "/order"), in: "Api", at: nil) }
        == "Api has no route for /order → it has GET /orders, POST /orders")
    #expect(
      slip {
        _ = try two.number(of: RequestLine(method: "GET", path: "/ordres"), in: "Api", at: nil)
      } == "Api has no route for GET /ordres → did you mean GET /orders?")
    #expect(
      slip { _ = try RouteTable().number(of: RequestLine(), in: "Api", at: nil) }
        == "Api has no route → give it one to send to")
  }

  private static let serverless = """
    Transform: AWS::Serverless-2016-10-31
    Resources:
      Named:
        Type: AWS::Serverless::Api
        Properties:
          StageName: live
          MethodSettings: [{ResourcePath: /*, HttpMethod: '*', ThrottlingBurstLimit: 3, \
    ThrottlingRateLimit: 1}]
      Light: {Type: AWS::Serverless::HttpApi, Properties: {DefaultRouteSettings: \
    {ThrottlingBurstLimit: 4, ThrottlingRateLimit: 1}}}
      Work:
        Type: AWS::Serverless::Function
        Properties:
          Handler: index.handler
          Runtime: nodejs22.x
          CodeUri: src/
          Events:
            One: {Type: Api, Properties: {Path: '/orders/{id}', Method: get}}
            Two: {Type: Api, Properties: {Path: /orders, Method: post}}
            Three: {Type: Api, Properties: {Path: /, Method: any, RestApiId: !Ref Named}}
            Four: {Type: HttpApi, Properties: {Path: /orders, Method: post}}
            Five: {Type: HttpApi, Properties: {ApiId: !Ref Light}}
    """

  private static let apis: [(String, String, Int64)] = [
    ("ServerlessRestApi", "path: /orders/3", 10), ("ServerlessRestApi", "path: /orders", 10),
    ("Named", "path: /", 3), ("ServerlessHttpApi", "path: /orders", 10),
    ("Light", "path: /whatever", 4),
  ]

  @Test(arguments: apis)
  func `SAM makes the APIs that events name, or one for all`(
    api: String, client: String, passed: Int64
  ) throws {
    let bench = try Bench(
      template: Self.serverless,
      scenario: """
        duration: 2 s
        calibration: ideal
        traffic: {Shop: {to: \(api), rate: 1/s, batch: 10, arrivals: constant, \(client)}}
        behavior: {Work: {duration: 1 ms}}
        """)
    let result = bench.run()
    #expect(try result.edge(from: api, to: "Work").acknowledged == passed)
    #expect(bench.notes.isEmpty, "\(bench.notes)")
  }

  @Test func `SAM's slips and what it does not say are named`() throws {
    func event(_ type: String, _ properties: String) -> String {
      """
      Resources:
        F:
          Type: AWS::Serverless::Function
          Properties:
            Role: arn:role
            Events: {Get: {Type: \(type), Properties: \(properties)}}
      """
    }
    #expect(
      try slip(event("Api", "{Path: /}"))
        == "6:45: the event Get of F has no Method → write Method: post")
    #expect(
      try slip(event("HttpApi", "{Paht: /, Method: get}"))
        == "6:50: the event Get of F has no property Paht → did you mean Path?")
    #expect(
      try slip("Resources: {A: {Type: AWS::Serverless::Api, Properties: {Name: a}}}")
        == "1:57: A has no StageName → write StageName: Prod")
    let notes = try expanded(event("Api", "{Path: /, Method: get, RestApiId: abc}")).notes
    #expect(
      notes.map(\.text) == [
        "the event Get of F is a route of an API that is no part of the template: no event comes "
          + "from it"
      ])
  }
}
