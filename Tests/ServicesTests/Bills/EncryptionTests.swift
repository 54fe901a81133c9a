import Bench
import Studies
import Testing

@testable import Services

/// What encryption with keys of KMS costs, and how much of the quota it takes.
@Suite struct EncryptionTests {
  private func run(_ resources: String, _ scenario: String) throws -> RunResult {
    try Bench(
      template: "Resources:\n  Key: {Type: AWS::KMS::Key, Properties: {KeyPolicy: {}}}\n"
        + resources,
      scenario: "calibration: ideal\nduration: 10001 ms\n" + scenario
    ).run()
  }

  private func bucket(_ rule: String) throws -> RunResult {
    try run(
      """
        Photos:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption: {ServerSideEncryptionConfiguration: [\(rule)]}
      """,
      """
      traffic:
        App: {to: Photos, action: PutObject, rate: 20/s, arrivals: constant, body: {key: a}}
        Site: {to: Photos, action: GetObject, rate: 30/s, arrivals: constant, body: {key: a}}
      """)
  }

  private func requests(_ result: RunResult, of label: String = "Photos") -> Int64 {
    ListPriceTests.units(of: label, for: "KMS requests", in: result)
  }

  @Test func `every object that is put or read asks KMS once`() throws {
    let rule = "{ServerSideEncryptionByDefault: {SSEAlgorithm: aws:kms, KMSMasterKeyID: !Ref Key}}"
    #expect(requests(try bucket(rule)) == 500)
  }

  @Test func `a bucket with a key of its own asks for one request in a hundred`() throws {
    let rule =
      "{BucketKeyEnabled: true, ServerSideEncryptionByDefault: {SSEAlgorithm: aws:kms}}"
    #expect(requests(try bucket(rule)) == 5)
  }

  @Test func `keys of S3 cost nothing`() throws {
    #expect(
      requests(try bucket("{ServerSideEncryptionByDefault: {SSEAlgorithm: AES256}}")) == 0)
  }

  @Test func `the quota of the account stands beside the busiest second`() throws {
    let result = try Bench(
      template: """
        Resources:
          Photos:
            Type: AWS::S3::Bucket
            Properties:
              BucketEncryption:
                ServerSideEncryptionConfiguration:
                  - ServerSideEncryptionByDefault: {SSEAlgorithm: aws:kms}
        """,
      scenario: """
        duration: 3 s
        region: eu-central-1
        traffic:
          App: {to: Photos, action: PutObject, rate: 20/s, arrivals: constant, body: {key: a}}
        """
    ).run()
    let ceilings = result.nodes.flatMap { $0.ceilings }.filter { $0.name == "kms.requests" }
    #expect(ceilings.map { $0.level } == [20_000])
    #expect(ceilings.map { $0.peak } == [20])
  }

  @Test func `a key is paid by the month, and no more than that`() throws {
    let result = try run(
      "  Orders: {Type: AWS::SQS::Queue}", "traffic: {Shop: {to: Orders, rate: 1/s}}\ndrain: 0 s")
    #expect(ListPriceTests.units(of: "Key", for: "KMS keys", in: result) == 10)
    #expect(EncryptionKey.month.cost(of: 730 * 3_600) == 1_000_000)
  }

  @Test(arguments: [
    ("KmsMasterKeyId: !Ref Key, KmsDataKeyReusePeriodSeconds: 60", 2 * 3),
    ("KmsMasterKeyId: alias/aws/sqs", 3), ("SqsManagedSseEnabled: true", 0),
  ])
  func `a queue asks twice for each sender and once for each reader in each time of reuse`(
    properties: String, expected: Int64
  ) throws {
    let result = try Bench(
      template: """
        Resources:
          Key: {Type: AWS::KMS::Key, Properties: {KeyPolicy: {}}}
          Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60, \(properties)}}
          Ship: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x}}
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties: {EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Ship}
        """,
      scenario: """
        duration: 90 s
        drain: 0 s
        traffic: {Shop: {to: Orders, rate: 1/s}}
        """
    ).run()
    #expect(requests(result, of: "Orders") == expected)
  }

  @Test func `a stream asks once for each who writes or reads, every five minutes`() throws {
    func asked(_ encryption: String) throws -> RunResult {
      try run(
        """
          Clicks: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1\(encryption)}}
          Count: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x}}
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              EventSourceArn: !GetAtt Clicks.Arn
              FunctionName: !Ref Count
              StartingPosition: TRIM_HORIZON
        """,
        "traffic: {Site: {to: Clicks, rate: 1/s}, App: {to: Clicks, rate: 1/s}}\ndrain: 0 s")
    }
    let key = ", StreamEncryption: {EncryptionType: KMS, KeyId: !Ref Key}"
    #expect(requests(try asked(key), of: "Clicks") == 3)
    #expect(requests(try asked(""), of: "Clicks") == 0)
  }

  @Test func `a bus and a pipe with a key have one made and one opened, every five minutes`()
    throws
  {
    let result = try run(
      """
        News: {Type: AWS::Events::EventBus, Properties: {Name: news, KmsKeyIdentifier: !Ref Key}}
        Plain: {Type: AWS::Events::EventBus, Properties: {Name: plain}}
        In: {Type: AWS::SQS::Queue}
        Out: {Type: AWS::SQS::Queue}
        Way:
          Type: AWS::Pipes::Pipe
          Properties:
            RoleArn: arn:aws:iam::123456789012:role/pipe
            Source: !GetAtt In.Arn
            Target: !GetAtt Out.Arn
            KmsKeyIdentifier: !Ref Key
      """,
      """
      traffic:
        Desk: {to: News, rate: 1/s}
        Shop: {to: Plain, rate: 1/s}
        Door: {to: In, rate: 1/s}
      """)
    #expect(requests(result, of: "News") == 2)
    #expect(requests(result, of: "Plain") == 0)
    #expect(requests(result, of: "Way") == 2)
  }

  @Test func `an archive and a bus of subscribers with a key have keys made and opened, too`()
    throws
  {
    let result = try run(
      """
        News: {Type: AWS::Events::EventBus, Properties: {Name: news}}
        Kept:
          Type: AWS::Events::Archive
          Properties: {SourceArn: !GetAtt News.Arn, KmsKeyIdentifier: !Ref Key}
        Plain: {Type: AWS::Events::Archive, Properties: {SourceArn: !GetAtt News.Arn}}
        Second:
          Type: AWS::EventsV2::EventBus
          Properties: {Name: second, EncryptionConfiguration: {KmsKeyIdentifier: !Ref Key}}
      """, "traffic: {Desk: {to: News, rate: 1/s}, Shop: {to: Second, rate: 1/s}}")
    #expect(requests(result, of: "Kept") == 2)
    #expect(requests(result, of: "Second") == 2)
    #expect(requests(result, of: "Plain") + requests(result, of: "News") == 0)
  }

  @Test func `a schedule with a key opens it at each invocation, within the account's quota`()
    throws
  {
    let result = try Bench(
      template: """
        Resources:
          Key: {Type: AWS::KMS::Key, Properties: {KeyPolicy: {}}}
          Jobs: {Type: AWS::SQS::Queue}
          Minutely:
            Type: AWS::Scheduler::Schedule
            Properties:
              ScheduleExpression: rate(1 minute)
              FlexibleTimeWindow: {Mode: "OFF"}
              KmsKeyArn: !GetAtt Key.Arn
              Target:
                Arn: !GetAtt Jobs.Arn
                RoleArn: arn:aws:iam::123456789012:role/r
                Input: "{}"
        """,
      scenario: """
        duration: 10 min
        drain: 2 min
        traffic: {Shop: {to: Jobs, rate: 0.1/s}}
        """
    ).run()
    let fired = ListPriceTests.units(of: "Minutely", for: "Scheduler invocations", in: result)
    #expect(fired >= 9)
    #expect((fired - 1...fired).contains(requests(result, of: "Minutely")))
    let ceilings = result.nodes.flatMap { $0.ceilings }.filter { $0.name == "kms.requests" }
    #expect(ceilings.map { $0.level } == [100_000])
    #expect(ceilings.map { $0.peak } == [1])
  }

  @Test func `a month asks as often as its times of reuse, however short the run`() throws {
    // One sender and one reader, 8,760 times of five minutes: 26,280 requests of 0.03 per 10,000.
    for duration in ["10 s", "5 min", "7 min"] {
      let bill = try ListPriceTests.bill(
        """
        Resources:
          Orders: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: alias/aws/sqs}}
          Ship: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Timeout: 3}}
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties: {EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Ship}
        """,
        """
        duration: \(duration)
        drain: 0 s
        traffic: {Shop: {to: Orders, rate: 1/s}}
        month: {runs: 1}
        """)
      #expect(bill.microdollars(of: "Orders", for: "KMS requests") == 78_840, "\(duration)")
    }
  }

  @Test func `a topic asks twice for each sender, a table once, and each cold start once`() throws {
    let result = try run(
      """
        News: {Type: AWS::SNS::Topic, Properties: {KmsMasterKeyId: !Ref Key}}
        Orders:
          Type: AWS::DynamoDB::Table
          Properties: {BillingMode: PAY_PER_REQUEST, SSESpecification: {SSEEnabled: true}}
        Plain: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST}}
        Ship: {Type: AWS::Lambda::Function, Properties: {KmsKeyArn: !GetAtt Key.Arn}}
      """,
      """
      traffic:
        Desk: {to: News, rate: 1/s}
        Shop: {to: Orders, action: PutItem, rate: 1/s}
        Bank: {to: Orders, action: PutItem, rate: 1/s}
        Till: {to: Plain, action: PutItem, rate: 1/s}
        Door: {to: Ship, action: Invoke, rate: 1/s, arrivals: constant}
      behavior: {Ship: {duration: 1 ms}}
      """)
    #expect(requests(result, of: "News") == 2)
    #expect(requests(result, of: "Orders") == 2)
    #expect(requests(result, of: "Plain") == 0)
    #expect(requests(result, of: "Ship") == 1)
  }
}
