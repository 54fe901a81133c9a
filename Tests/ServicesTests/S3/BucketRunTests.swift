import Bench
import Documents
import Kernel
import Measures
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Buckets in whole architectures.
@Suite struct BucketRunTests {
  private static let function =
    "  Worker: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Timeout: 60 MORE}}\n"

  private static func bucket(_ configuration: String) -> String {
    """
      Uploads:
        Type: AWS::S3::Bucket
        Properties:
          BucketName: shop-uploads
          NotificationConfiguration: \(configuration)

    """
  }

  private static func bench(
    _ configuration: String, _ resources: String = "", behavior: String = "{}",
    traffic: String = "events: {key: in/a.png}", calibration: String = "ideal", more: String = ""
  ) throws -> Bench {
    let template =
      "Resources:\n" + function.replacing(" MORE", with: more) + bucket(configuration) + resources
    let scenario = """
      duration: 20 min
      drain: 0 s
      calibration: \(calibration)
      traffic:
        App: {to: Uploads, rate: 1/s, arrivals: constant, until: 5500 ms, \(traffic)}
      behavior: \(behavior)
      """
    return try Bench(template: template, scenario: scenario)
  }

  private static let toWorker =
    "{LambdaConfigurations: [{Event: 's3:ObjectCreated:*', Function: !GetAtt Worker.Arn}]}"

  @Test func `a function is invoked asynchronously, and its errors are Lambda's to repeat`() throws
  {
    let result = try Self.bench(
      Self.toWorker, behavior: "{Worker: {duration: 1 ms, fails: 100 %}}"
    ).run()
    #expect(try result.count("AsyncEventsReceived", at: "Worker") == 5)
    #expect(try result.count("Invocations", at: "Worker") == 15)
    #expect(try result.count("NotificationsRetried", at: "Uploads") == 0)
    let edge = try result.edge(from: "Uploads", to: "Worker")
    #expect(edge.acknowledged == 5)
  }

  @Test func `a queue and a topic are told too`() throws {
    let result = try Self.bench(
      """
      {QueueConfigurations: [{Event: "s3:ObjectCreated:*", Queue: !GetAtt Work.Arn}],
       TopicConfigurations: [{Event: "s3:ObjectRemoved:*", Topic: !Ref News}]}
      """.replacing("\n", with: " "),
      """
        Work: {Type: AWS::SQS::Queue}
        News: {Type: AWS::SNS::Topic}
      """
    ).run()
    #expect(try result.count("NumberOfMessagesSent", at: "Work") == 5)
    #expect(try result.count("NumberOfMessagesPublished", at: "News") == 0)
  }

  @Test(arguments: [("", Int64(0)), (", s3.eventsCharged: true", 5)])
  func `whether events for EventBridge are charged is an assumption that may be changed`(
    charged: String, units: Int64
  ) throws {
    let result = try Self.bench(Self.viaBus, calibration: "{base: aws-2026\(charged)}").run()
    #expect(try result.units("EventBridge opt-in events", at: "Uploads") == units)
    #expect(result.parameters.contains { $0.name == "s3.eventsCharged" })
    let other = try Self.bench(Self.toWorker).run()
    #expect(!other.parameters.contains { $0.name == "s3.eventsCharged" })
  }

  private static let viaBus = "{EventBridgeConfiguration: {EventBridgeEnabled: true}}"

  private static func rule(_ pattern: String) -> String {
    """
      Created:
        Type: AWS::Events::Rule
        Properties:
          EventPattern: \(pattern)
          Targets: [{Id: One, Arn: !GetAtt Worker.Arn}]
    """
  }

  @Test func `EventBridge gets everything on the default bus, and a rule picks`() throws {
    let pattern = "{source: [aws.s3], detail: {bucket: {name: [!Ref Uploads]}, object: {key: KEY}}}"
    for (key, runs) in [("[{suffix: .png}]", 5), ("[{suffix: .jpg}]", 0)] {
      let result = try Self.bench(
        Self.viaBus, Self.rule(pattern.replacing("KEY", with: key))
      ).run()
      #expect(try result.edge(from: "Uploads", to: "default").acknowledged == 5)
      #expect(try result.count("Invocations", at: "Worker") == Int64(runs))
      #expect(try result.count("UnmatchedEvents", at: "default") == Int64(5 - runs))
    }
  }

  @Test func `rules see the size of each object`() throws {
    let pattern = "{detail: {object: {size: [{numeric: ['>', 500]}]}}}"
    let bench = try Self.bench(
      Self.viaBus, Self.rule(pattern),
      traffic: "until: 1000 s, rate: 1/s, events: {key: a, size: {$integer: [1, 1000]}}"
        .replacing("until: 1000 s, rate: 1/s, ", with: ""))
    let result = bench.run()
    let runs = try result.count("Invocations", at: "Worker")
    #expect(runs + (try result.count("UnmatchedEvents", at: "default")) == 5)
    #expect(runs > 0 && runs < 5)
  }

  @Test func `without EventBridgeConfiguration nothing goes to the bus`() throws {
    let world = try Self.bench(Self.toWorker).world
    #expect(world.node(labelled: "default") == nil)
    let off = "{EventBridgeConfiguration: {EventBridgeEnabled: false}}"
    #expect(try Self.bench(off).world.node(labelled: "default") == nil)
  }

  // MARK: Recursion

  private static let loop = "Worker: {duration: 1 ms, steps: [PutObject: Uploads]}"

  @Test func `a function that writes to the bucket that invokes it is stopped after 16 runs`()
    throws
  {
    let bench = try Self.bench(
      Self.toWorker, behavior: "{\(Self.loop)}", calibration: "{base: aws-2026, s3.duplicates: 0}")
    #expect(
      bench.notes == [
        "Worker can call itself, and is stopped after 16 runs in one chain: "
          + "Worker → Uploads → Worker, for each key that the bucket tells of"
      ])
    let result = bench.run()
    #expect(try result.count("Invocations", at: "Worker") == 5 * 16)
    #expect(try result.count("RecursiveInvocationsDropped", at: "Worker") == 5)
    #expect(try result.edge(from: "Uploads", to: "Worker").entered == 5 * 17)
  }

  @Test func `where loops are allowed it goes on until the end, in the ledger and in the bill`()
    throws
  {
    let bench = try Self.bench(
      Self.toWorker, behavior: "{\(Self.loop)}", calibration: "aws-2026",
      more: ", RecursiveLoop: Allow")
    #expect(
      bench.notes == [
        "Worker can call itself without end: "
          + "Worker → Uploads → Worker, for each key that the bucket tells of"
      ])
    let result = bench.run()
    let runs = try result.count("Invocations", at: "Worker")
    #expect(runs > 5 * 16 * 10)
    let writes = try result.edge(from: "Worker", to: "Uploads")
    #expect(writes.acknowledged > runs - 10 && writes.lost == 0)
    #expect(
      try result.units("S3 PUT, COPY, POST, LIST requests", at: "Uploads")
        == writes.acknowledged + 5)
    #expect(try result.edge(from: "Uploads", to: "Worker").held > 0)
  }

  @Test func `across EventBridge nobody counts, and it goes on until the end`() throws {
    let bench = try Self.bench(
      Self.viaBus, Self.rule("{source: [aws.s3]}"), behavior: "{\(Self.loop)}",
      calibration: "aws-2026")
    #expect(
      bench.notes == [
        "Worker can call itself without end: "
          + "Worker → Uploads → default → Worker, for each key that the bucket tells of"
      ])
    let result = bench.run()
    #expect(try result.count("Invocations", at: "Worker") > 5 * 16 * 5)
    #expect(bench.world.chainLinks.isEmpty)
  }

  @Test func `another folder, or another bucket, ends the loop`() throws {
    let configuration =
      "{LambdaConfigurations: [{Event: 's3:ObjectCreated:*', Function: !GetAtt Worker.Arn, "
      + "Filter: {S3Key: {Rules: [{Name: prefix, Value: in/}]}}}]}"
    let result = try Self.bench(
      configuration,
      behavior: "{Worker: {steps: [{PutObject: Uploads, event: {key: out/a.png}}]}}"
    ).run()
    #expect(try result.count("Invocations", at: "Worker") == 5)
    #expect(try result.edge(from: "Uploads", to: "Worker").filtered == 5)
    let two = try Self.bench(
      Self.toWorker, "  Thumbs: {Type: AWS::S3::Bucket}\n",
      behavior: "{Worker: {steps: [PutObject: Thumbs]}}", calibration: "aws-2026")
    #expect(two.notes.isEmpty)
    #expect(try two.run().count("PutRequests", at: "Thumbs") == 5)
  }

  @Test func `reading from the bucket is no loop`() throws {
    let bench = try Self.bench(
      Self.toWorker, behavior: "{Worker: {steps: [GetObject: Uploads, HeadObject: Uploads]}}",
      calibration: "aws-2026")
    #expect(bench.notes.isEmpty)
    let result = bench.run()
    #expect(try result.count("Invocations", at: "Worker") == 5)
    #expect(bench.world.chainLinks.isEmpty)
  }

  // MARK: Wires

  @Test func `edges know the inlets that they were used for`() throws {
    let result = try Self.bench(
      Self.toWorker,
      behavior: "{Worker: {steps: [GetObject: Uploads, DeleteObject: Uploads]}}"
    ).run()
    func inlets(_ actions: Bucket.Action...) -> UInt64 {
      actions.reduce(0) { $0 | 1 << UInt64($1.rawValue) }
    }
    #expect(try result.edge(from: "App", to: "Uploads").inlets == inlets(.putObject))
    #expect(
      try result.edge(from: "Worker", to: "Uploads").inlets == inlets(.getObject, .deleteObject))
    #expect(
      try result.edge(from: "Uploads", to: "Worker").inlets
        == 1 << UInt64(Function.Action.invoke.rawValue))
    let bus = try Self.bench(Self.viaBus).run()
    #expect(try bus.edge(from: "Uploads", to: "default").inlets == 0)
  }

  @Test func `a record of an asynchronous event becomes an object`() throws {
    let config = """
        Config:
          Type: AWS::Lambda::EventInvokeConfig
          Properties:
            FunctionName: !Ref Worker
            Qualifier: $LATEST
            DestinationConfig: {OnSuccess: {Destination: !GetAtt Records.Arn}}
        Records: {Type: AWS::S3::Bucket}
      """
    let result = try Self.bench(Self.toWorker, config).run()
    #expect(try result.count("PutRequests", at: "Records") == 5)
    #expect(try result.edge(from: "Worker", to: "Records").acknowledged == 5)
  }

  @Test func `a function that names the bucket waits for it, and a written name does not`() throws {
    func template(_ name: String) -> String {
      """
      Resources:
        Worker:
          Type: AWS::Lambda::Function
          Properties: {Runtime: python3.13, Environment: {Variables: {BUCKET: \(name)}}}
        Uploads:
          Type: AWS::S3::Bucket
          Properties: {BucketName: shop-uploads, NotificationConfiguration: \(Self.toWorker)}
      """
    }
    let scenario = "{duration: 1 s, traffic: {App: {to: Uploads, rate: 1/s}}}"
    let error = slip { _ = try Bench(template: template("!Ref Uploads"), scenario: scenario) }
    #expect(
      error?.contains("resources wait for each other: Worker → Uploads → Worker") == true)
    #expect(throws: Never.self) {
      _ = try Bench(template: template("shop-uploads"), scenario: scenario)
    }
  }

  @Test func `the CDK writes notifications as a resource of their own`() throws {
    let cdk = """
        Notifications:
          Type: Custom::S3BucketNotifications
          Properties:
            ServiceToken: arn:handler
            BucketName: !Ref Uploads
            Managed: true
            NotificationConfiguration:
              LambdaFunctionConfigurations:
                - Events: ["s3:ObjectCreated:*"]
                  Filter: {Key: {FilterRules: [{Name: suffix, Value: .png}]}}
                  LambdaFunctionArn: !GetAtt Worker.Arn
              EventBridgeConfiguration: {}
      """
    let bench = try Self.bench("{}", cdk)
    let result = bench.run()
    #expect(bench.notes.isEmpty)
    #expect(try result.count("Invocations", at: "Worker") == 5)
    #expect(try result.edge(from: "Uploads", to: "default").acknowledged == 5)
    let error = slip { _ = try Self.bench(Self.toWorker, cdk) }
    #expect(error?.contains("Configuration is ambiguously defined.") == true)
    let wrong = slip {
      _ = try Self.bench("{}", cdk.replacing("!Ref Uploads", with: "!Ref Worker"))
    }
    #expect(wrong?.contains("Worker is no S3 bucket") == true)
  }

  @Test func `a read leads nowhere, a write leads on`() throws {
    for (step, leadsNowhere) in [("GetObject", true), ("DeleteObject", false)] {
      let result = try Self.bench(
        Self.toWorker, behavior: "{Worker: {steps: [\(step): Uploads]}}"
      ).run()
      #expect(try result.edge(from: "Worker", to: "Uploads").leadsNowhere == leadsNowhere)
      #expect(try result.edge(from: "App", to: "Uploads").leadsNowhere == false)
    }
  }

  // MARK: Clients

  @Test func `what a client says of an object must be one`() {
    func error(_ events: String) -> String? {
      slip { _ = try Self.bench(Self.toWorker, traffic: "events: \(events)") }
    }
    #expect(
      error("{name: a.png}")?.contains(
        "an event of App names no object of Uploads") == true)
    #expect(
      error("{key: [a]}")?.contains("the key of an object that App sends is no text") == true)
    #expect(
      error("{key: a, size: huge}")?.contains(
        "the size of an object that App sends is no size") == true)
    #expect(error("{key: a, size: 2 MB}") == nil)
  }

  @Test func `a client may read, and delete`() throws {
    let result = try Self.bench(
      Self.toWorker, traffic: "action: DeleteObject, events: {key: a}"
    ).run()
    #expect(try result.count("DeleteRequests", at: "Uploads") == 5)
    #expect(try result.count("Invocations", at: "Worker") == 0)
  }
}
