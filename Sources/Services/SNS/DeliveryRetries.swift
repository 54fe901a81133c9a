import Kernel

/// When a topic tries a failed delivery again: four phases, one after the other.
///
/// Source of the phases:
/// https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html. The steps inside
/// the backoff phase are not published; they are taken to grow by a constant factor from the least
/// to the greatest delay.
struct DeliveryRetries: Sendable {
  /// Retries without a delay.
  let immediate: Int64
  /// Retries at the least delay.
  let preBackoff: Int64
  /// Retries whose delay grows from the least to the greatest.
  let backoff: Int64
  /// Retries at the greatest delay.
  let postBackoff: Int64
  /// The least delay.
  let least: TimeSpan
  /// The greatest delay.
  let greatest: TimeSpan

  /// Endpoints that AWS runs: SQS, Lambda and Firehose.
  static let managed = DeliveryRetries(
    immediate: 3, preBackoff: 2, backoff: 10, postBackoff: 100_000, least: .seconds(1),
    greatest: .seconds(20))

  /// The delay before the n-th retry, from 1; nil where there are no more.
  func delay(before retry: Int64) -> TimeSpan? {
    var place = retry - 1
    guard place >= immediate else { return .zero }
    place -= immediate
    guard place >= preBackoff else { return least }
    place -= preBackoff
    guard place >= backoff else { return grown(place) }
    place -= backoff
    return place < postBackoff ? greatest : nil
  }

  private func grown(_ step: Int64) -> TimeSpan {
    guard backoff > 1 else { return least }
    let ratio = Double(greatest.nanoseconds) / Double(least.nanoseconds)
    let power = Double(step) / Double(backoff - 1)
    return TimeSpan(rounding: Double(least.nanoseconds) * Arithmetic.pow(ratio, power))
  }
}
