import Blueprints

/// How many messages of an account SNS takes in a second, by region.
///
/// Source: https://docs.aws.amazon.com/general/latest/gr/sns.html, standard topics.
enum PublishRates {
  /// The quota of a region, for all standard topics of the account together [1/s].
  static func perSecond(in region: String) -> Int64 {
    switch region {
    case "us-east-1": 30_000
    case "us-west-2", "eu-west-1": 9_000
    case "us-east-2", "us-west-1", "ap-south-1", "ap-northeast-2", "ap-southeast-1",
      "ap-southeast-2", "ap-northeast-1", "eu-central-1":
      1_500
    default: 300
    }
  }

  /// The quota of a region, for all FIFO topics of the account together [1/s]; where it is that of
  /// standard topics, both share it.
  static func fifoPerSecond(in region: String) -> Int64 {
    max(3_000, perSecond(in: region))
  }

  /// What the FIFO topics of the account may publish together; nil where there is no limit.
  static func fifoRate(in world: World) -> SharedRate? {
    let standard = perSecond(in: world.region, world.calibration)
    guard standard != .max else { return nil }
    let isSet = world.calibration.overrides[Topic.publishRate.name] != nil
    let own = fifoPerSecond(in: world.region)
    guard !isSet, own != standard else {
      return world.sharedRate(Topic.publishRate.name, perSecond: standard)
    }
    return world.sharedRate("FIFO \(Topic.publishRate.name)", perSecond: own)
  }

  /// The rate in force: what the scenario or the calibration sets, else the region's quota;
  /// `Int64.max` is no limit.
  static func perSecond(in region: String, _ calibration: Calibration) -> Int64 {
    let set = calibration.count(Topic.publishRate)
    let isSet = calibration.overrides[Topic.publishRate.name] != nil || set == .max
    return isSet ? set : perSecond(in: region)
  }
}
