import Blueprints
import Testing

@testable import Services

/// What short forms of SAM say that they are expanded into, against what they are.
@Suite struct ShorthandTypeTests {
  private static let samples = [
    "AWS::Serverless::Function": """
      S:
        Type: AWS::Serverless::Function
        Properties:
          AutoPublishAlias: live
          CodeUri: src/
          EventInvokeConfig: {MaximumRetryAttempts: 1}
          FunctionUrlConfig: {AuthType: NONE}
    """,
    "AWS::Serverless::SimpleTable": "  S: {Type: AWS::Serverless::SimpleTable}",
    "AWS::Serverless::Api":
      "  S: {Type: AWS::Serverless::Api, Properties: {StageName: Prod}}",
    "AWS::Serverless::HttpApi": "  S: {Type: AWS::Serverless::HttpApi}",
    "AWS::Serverless::Connector": """
      F: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt R.Arn}}
      R: {Type: AWS::IAM::Role}
      Q: {Type: AWS::SQS::Queue}
      N: {Type: AWS::SNS::Topic}
      S:
        Type: AWS::Serverless::Connector
        Properties: {Source: {Id: N}, Destination: [{Id: Q}, {Id: F}], Permissions: [Write]}
      U:
        Type: AWS::Serverless::Connector
        Properties: {Source: {Id: F}, Destination: {Id: Q}, Permissions: [Write]}
    """,
  ]

  @Test(arguments: samples.keys.sorted())
  func `a short form is expanded into the types that it says`(type: String) throws {
    let sample = try #require(Self.samples[type])
    let shorthand = try #require(
      Catalogue.aws.shorthands.first { $0.kind == .resource(type) })
    let made = try expanded("Resources:\n" + sample).resources
      .filter { $0.settingsPath == nil || $0.logicalID == "S" }.map { $0.type }
    #expect(Set(made) == Set(shorthand.types), "\(made)")
  }

  @Test func `every short form of a resource is looked at`() {
    let types = Catalogue.aws.shorthands.compactMap { shorthand in
      if case .resource(let type) = shorthand.kind { type } else { nil }
    }
    #expect(types.sorted() == Self.samples.keys.sorted())
  }
}
