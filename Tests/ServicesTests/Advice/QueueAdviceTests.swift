import Bench
import Blueprints
import Studies
import Testing

@testable import Services

/// What is said of queues and their mappings, beside the border where nothing is.
@Suite struct QueueAdviceTests {
  private struct Shop {
    var queue = "VisibilityTimeout: 180"
    var redrive = "RedrivePolicy: {deadLetterTargetArn: !GetAtt D.Arn, maxReceiveCount: 5}"
    var letters = "MessageRetentionPeriod: 1209600"
    var function = "Timeout: 30"
    var mapping = "FunctionResponseTypes: [ReportBatchItemFailures]"
    var behavior = "duration: 10 ms"
    var rate = "5/s"
    var alarm = true
    /// Further resources.
    var more = ""
    var traffic = ""
    var drain = "10 min"
    var calibration = "ideal"

    var template: String {
      """
      Resources:
        D: {Type: AWS::SQS::Queue, Properties: {\(letters)}}
        Q:
          Type: AWS::SQS::Queue
          Properties: {\(queue), \(redrive)}
        F: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, \(function)}}
        M:
          Type: AWS::Lambda::EventSourceMapping
          Properties: {EventSourceArn: !GetAtt Q.Arn, FunctionName: !Ref F, \(mapping)}
      """ + (alarm ? "\n" + Self.alarm : "") + more
    }

    private static let alarm = """
        A:
          Type: AWS::CloudWatch::Alarm
          Properties:
            Namespace: AWS/SQS
            MetricName: ApproximateNumberOfMessagesVisible
            Dimensions: [{Name: QueueName, Value: !GetAtt D.QueueName}]
            Statistic: Maximum
            Period: 60
            EvaluationPeriods: 1
            Threshold: 0
            ComparisonOperator: GreaterThanThreshold
      """

    func names() throws -> [String] { try advice().map { $0.name } }

    func advice() throws -> [Advice] {
      let result = try Bench(
        template: template,
        scenario: """
          {duration: 60 s, drain: \(drain), calibration: \(calibration),
           traffic: {App: {to: Q, rate: \(rate), arrivals: constant\(traffic)}},
           behavior: {F: {\(behavior)}}}
          """
      ).run()
      return result.nodes.flatMap { $0.advice }
    }
  }

  @Test func `a queue as AWS recommends it gets no advice`() throws {
    #expect(try Shop().names() == [])
  }

  @Test func `a visibility timeout below six times the function's is told, with what to set`()
    throws
  {
    var shop = Shop(queue: "VisibilityTimeout: 179")
    let advice = try #require(try shop.advice().first)
    #expect(advice.name == "visibility timeout below six times the function's")
    #expect(advice.figure == "VisibilityTimeout 2 min 59 s, Timeout 30 s")
    #expect(advice.setting == .init("Q", "VisibilityTimeout", "180"))
    shop = Shop(mapping: Shop().mapping + ", MaximumBatchingWindowInSeconds: 5")
    #expect(try shop.advice().first?.setting?.value == "185")
  }

  @Test(arguments: [(4, true), (5, false)])
  func `maxReceiveCount below 5 is told`(count: Int, isTold: Bool) throws {
    let shop = Shop(
      redrive: "RedrivePolicy: {deadLetterTargetArn: !GetAtt D.Arn, maxReceiveCount: \(count)}")
    #expect(try shop.names().contains("maxReceiveCount below 5") == isTold)
  }

  @Test func `a queue without a dead-letter queue is told`() throws {
    #expect(
      try Shop(redrive: "DelaySeconds: 0", alarm: false).names() == ["no dead-letter queue"])
  }

  @Test(arguments: [("1209600", false), ("345600", true)])
  func `a dead-letter queue keeps messages longer than its queue`(
    retention: String, isTold: Bool
  ) throws {
    let names = try Shop(letters: "MessageRetentionPeriod: \(retention)").names()
    #expect(
      names.contains("the dead-letter queue keeps messages no longer than the queue") == isTold)
  }

  @Test func `messages of a FIFO queue begin anew in its dead-letter queue`() throws {
    let shop = Shop(
      queue: "FifoQueue: true, VisibilityTimeout: 180",
      letters: "FifoQueue: true, MessageRetentionPeriod: 345600", traffic: ", group: {count: 50}")
    #expect(try shop.names() == [])
  }

  @Test func `a dead-letter queue without an alarm is told`() throws {
    #expect(try Shop(alarm: false).names() == ["no alarm on the dead-letter queue"])
  }

  @Test func `whole batches are told only where some failed`() throws {
    let name = "partial batch responses are off"
    #expect(try !Shop(mapping: "BatchSize: 10").names().contains(name))
    let failing = "duration: 10 ms, fails: 10 %"
    #expect(try Shop(mapping: "BatchSize: 10", behavior: failing).names().contains(name))
    #expect(try !Shop(mapping: "BatchSize: 1", behavior: failing).names().contains(name))
    #expect(try !Shop(behavior: failing).names().contains(name))
  }

  @Test func `errors that count as done are told`() throws {
    let advice = try Shop(behavior: "duration: 10 ms, fails: 50 %, errors: caught").advice()
    #expect(advice.first?.name == "errors are caught and reported as success")
    #expect(advice.first?.harm == .loss)
  }

  @Test(arguments: [("4", true), ("6", false)])
  func `a reservation below MaximumConcurrency is told`(reserved: String, isTold: Bool) throws {
    let shop = Shop(
      function: "Timeout: 30, ReservedConcurrentExecutions: \(reserved)",
      mapping: Shop().mapping + ", ScalingConfig: {MaximumConcurrency: 6}")
    #expect(
      try shop.names() == (isTold ? ["reserved concurrency below MaximumConcurrency"] : []))
  }

  @Test(arguments: [("10", true), ("20", false)])
  func `what mappings may run together is compared with a reservation`(
    reserved: String, isTold: Bool
  ) throws {
    let mapping = Shop().mapping + ", ScalingConfig: {MaximumConcurrency: 10}"
    let shop = Shop(
      function: "Timeout: 30, ReservedConcurrentExecutions: \(reserved)", mapping: mapping,
      more: """

          Q2:
            Type: AWS::SQS::Queue
            Properties: {VisibilityTimeout: 180, \(Shop().redrive)}
          M2:
            Type: AWS::Lambda::EventSourceMapping
            Properties: {EventSourceArn: !GetAtt Q2.Arn, FunctionName: !Ref F, \(mapping)}
        """)
    let told = try shop.advice()
    #expect(
      told.map { $0.setting }
        == (isTold ? [.init("F", "ReservedConcurrentExecutions", "20")] : []))
    #expect(
      told.map { $0.figure }
        == (isTold
          ? [
            "reserved 10, MaximumConcurrency 20 of 2 mappings together; 0 runs were turned away"
          ] : []))
  }

  @Test func `a mapping that receives in vain is told to set MaximumConcurrency`() throws {
    var shop = Shop(
      function: "Timeout: 30, ReservedConcurrentExecutions: 2",
      mapping: Shop().mapping + ", BatchSize: 1", behavior: "duration: 1 s", rate: "4/s",
      calibration: "{base: ideal, mapping.seesReservedConcurrency: false}")
    let told = try shop.advice().filter { $0.name == "MaximumConcurrency is not set" }
    #expect(told.map { $0.setting } == [.init("M", "ScalingConfig.MaximumConcurrency", "2")])
    // It is the mapping that has to change, and not what is reserved.
    #expect(try !shop.names().contains { $0.hasPrefix("reserved concurrency is") })
    // Where the mapping sees how much room there is, nothing is turned away.
    shop.calibration = "ideal"
    #expect(try !shop.names().contains("MaximumConcurrency is not set"))
    #expect(try shop.names().contains("reserved concurrency below 5"))
  }

  @Test(arguments: [("5/s", false), ("20/s", true)])
  func `one message a run is told where there are many`(rate: String, isTold: Bool) throws {
    let shop = Shop(mapping: Shop().mapping + ", BatchSize: 1", rate: rate)
    #expect(try shop.names().contains("one message a run") == isTold)
  }

  @Test(arguments: [("Timeout: 4", "3500 ms", true), ("Timeout: 5", "3500 ms", false)])
  func `a timeout near what runs take is told`(
    function: String, work: String, isTold: Bool
  ) throws {
    let shop = Shop(
      function: function, mapping: Shop().mapping + ", BatchSize: 1",
      behavior: "duration: \(work)", rate: "1/s")
    #expect(try shop.names().contains("timeout near the time that runs take") == isTold)
  }

  @Test func `the longest timeout cannot be raised`() throws {
    let shop = Shop(
      queue: "VisibilityTimeout: 5400", function: "Timeout: 900",
      mapping: Shop().mapping + ", BatchSize: 1", behavior: "duration: 800 s", rate: "0.1/s",
      drain: "30 min")
    let told = try shop.advice()
    #expect(told.map { $0.name } == ["timeout near the time that runs take"])
    #expect(
      told.map { $0.recommendation } == [
        "split the work, as no run may take longer than 15 minutes"
      ])
    #expect(told.first?.setting == nil)
  }
}
