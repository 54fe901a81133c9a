import Documents
import Services
import Testing

@testable import Commands

/// A shop that is small enough to be run at many points.
enum SweepShop {
  static let template = """
    Resources:
      Orders: {Type: AWS::SQS::Queue}
      Ship:
        Type: AWS::Lambda::Function
        Properties:
          {Runtime: nodejs22.x, Handler: a.b, Timeout: 20, Role: r, Code: {ZipFile: x},
           ReservedConcurrentExecutions: 20}
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Ship, BatchSize: 1}
    """
  static let scenario = """
    title: Shop
    duration: 5 s
    drain: 5 min
    template: template.yaml
    traffic: {Buyers: {to: Orders, rate: 10/s}}
    behavior: {Ship: {duration: 200 ms}}
    goals: [p99 of latency Buyers to Ship < 2 s, lost = 0]
    """

  static func desk(
    _ scenario: String = Self.scenario, study: String? = nil, template: String = Self.template
  ) -> Desk {
    var files = [
      "scenarios/shop/scenario.yaml": scenario, "scenarios/shop/template.yaml": template,
      "scenarios/shop/tight.yaml": template.replacing(
        "ReservedConcurrentExecutions: 20", with: "ReservedConcurrentExecutions: 1"),
    ]
    if let study { files["scenarios/shop/study.yaml"] = study }
    return Desk(files)
  }

  /// What a sweep wrote into a folder, without what it was read from.
  static func written(_ desk: Desk, below folder: String = "reports/shop/sweep") -> [String: String]
  {
    desk.files.filter { $0.key.hasPrefix(folder + "/") }
  }

  static let vary =
    "--vary Ship.ReservedConcurrentExecutions=1,4,6 --vary Mapping.BatchSize=1,5 --replications 2"
}
