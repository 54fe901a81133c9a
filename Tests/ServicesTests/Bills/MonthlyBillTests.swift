import Bench
import Blueprints
import Kernel
import Studies
import Testing

@testable import Scenarios
@testable import Services

/// What is on the bill of a month beside requests.
@Suite struct MonthlyBillTests {
  private static let worker = """
    Resources:
      Ship: {Type: AWS::Lambda::Function, Properties: {MemorySize: 128}}
    """

  private func ship(_ more: String) -> String {
    """
    calibration: {base: ideal, lambda.logBytes: 300}
    duration: 10001 ms
    traffic: {Door: {to: Ship, action: Invoke, rate: 100/s, arrivals: constant}}
    \(more)
    """
  }

  private func units(_ item: String, _ behavior: String, tracing: String = "") throws -> Int64 {
    let template =
      tracing.isEmpty
      ? Self.worker
      : Self.worker.replacing("MemorySize: 128", with: "TracingConfig: {Mode: \(tracing)}")
    let bench = try Bench(
      template: template, scenario: ship("behavior: {Ship: {\(behavior)}}"))
    return ListPriceTests.units(of: "Ship", for: item, in: bench.run())
  }

  @Test func `every run writes three lines and what its code says into its log`() throws {
    #expect(try units("Lambda logs written", "duration: 1 ms") == 300_000)
    #expect(try units("Lambda logs written", "duration: 1 ms, logs: 2 KB") == 2_348_000)
  }

  @Test func `active tracing records one run in a second and 5 % of the others`() throws {
    #expect(try units("X-Ray traces recorded", "duration: 1 ms", tracing: "Active") == 60)
    #expect(try units("X-Ray traces recorded", "duration: 1 ms", tracing: "PassThrough") == 0)
  }

  @Test func `the volume of a month decides about the price of a run`() throws {
    let bill = try ListPriceTests.bill(
      Self.worker.replacing("128", with: "10240, Timeout: 60"),
      ship("behavior: {Ship: {duration: 10 s}}\nmonth: {runs: 262800}")
        .replacing("10001 ms", with: "10 s"))
    // 999 runs of 10 s with 10 GB, as often as 10 s fit into a month, are 26,253,720,000
    // GB-seconds: six billion, nine billion, and 11,253,720,000 at 0.0000133334 dollars.
    let expected = 100_000_200_000 + 135_000_000_000 + 11_253_720 * 133_334 / 10
    #expect(bill.microdollars(of: "Ship", for: "Lambda duration (x86)") == Int64(expected))
  }

  @Test func `the free tier is taken off once, whoever shares it`() throws {
    let template = """
      Resources:
        Orders: {Type: AWS::SQS::Queue}
        Bills: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
      """
    let scenario = """
      calibration: ideal
      duration: 10 s
      drain: 0 s
      traffic:
        Shop: {to: Orders, rate: 80/s, arrivals: constant}
        Bank: {to: Bills, rate: 10/s, arrivals: constant, group: a}
      month: {runs: 262800}
      """
    let paid = try ListPriceTests.bill(template, scenario)
    // 799 and 99 requests in each run.
    #expect(paid.microdollars(of: "Orders") == 83_990_880)
    #expect(paid.microdollars(of: "Bills") == 13_008_600)
    #expect(paid.freed == 0)
    let free = try ListPriceTests.bill(template, scenario + "\nfreeTier: true")
    // A million of the 210 million requests is free, and nothing is left of it for the others.
    #expect(free.microdollars(of: "Orders") == 83_590_880)
    #expect(free.microdollars(of: "Bills") == 13_008_600)
    #expect(free.freed == 400_000)
  }

  @Test func `a table, a bucket and a stream keep for a month what they got`() throws {
    let bill = try ListPriceTests.bill(
      """
      Resources:
        Orders: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST}}
        Photos: {Type: AWS::S3::Bucket}
        Clicks:
          Type: AWS::Kinesis::Stream
          Properties: {StreamModeDetails: {StreamMode: ON_DEMAND}, RetentionPeriodHours: 48}
      """,
      """
      calibration: ideal
      duration: 10 s
      drain: 0 s
      traffic:
        Shop: {to: Orders, action: PutItem, rate: 10/s, arrivals: constant, size: 400 KB}
        App: {to: Photos, action: PutObject, rate: 10/s, arrivals: constant, size: 1 MB}
        Site: {to: Clicks, rate: 10/s, arrivals: constant, size: 900 B}
      month: {runs: 262800}
      """)
    // 99 in each run.
    let count = 26_017_200.0
    func expect(_ item: String, of label: String, _ dollars: Double) {
      #expect(abs(Double(bill.microdollars(of: label, for: item)) - dollars * 1e6) <= 1, "\(item)")
    }
    // Objects of 1 MB; items of 400 KB and 100 bytes; records in whole KB, kept for a day more than
    // is included.
    expect("S3 Standard storage", of: "Photos", count / 1_024 * 0.023)
    expect("DynamoDB storage", of: "Orders", count * 409_700 / 1_073_741_824 * 0.25)
    expect("Kinesis on-demand retention", of: "Clicks", count / 1_048_576 * 24 / 730 * 0.1)
  }

  @Test func `a scenario may set prices of its own, which have no tiers`() throws {
    let scenario = ship(
      """
      behavior: {Ship: {duration: 100 ms}}
      prices:
        Lambda requests: 1 per thousand
        Lambda duration (x86): 0.0000005 USD per GB-second
      """)
    let bench = try Bench(template: Self.worker, scenario: scenario)
    let result = bench.run()
    #expect(ListPriceTests.cost(of: "Ship", for: "Lambda requests", in: result) == 1_000_000)
    // 12.5 GB-seconds at half a micro-dollar.
    #expect(ListPriceTests.cost(of: "Ship", for: "Lambda duration (x86)", in: result) == 6)
  }

  @Test func `whatever a run is charged for has a price that scenarios may set`() throws {
    let known = Set(Catalogue.aws.allPrices.map { $0.item })
    let result = try Bench(
      template: """
        Resources:
          Orders: {Type: AWS::SQS::Queue}
          Bills: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
          News: {Type: AWS::SNS::Topic}
          Table: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST}}
          Rare:
            Type: AWS::DynamoDB::Table
            Properties:
              TableClass: STANDARD_INFREQUENT_ACCESS
              ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}
          Photos: {Type: AWS::S3::Bucket}
          Clicks:
            Type: AWS::Kinesis::Stream
            Properties: {ShardCount: 2, RetentionPeriodHours: 240}
          Ship: {Type: AWS::Lambda::Function, Properties: {TracingConfig: {Mode: Active}}}
          Web: {Type: AWS::EC2::Instance, Properties: {InstanceType: t3.micro, ImageId: ami-1}}
          Late:
            Type: AWS::CloudWatch::Alarm
            Properties:
              Namespace: AWS/SQS
              MetricName: ApproximateNumberOfMessagesVisible
              Dimensions: [{Name: QueueName, Value: !GetAtt Orders.QueueName}]
              Statistic: Maximum
              Period: 60
              EvaluationPeriods: 1
              Threshold: 5
              ComparisonOperator: GreaterThanThreshold
        """,
      scenario: "{duration: 1 s, drain: 0 s, traffic: {Shop: {to: Orders, rate: 1/s}}}"
    ).run()
    let charged = result.nodes.flatMap { $0.charges }.map { $0.price.item }
    #expect(charged.count > 20)
    #expect(Set(charged).subtracting(known).isEmpty)
  }
}
