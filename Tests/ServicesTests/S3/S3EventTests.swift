import Bench
import Studies
import Testing

@testable import Services

/// The event of SAM functions that stands for notifications of a bucket.
@Suite struct S3EventTests {
  private func function(_ event: String, bucket: String = "{Type: AWS::S3::Bucket}") -> String {
    "Resources:\n  B: \(bucket)\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n"
      + "      Role: arn:role\n      FunctionName: f\n      Events:\n        Up: \(event)"
  }

  @Test func `an event is a notification of the bucket for each type, and a permission`() throws {
    let made = try lines(
      function(
        """
        {Type: S3, Properties: {Bucket: !Ref B, Events: ['s3:ObjectCreated:*', \
        's3:ObjectRemoved:*'], Filter: {S3Key: {Rules: [{Name: prefix, Value: in/}]}}}}
        """))
    let filter = #""Filter":{"S3Key":{"Rules":[{"Name":"prefix","Value":"in/"}]}}"#
    #expect(
      made[0] == #"B S3::Bucket {"NotificationConfiguration":{"LambdaConfigurations":["#
        + #"{"Event":"s3:ObjectCreated:*",\#(filter),"Function":"arn:f"},"#
        + #"{"Event":"s3:ObjectRemoved:*",\#(filter),"Function":"arn:f"}]}}"#)
    #expect(
      made[2] == #"FUpPermission Lambda::Permission {"Action":"lambda:InvokeFunction","#
        + #""FunctionName":"f","Principal":"s3.amazonaws.com","SourceAccount":"123456789012"}"#)
  }

  @Test func `a bucket keeps whom it tells already`() throws {
    let bucket =
      "{Type: AWS::S3::Bucket, Properties: {BucketName: b, NotificationConfiguration: "
      + "{EventBridgeConfiguration: {}, LambdaConfigurations: [{Event: e, Function: g}]}}}"
    let made = try lines(
      function(
        "{Type: S3, Properties: {Bucket: !Ref B, Events: 's3:ObjectCreated:Put'}}", bucket: bucket))
    #expect(
      made[0] == #"B S3::Bucket {"BucketName":"b","NotificationConfiguration":"#
        + #"{"EventBridgeConfiguration":{},"LambdaConfigurations":[{"Event":"e","Function":"g"},"#
        + #"{"Event":"s3:ObjectCreated:Put","Function":"arn:f"}]}}"#)
  }

  @Test func `the bucket must be in the template`() throws {
    let refusal = "S3 events must reference an S3 bucket in the same template."
    for bucket in ["!Ref Other", "shop-uploads", "!Ref F"] {
      let error = try slip(
        function("{Type: S3, Properties: {Bucket: \(bucket), Events: 's3:ObjectCreated:*'}}"))
      #expect(
        error.hasSuffix(
          refusal + " → write Bucket: !Ref with the logical id of a bucket for the event Up of F"))
    }
  }

  @Test func `an event needs its bucket and its types, and takes its own properties only`() throws {
    #expect(
      try slip(function("{Type: S3, Properties: {Events: e}}"))
        .hasSuffix("the event Up of F has no Bucket → write Bucket: !Ref Name"))
    #expect(
      try slip(function("{Type: S3, Properties: {Bucket: !Ref B}}"))
        .hasSuffix("the event Up of F has no Events → for example Events: s3:ObjectCreated:*"))
    #expect(
      try slip(function("{Type: S3, Properties: {Bucket: !Ref B, Event: e}}"))
        .hasSuffix("the event Up of F has no property Event → did you mean Events?"))
  }

  @Test func `a SAM function is invoked for each upload`() throws {
    let template = """
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Uploads: {Type: AWS::S3::Bucket}
        Import:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: python3.13
            Events:
              Upload:
                Type: S3
                Properties: {Bucket: !Ref Uploads, Events: "s3:ObjectCreated:*"}
      """
    let result = try Bench(
      template: template,
      scenario: """
        {duration: 10 s, calibration: ideal,
         traffic: {App: {to: Uploads, rate: 1/s, arrivals: constant}}}
        """
    ).run()
    #expect(try result.count("Invocations", at: "Import") == 9)
  }

  @Test func `a bucket without a name has one of small letters`() throws {
    let bench = try Bench(
      template: "Resources: {Uploads: {Type: AWS::S3::Bucket}}",
      scenario: "{duration: 1 s, traffic: {App: {to: Uploads, rate: 1/s}}}")
    let bucket = try #require(bench.world.node(labelled: "Uploads") as? Bucket)
    #expect(bucket.name.contains("-uploads-") && bucket.name == bucket.name.lowercased())
  }
}
