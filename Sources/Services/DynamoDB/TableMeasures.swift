import Blueprints
import Kernel
import Measures

/// What a table measures; its global indexes have those of capacity too, under their names.
extension Table {
  static let throttled = Measure(
    "ThrottledRequests", .count, in: .requests, role: .throttling,
    "Requests turned away for lack of capacity; of batches those of which nothing was done."
  )
  static let systemErrors = Measure(
    "SystemErrors", .count, in: .requests, role: .failure, "Requests answered with a server error.")
  static let userErrors = Measure(
    "UserErrors", .count, in: .requests, role: .failure,
    "Requests refused for good, as an item over 400 KB.")
  static let readThrottles = Measure(
    "ReadThrottleEvents", .count, in: .requests, role: .throttling,
    "Reads turned away, whatever the reason, each item of a batch by itself.")
  static let writeThrottles = Measure(
    "WriteThrottleEvents", .count, in: .requests, role: .throttling,
    "Writes turned away, whatever the reason, each item of a batch by itself.")
  static let consumedReads = Measure(
    "ConsumedReadCapacityUnits", .count, in: .capacityUnits, role: .volume,
    "Read units used; of two halves the second is counted, with the first.")
  static let consumedWrites = Measure(
    "ConsumedWriteCapacityUnits", .count, in: .capacityUnits, role: .volume, "Write units used.")
  static let provisionedReads = Measure(
    "ProvisionedReadCapacityUnits", .gauge, in: .capacityUnits, role: .concurrency,
    "Read units a second that are provisioned.")
  static let provisionedWrites = Measure(
    "ProvisionedWriteCapacityUnits", .gauge, in: .capacityUnits, role: .concurrency,
    "Write units a second that are provisioned.")
  static let unmetConditions = Measure(
    "ConditionalCheckFailedRequests", .count, in: .requests, role: .failure,
    "Writes whose condition did not hold; they are paid for.")
  static let expired = Measure(
    "TimeToLiveDeletedItemCount", .count, in: .count,
    "Items that were found to have expired, and deleted at no cost.")
  static let latency = Measure(
    "SuccessfulRequestLatency", .samples, in: .nanoseconds, role: .response,
    "Time until the caller has the answer of a successful request, for each operation.")

  /// The throttles of reads by reason, in the order of the reasons.
  static let readReasons = reasons(of: "Read")
  /// The throttles of writes by reason, in the order of the reasons.
  static let writeReasons = reasons(of: "Write")

  /// What CloudWatch does not keep.
  static let unkept = [readReasons, writeReasons].map {
    $0[TableCapacity.Reason.readiness.rawValue].name
  }

  private static func reasons(of direction: String) -> [Measure] {
    let kind = direction == "Read" ? "Reads" : "Writes"
    return TableCapacity.Reason.allCases.map { reason in
      switch reason {
      case .accountLimit:
        Measure(
          direction + "AccountLimitThrottleEvents", .count, in: .requests, role: .throttling,
          kind + " past the account's quota for one table.")
      case .maxOnDemandThroughput:
        Measure(
          direction + "MaxOnDemandThroughputThrottleEvents", .count, in: .requests,
          role: .throttling,
          kind + " past the bound that the template sets.")
      case .provisionedThroughput:
        Measure(
          direction + "ProvisionedThroughputThrottleEvents", .count, in: .requests,
          role: .throttling,
          kind + " past the provisioned capacity and its burst.")
      case .keyRangeThroughput:
        Measure(
          direction + "KeyRangeThroughputThrottleEvents", .count, in: .requests, role: .throttling,
          kind + " past what one partition serves, or what an on-demand table is ready for yet.")
      case .readiness:
        Measure(
          direction + "ReadinessThrottleEvents", .count, in: .requests, role: .throttling,
          "Of these, those past what all partitions serve together by now.")
      }
    }
  }
}
