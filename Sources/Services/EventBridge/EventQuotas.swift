import Blueprints

/// How many events of an account EventBridge takes and hands on in a second, by region.
///
/// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html.
enum EventQuotas {
  /// Requests of PutEvents that are taken; more are turned away [1/s].
  static func requests(in region: String) -> Int64 {
    switch group(of: region) {
    case .first: 10_000
    case .second: 2_400
    case .third: 1_200
    case .fourth: 600
    case .other: 400
    }
  }

  /// Invocations of targets; more of them wait [1/s].
  static func invocations(in region: String) -> Int64 {
    switch group(of: region) {
    case .first: 18_750
    case .second: 4_500
    case .third: 2_250
    case .fourth: 1_100
    case .other: 750
    }
  }

  /// How many rules a bus may have before AWS has to be asked.
  static func rules(in region: String) -> Int {
    region == "af-south-1" || region == "eu-south-1" ? 100 : 300
  }

  /// The rate in force: what the scenario or the calibration sets, else the region's quota;
  /// `Int64.max` is no limit.
  static func inForce(
    _ parameter: Parameter, in world: World, _ quota: (String) -> Int64
  ) -> Int64 {
    let set = world.calibration.count(parameter)
    let isSet = world.calibration.overrides[parameter.name] != nil || set == .max
    return isSet ? set : quota(world.region)
  }

  /// Regions that share their quotas.
  private enum Group { case first, second, third, fourth, other }

  private static func group(of region: String) -> Group {
    switch region {
    case "us-east-1", "us-west-2", "eu-west-1": .first
    case "us-east-2", "eu-central-1", "eu-south-2": .second
    case "us-west-1", "ap-northeast-1", "ap-southeast-1", "ap-southeast-2", "eu-west-2": .third
    case "ap-east-1", "ap-northeast-2", "ap-south-1", "ca-central-1", "eu-north-1", "eu-west-3",
      "sa-east-1":
      .fourth
    default: .other
    }
  }
}
