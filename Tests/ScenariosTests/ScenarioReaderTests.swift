import Bench
import Blueprints
import Documents
import Kernel
import Testing

@testable import Scenarios

private let files = ["template.yaml": OrdersSample.template]

private func scenario(_ more: String, settings: [String] = []) throws -> Scenario {
  try Bench.scenario(OrdersSample.scenario(more), files: files, settings: settings)
}

@Suite struct ScenarioReaderTests {
  @Test(
    arguments: [
      ("auto", 0.05, 1_000), ("{precision: 2 %}", 0.02, 1_000), ("{most: 80}", 0.05, 80),
      ("{precision: 0.1, most: 10000}", 0.1, 10_000),
    ] as [(String, Double, UInt32)])
  func `replications go by precision where no number is given`(
    text: String, share: Double, most: UInt32
  ) throws {
    let goal = "goals: [lost from Shop = 0]"
    let scenario = try Bench.scenario(
      OrdersSample.scenario("template: template.yaml\nreplications: \(text)\n\(goal)"),
      files: ["template.yaml": OrdersSample.template])
    #expect(scenario.precision == Precision(share: share, most: most))
    #expect(scenario.replications == 1)
  }

  @Test func `what a scenario leaves out has the documented values`() throws {
    let scenario = try scenario("")
    #expect(scenario.title == "Orders" && scenario.about == nil)
    #expect(scenario.duration == .minutes(2) && scenario.drain == .minutes(30))
    #expect(scenario.warmUp == .zero && scenario.seed == 42 && scenario.replications == 1)
    #expect(scenario.region == "us-east-1" && scenario.calibration.name == "aws-2026")
    #expect(scenario.designs.map { $0.name } == [""] && scenario.month == nil)
    #expect(scenario.designs[0].baseRate == 50)
  }

  @Test func `a calibration is read by the kinds of its parameters`() throws {
    let calibration = try scenario(
      """
      calibration:
        base: ideal
        sns.delivery: {median: 14.65 ms, sigma: 0.4}
        lambda.idleLife: 5 min
        sqs.inFlight: unlimited
        sqs.duplicates: 0.1 %
        sdk.retries: true
      account: {lambdaConcurrency: 50, snsPublishRate: 300}
      """
    ).calibration
    #expect(calibration.name == "ideal")
    guard case .time(let delivery) = calibration.overrides["sns.delivery"] else {
      Issue.record("no time")
      return
    }
    #expect(delivery == .lognormal(.init(median: 14.65e6, sigma: 0.4)))
    guard case .span(.minutes(5)) = calibration.overrides["lambda.idleLife"],
      case .count(.max) = calibration.overrides["sqs.inFlight"],
      case .real(0.001) = calibration.overrides["sqs.duplicates"],
      case .flag(true) = calibration.overrides["sdk.retries"],
      case .count(50) = calibration.overrides["lambda.concurrency"],
      case .count(300) = calibration.overrides["sns.publishRate"]
    else {
      Issue.record("\(calibration.overrides)")
      return
    }
  }

  @Test func `a setting changes the scenario, or the template`() throws {
    let scenario = try scenario(
      "calibration: aws-2026",
      settings: [
        "duration=5 min", "seed=7", "traffic.Shop.rate=100/s", "traffic.Shop.spikes.0.for=20 s",
        "calibration.sns.delivery.median=20 ms", "calibration.sns.delivery.sigma=0.5",
        "OrderQueue.VisibilityTimeout=120", "OrderQueue.RedrivePolicy.maxReceiveCount=9",
      ])
    #expect(scenario.duration == .minutes(5) && scenario.seed == 7)
    let shop = scenario.designs[0].traffic[0].document
    #expect(shop["rate"]?.text == "100/s")
    #expect(shop["spikes"]?.list?[0]["for"]?.text == "20 s")
    #expect(scenario.calibration.name == "aws-2026")
    guard case .time(let delivery) = scenario.calibration.overrides["sns.delivery"] else {
      Issue.record("no time")
      return
    }
    #expect(delivery == .lognormal(.init(median: 20e6, sigma: 0.5)))
    let queue = try #require(scenario.designs[0].directory["OrderQueue"])
    #expect(queue.properties["VisibilityTimeout"]?.number?.integer == 120)
    #expect(queue.properties["RedrivePolicy"]?["maxReceiveCount"]?.number?.integer == 9)
  }

  @Test func `a design replaces what has the same name, and shares the rest`() throws {
    let scenario = try Bench.scenario(
      """
      duration: 1 min
      traffic:
        Shop: {to: OrderQueue, rate: 5/s}
        Till: {to: OrderQueue, rate: 1/s}
      behavior: {ProcessOrder: {duration: 10 ms}}
      goals: [lost from Shop = 0]
      designs:
        plain: template.yaml
        careful:
          template: template.yaml
          traffic: {Shop: {to: OrderPlaced, rate: 7/s}}
          goals: [lost from Till = 0, lost = 0]
          faults: [{at: 1 s, stop: ProcessOrder}]
      """, files: files, settings: ["designs.careful.traffic.Shop.rate=8/s"])
    #expect(scenario.designs.map { $0.name } == ["plain", "careful"])
    #expect(scenario.designs.map { $0.baseRate } == [6, 9])
    #expect(scenario.designs.map { $0.goals.count } == [1, 2])
    #expect(scenario.designs.map { $0.faults.count } == [0, 1])
    #expect(scenario.designs[1].traffic.map { $0.name } == ["Shop", "Till"])
    #expect(scenario.designs[1].traffic[0].document["to"]?.text == "OrderPlaced")
  }

  @Test func `what is not modelled yet is a note`() throws {
    let bench = try Bench(
      template: OrdersSample.template + "\n  Wall: {Type: AWS::WAFv2::WebACL}\n",
      scenario: OrdersSample.scenario(
        """
        actions: [{at: 1 min, redrive: OrderDLQ}]
        """),
      settings: ["traffic.Shop.group={$zipf: {of: 10, exponent: 1}}"])
    #expect(bench.notes == ["AWS::WAFv2::WebACL (Wall) is not modelled"])
  }

  @Test func `parameters of the template come from the scenario`() throws {
    let template = """
      Parameters: {Wait: {Type: Number}, Stage: {Type: String, Default: dev}}
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties: {VisibilityTimeout: !Ref Wait, QueueName: !Sub "orders-${Stage}"}
      """
    let scenario = try Bench.scenario(
      """
      duration: 1 min
      template: template.yaml
      parameters: {Wait: 77, Stage: prod}
      traffic: {Shop: {to: Orders, rate: 1/s}}
      """, files: ["template.yaml": template])
    let queue = try #require(scenario.designs[0].directory["Orders"])
    #expect(queue.properties["VisibilityTimeout"]?.scalarText == "77")
    #expect(queue.physicalName == "orders-prod")
  }
}
