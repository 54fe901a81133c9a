/// How far the number of instances may deviate from what is wanted while some are replaced.
///
/// Without a maintenance policy a tenth may be missing, one at least, and none is launched before
/// another one is terminated.
struct ReplacementLimits: Equatable, Sendable {
  /// How many percent must be there; nil where there is no policy.
  var minimum: Int64?
  /// How many percent may be there.
  var maximum: Int64 = 100

  /// How many instances in service a group keeps while it replaces others.
  func fewest(of desired: Int64) -> Int64 {
    guard let minimum else { return desired - max(1, desired / 10) }
    let least = Self.share(minimum, of: desired)
    // Where none may be launched ahead, one at least has to go first.
    return most(of: desired) > desired ? least : max(0, min(least, desired - 1))
  }

  /// How many instances a group may have while it replaces some.
  func most(of desired: Int64) -> Int64 {
    maximum > 100 ? max(desired + 1, Self.share(maximum, of: desired)) : desired
  }

  private static func share(_ percent: Int64, of desired: Int64) -> Int64 {
    (desired * percent + 99) / 100
  }
}
