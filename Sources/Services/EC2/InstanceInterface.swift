import Blueprints
import Kernel

/// The part of EC2's API that is about the instances of a node; all nodes of an account share what
/// bounds it.
final class InstanceInterface {
  /// What bounds one action.
  private struct Throttle {
    let requests: SharedRate
    let resources: SharedRate?

    init(_ action: InstanceAction, in world: World) {
      requests = Self.rate("\(action.name) requests", action.requests, in: world)
      resources = action.resources.map { Self.rate("\(action.name) instances", $0, in: world) }
    }

    private static func rate(
      _ name: String, _ bucket: InstanceAction.Bucket, in world: World
    ) -> SharedRate {
      world.sharedRate("ec2 " + name, perSecond: bucket.rate, burst: bucket.burst)
    }
  }

  private let throttles: [Throttle]
  private let time: DrawnTime
  private let isBounded: Bool

  init(of label: String, in world: World) {
    throttles = InstanceAction.allCases.map { Throttle($0, in: world) }
    time = DrawnTime(EC2Parameters.request, for: "ec2/\(label)", in: world)
    isBounded = world.calibration.flag(EC2Parameters.throttling)
  }

  /// What a request hears that is about so many instances: that it is done, or that there were too
  /// many (RequestLimitExceeded).
  ///
  /// A request that is throttled for its instances has used up its token for the request.
  func answer(
    _ action: InstanceAction, about count: Int64, _ name: Name, _ attempt: UInt32, in world: World
  ) -> Answer {
    let time = time.length(for: name, attempt)
    let throttle = throttles[Int(action.rawValue)]
    guard isBounded else { return .done(after: time) }
    guard throttle.requests.take(at: world.now),
      throttle.resources?.take(count, at: world.now) != false
    else { return .throttled(after: time) }
    return .done(after: time)
  }
}
