import Bench
import Blueprints
import Documents
import Kernel
import Measures
import Scenarios
import Services
import Testing

@testable import Studies

@Suite struct ComparisonTests {
  private func compared(
    _ text: String, replications: UInt32 = 3, files: [String: String] = FanOutSample.files
  ) throws -> Comparison {
    let scenario = try Bench.scenario(text, files: files)
    return try Comparison(
      scenario, scenario.designs, replications: replications, catalogue: .aws)
  }

  private func check(_ text: String, files: [String: String] = FanOutSample.files) throws
    -> ArrivalCheck
  {
    ArrivalCheck(try compared(text, replications: 2, files: files).runs)
  }

  // MARK: Runs

  @Test func `every design has all replications in order, each as if it ran alone`() throws {
    let scenario = try Bench.scenario(FanOutSample.scenario(), files: FanOutSample.files)
    let comparison = try Comparison(
      scenario, scenario.designs, replications: 3, catalogue: .aws)
    #expect(comparison.runs.map { $0.map { $0.replication } } == [[0, 1, 2], [0, 1, 2]])
    for (design, runs) in zip(scenario.designs, comparison.runs) {
      for run in runs {
        let alone = try Simulation.run(
          scenario, design, replication: run.replication, catalogue: .aws)
        #expect(run.design == design.name && run.fingerprint == alone.fingerprint)
      }
    }
  }

  // MARK: The same messages

  @Test func `designs get the same messages, other replications others`() throws {
    let check = try check(FanOutSample.scenario())
    #expect(check.isSame)
    #expect(check.fingerprints[0] == check.fingerprints[1])
    #expect(check.fingerprints[0][0] != check.fingerprints[0][1])
  }

  @Test func `users who wait for answers send other messages in another design`() throws {
    let traffic = """
      Site: {to: News, rate: 2/s}
        Users: {to: Mail, users: 3, thinkTime: 5 s}
      """
    let slow = "queued: {template: queued.yaml, behavior: {Mail: {duration: 2 s}}}"
    let check = try check(
      FanOutSample.scenario(traffic: traffic).replacing("queued: queued.yaml", with: slow))
    #expect(check.strays == [.init(client: "Users", reason: .waitsForAnswers)])
    #expect(check.fingerprints[0] != check.fingerprints[1])
  }

  @Test(
    arguments: [
      ("rate: 3/s", .otherTraffic),
      ("rate: 2/s, events: [{weight: 1, a: 1}, {weight: 2, a: 1}]", .otherTraffic),
      ("rate: 2/s, size: 3 KB", .otherContent), ("rate: 2/s, body: text", .otherContent),
      ("rate: 2/s, group: a", .otherContent),
      ("rate: 2/s, events: {detail: {a: 1}}", .otherContent),
      ("rate: 2/s, events: {attributes: {a: b}}", .otherContent),
    ] as [(String, ArrivalCheck.Reason)])
  func `a client of a design's own sends other messages, or says other things in them`(
    traffic: String, reason: ArrivalCheck.Reason
  ) throws {
    let designs = """
      direct: direct.yaml
        queued: {template: queued.yaml, traffic: {Site: {to: News, \(traffic)}}}
      """
    let text = FanOutSample.scenario(duration: "90 s")
      .replacing("direct: direct.yaml\n  queued: queued.yaml", with: designs)
    let check = try check(text)
    #expect(check.strays == [.init(client: "Site", reason: reason)])
    #expect(check.isPaired == (reason == .otherContent))
  }

  @Test func `a group that a design names itself does not change the messages`() throws {
    let lined =
      FanOutSample.direct + """

          Line:
            Type: AWS::SQS::Queue
            Properties: {FifoQueue: true, ContentBasedDeduplication: true}
          Rule:
            Type: AWS::Events::Rule
            Properties:
              EventPattern: {source: [shop]}
              Targets: [{Id: a, Arn: !GetAtt Line.Arn, SqsParameters: {MessageGroupId: first}}]
        """
    let check = try check(
      FanOutSample.scenario(traffic: "Site: {to: News, rate: 2/s, group: acme}"),
      files: ["direct.yaml": FanOutSample.direct, "queued.yaml": lined])
    #expect(check.isSame && check.fingerprints[0] == check.fingerprints[1])
  }

  @Test func `what a bucket hands on twice does not change the messages`() throws {
    func template(_ function: String) -> String {
      """
      Transform: AWS::Serverless-2016-10-31
      Resources:
        News: {Type: AWS::SNS::Topic}
        Letters: {Type: AWS::SQS::Queue}
        Records:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              QueueConfigurations: [{Event: 's3:ObjectCreated:*', Queue: !GetAtt Letters.Arn}]
        Mail:
          Type: AWS::Serverless::Function
          Properties:
            Handler: index.handler
            Runtime: nodejs22.x
            CodeUri: src/
            Events: {News: {Type: SNS, Properties: {Topic: !Ref News}}}
            \(function)
      """
    }
    let kept = """
      EventInvokeConfig:
                DestinationConfig: {OnSuccess: {Type: S3Bucket, Destination: !GetAtt Records.Arn}}
      """
    let text = FanOutSample.scenario().replacing(
      "base: aws-2026,", with: "base: aws-2026, s3.duplicates: 0.5,")
    let files = ["direct.yaml": template(""), "queued.yaml": template(kept)]
    let runs = try compared(text, replications: 2, files: files).runs
    #expect(try runs[1][0].edge(from: "Records", to: "Letters").duplicates > 20)
    let check = ArrivalCheck(runs)
    #expect(check.isSame && check.fingerprints[0] == check.fingerprints[1])
  }

  @Test func `weights and drawn fields are part of the messages`() throws {
    func fingerprint(_ events: String) throws -> Fingerprint {
      let traffic = "Site: {to: News, rate: 2/s, size: 2 KB, events: \(events)}"
      return try check(FanOutSample.scenario(traffic: traffic, duration: "90 s"))
        .fingerprints[0][0]
    }
    let kinds = [
      "[{weight: 1, a: 1}, {weight: 1, a: 2}]", "[{weight: 1, a: 1}, {weight: 2, a: 2}]",
    ]
    #expect(try fingerprint(kinds[0]) != fingerprint(kinds[1]))
    let fields = ["{a: {$uniform: [1, 9]}}", "{a: {$uniform: [1, 8]}}"]
    #expect(try fingerprint(fields[0]) != fingerprint(fields[1]))
    #expect(try fingerprint(fields[0]) == fingerprint(fields[0]))
  }

  @Test func `a client that one design alone has is named`() throws {
    let text = FanOutSample.scenario().replacing(
      "queued: queued.yaml",
      with: "queued: {template: queued.yaml, traffic: {Extra: {to: News, rate: 1/s}}}")
    #expect(try check(text).strays == [.init(client: "Extra", reason: .isMissing)])
  }

  // MARK: Differences

  @Test func `a difference is judged by Student's interval over pairs`() throws {
    let difference = try #require(
      PairedDifference(of: [11, 22, 33], against: [10, 20, 30]))
    #expect(difference.mean == 2)
    #expect(difference.ratio == 1.1)
    let interval = try #require(difference.interval)
    // One over the root of three, times Student's 4.3027 for two degrees of freedom.
    #expect((interval.halfWidth - 2.4841).magnitude < 1e-4)
    #expect(difference.finding == .unsettled)
  }

  @Test func `a difference is real where its interval leaves out zero`() throws {
    func finding(_ design: [Double], _ base: [Double]) -> PairedDifference.Finding? {
      PairedDifference(of: design, against: base)?.finding
    }
    #expect(finding([11, 21, 31.1], [10, 20, 30]) == .more)
    #expect(finding([9, 19, 29.1], [10, 20, 30]) == .less)
    #expect(finding([11, 21, 31], [10, 20, 30]) == .more)
    #expect(finding([10, 20], [10, 20]) == .same)
    #expect(finding([11, 19], [10, 20]) == .unsettled)
    #expect(finding([11], [10]) == .unsettled)
    #expect(finding([10], [10]) == .same)
    #expect(finding([], []) == nil)
    #expect(PairedDifference(of: [11], against: [10])?.interval == nil)
    #expect(PairedDifference(of: [11], against: [0])?.ratio == nil)
  }
}
