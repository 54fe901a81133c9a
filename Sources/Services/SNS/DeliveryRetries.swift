import Kernel

/// When a topic tries a failed delivery again: four phases, one after the other.
///
/// Source of the phases:
/// https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html. The steps inside
/// the backoff phase are not published; see `Growth` for what is assumed.
struct DeliveryRetries: Sendable {
  /// How the delays of the backoff phase grow from the least to the greatest.
  enum Growth: String, Sendable, CaseIterable {
    /// By the same length each time.
    case linear
    /// By lengths that grow evenly.
    case arithmetic
    /// By the same factor each time.
    case geometric
    /// By the same factor each time too: AWS draws two curves and gives no formula.
    case exponential
  }

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
  /// How the delays between them grow.
  var growth = Growth.exponential

  /// Endpoints that AWS runs: SQS, Lambda and Firehose.
  static let managed = DeliveryRetries(
    immediate: 3, preBackoff: 2, backoff: 10, postBackoff: 100_000, least: .seconds(1),
    greatest: .seconds(20))

  /// Endpoints that customers run: e-mail, text messages, mobile push; and a Firehose stream that
  /// throttles.
  static let customer = DeliveryRetries(
    immediate: 0, preBackoff: 2, backoff: 10, postBackoff: 38, least: .seconds(10),
    greatest: .seconds(600))

  /// All delays together, before jitter.
  var total: TimeSpan {
    let steps = (0..<backoff).reduce(TimeSpan.zero) { $0 + grown($1) }
    return least * preBackoff + steps + greatest * postBackoff
  }

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
    let (low, high) = (Double(least.nanoseconds), Double(greatest.nanoseconds))
    let (place, last) = (Double(step), Double(backoff - 1))
    switch growth {
    case .linear: return TimeSpan(rounding: low + (high - low) * place / last)
    case .arithmetic:
      let share = place * (place + 1) / (last * (last + 1))
      return TimeSpan(rounding: low + (high - low) * share)
    case .geometric, .exponential:
      return TimeSpan(rounding: low * Arithmetic.pow(high / low, place / last))
    }
  }
}
