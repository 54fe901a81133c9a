import Blueprints
import Documents
import Kernel

/// When a failed delivery to an endpoint on the web is tried again, as a template says it.
struct HealthyRetryPolicy: Settings {
  /// The most time that all retries may take together.
  static let longest = TimeSpan.hours(1)

  var least = TimeSpan.seconds(20)
  var greatest = TimeSpan.seconds(20)
  var retryCount: Int64 = 3
  var immediate: Int64 = 0
  var preBackoff: Int64 = 0
  var postBackoff: Int64 = 0
  var backoffFunction = DeliveryRetries.Growth.linear.rawValue

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.seconds(
      "minDelayTarget", &least, in: 1...3_600, "The least delay before a retry.")
    try visitor.seconds(
      "maxDelayTarget", &greatest, in: 1...3_600, "The greatest delay before a retry.")
    try visitor.visit(
      "numRetries", &retryCount, in: 0...100, "How often a failed delivery is tried again.")
    try visitor.visit(
      "numNoDelayRetries", &immediate, in: 0...100, "Of them, those without a delay.")
    try visitor.visit(
      "numMinDelayRetries", &preBackoff, in: 0...100, "Of them, those at the least delay.")
    try visitor.visit(
      "numMaxDelayRetries", &postBackoff, in: 0...100, "Of them, those at the greatest delay.")
    try visitor.choice(
      "backoffFunction", &backoffFunction,
      among: DeliveryRetries.Growth.allCases.map { $0.rawValue },
      "How the delays of the remaining retries grow from the least to the greatest.")
  }

  /// The phases that it asks for.
  var retries: DeliveryRetries {
    DeliveryRetries(
      immediate: immediate, preBackoff: preBackoff,
      backoff: max(0, retryCount - immediate - preBackoff - postBackoff),
      postBackoff: postBackoff, least: least, greatest: greatest,
      growth: DeliveryRetries.Growth(rawValue: backoffFunction) ?? .linear)
  }

  /// Whether its figures fit together.
  ///
  /// - Parameter owner: Whose policy it is, as errors name it.
  func check(of owner: String, at place: Place) throws(InputError) {
    guard least <= greatest else {
      throw InputError(
        "the minDelayTarget of \(owner) is \(least.wholeSeconds) s, above its maxDelayTarget of "
          + "\(greatest.wholeSeconds) s",
        remedy: "raise maxDelayTarget, which is 20 where it is left out", at: place)
    }
    let phases = immediate + preBackoff + postBackoff
    guard phases <= retryCount else {
      throw InputError(
        "the phases of \(owner) are \(phases) retries together, and its numRetries is "
          + "\(retryCount)",
        remedy: "numRetries counts the retries of all phases", at: place)
    }
    guard retries.total <= Self.longest else {
      throw InputError(
        "the retries of \(owner) take \(retries.total.wholeSeconds) s together",
        remedy: "SNS allows 3600 s: lower the delays or numRetries", at: place)
    }
  }
}

extension TimeSpan {
  /// Full seconds in it.
  fileprivate var wholeSeconds: Int64 { nanoseconds / 1_000_000_000 }
}
