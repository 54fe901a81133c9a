import Bench
import Documents
import Testing

@testable import Services

struct APIDestinationSlipTests {
  private func template(_ properties: String, connection: String = "") -> String {
    """
    Resources:
      Key:
        Type: AWS::Events::Connection
        Properties:
          \(connection.isEmpty ? "AuthorizationType: API_KEY" : connection)
      Orders: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
      Letters: {Type: AWS::SQS::Queue}
      Partner:
        Type: AWS::Events::ApiDestination
        Properties: {\(properties)}
      ToPartner:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Orders
          EventPattern: {source: [{exists: true}]}
          Targets: [{Id: P, Arn: !GetAtt Partner.Arn}]
    """
  }

  private func slips(
    _ properties: String, connection: String = "", outside: String = "{}"
  ) -> String {
    do throws(InputErrors) {
      _ = try Bench(
        template: template(properties, connection: connection),
        scenario: "duration: 1 min\ntraffic: {Shop: {to: Orders, rate: 1/s}}\n"
          + "outside: \(outside)")
      return "none"
    } catch {
      return error.errors.map { $0.problem + ($0.remedy.map { " → " + $0 } ?? "") }
        .joined(separator: "\n")
    }
  }

  private let sound =
    "ConnectionArn: !GetAtt Key.Arn, HttpMethod: POST, InvocationEndpoint: 'https://p.example/in'"

  @Test func `a sound destination is read`() {
    #expect(slips(sound) == "none")
    #expect(slips(sound, outside: "{Partner: {latency: 1 s, retryAfter: 5 s}}") == "none")
    #expect(slips(sound, outside: "{p.example: {latency: 1 s}}") == "none")
  }

  @Test func `a destination needs a connection, a method and an endpoint`() {
    #expect(
      slips("HttpMethod: POST, InvocationEndpoint: 'https://p.example/in'")
        == "Partner has no ConnectionArn → give the ARN of an AWS::Events::Connection")
    #expect(
      slips("ConnectionArn: !GetAtt Key.Arn, InvocationEndpoint: 'https://p.example/in'")
        == "Partner has no HttpMethod → for example HttpMethod: POST")
    #expect(
      slips("ConnectionArn: !GetAtt Key.Arn, HttpMethod: POST")
        == "Partner has no InvocationEndpoint → give the URL that requests go to")
  }

  @Test(arguments: [
    ("TRACE", "choose DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"),
    ("CONNECT", "choose DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"),
    ("Post", "did you mean POST?"),
  ])
  func `any method but CONNECT and TRACE is taken`(method: String, remedy: String) {
    let found = slips(sound.replacing("POST", with: method))
    #expect(found == "\(method) is no method of an API destination → \(remedy)")
  }

  @Test func `endpoints are reached by HTTPS`() {
    #expect(
      slips(sound.replacing("https", with: "http"))
        == "http://p.example/in is not reached by HTTPS → API destinations take endpoints that "
        + "begin with https://")
  }

  @Test func `a rate is at least one in a second`() {
    #expect(
      slips(sound + ", InvocationRateLimitPerSecond: 0")
        == "InvocationRateLimitPerSecond of Partner is 0, out of range → choose from 1 to 1000000")
  }

  @Test func `what is no connection is told`() {
    #expect(
      slips(sound.replacing("Key.Arn", with: "Letters.Arn"))
        == "Letters is no connection → it is of type AWS::SQS::Queue")
  }

  @Test func `a connection has what its way of authorizing needs`() {
    #expect(
      slips(
        sound,
        connection: "AuthorizationType: BASIC\n      AuthParameters: {ApiKeyAuthParameters: {}}")
        == "Key authorizes by BASIC and has no BasicAuthParameters → give it in AuthParameters")
    #expect(
      slips(sound, connection: "AuthorizationType: NONE")
        == "expected one of 3 words as AuthorizationType of Key, found \"NONE\" → choose API_KEY, "
        + "BASIC or OAUTH_CLIENT_CREDENTIALS")
  }

  @Test func `a refusal has a status of the fours`() {
    for status in [200, 429, 500] {
      #expect(
        slips(sound, outside: "{Partner: {rejectsWith: \(status)}}")
          == "rejectsWith is \(status), which is no refusal → give a status from 400 to 499; "
          + "429 is what limit answers with")
    }
  }
}
