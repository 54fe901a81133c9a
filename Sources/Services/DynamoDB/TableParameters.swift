import Blueprints
import Kernel

/// What a table reads from the calibration.
enum TableParameters {
  private static let guide = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"

  static let all = always + ofOnDemand + ofProvisioned + [includedShare, expiryDelay, newItems]

  /// What shapes every table.
  static let always = [
    readLatency, writeLatency, blockLatency, consistentReads, partitionReads, partitionWrites,
    leastPartitions, adaptiveCapacity, heat, tokens,
  ]
  /// What shapes a table that is paid per request.
  static let ofOnDemand = [initialReads, initialWrites, tableReads, tableWrites, sustained, growth]
  /// What shapes a table whose capacity is provisioned.
  static let ofProvisioned = [burst, initialBurst, update]

  static let readLatency = Parameter(
    "dynamodb.read", .time(.lognormal(.init(median: 4e6, p99: 20e6))), in: .anyLength,
    "How long a read of up to 4 KB takes for its caller.",
    source: .assumption("AWS says single-digit milliseconds and publishes no percentiles")
  ).ideally(.span(.zero))

  static let writeLatency = Parameter(
    "dynamodb.write", .time(.lognormal(.init(median: 6e6, p99: 25e6))), in: .anyLength,
    "How long a write of up to 4 KB takes for its caller.",
    source: .assumption("AWS says single-digit milliseconds and publishes no percentiles")
  ).ideally(.span(.zero))

  static let blockLatency = Parameter(
    "dynamodb.block", .span(.microseconds(200)), in: .lengths(.zero ... .hours(1)),
    "What every further 4 KB of a request add to its latency.",
    source: .assumption("AWS says that latency grows with the item and gives no figures")
  ).ideally(.span(.zero))

  static let consistentReads = Parameter(
    "dynamodb.consistentReads", .flag(false), in: .flags,
    "Whether reads are strongly consistent, which doubles the units that they use.",
    source: .documented(guide + "HowItWorks.ReadConsistency.html"))

  static let burst = Parameter(
    "dynamodb.burst", .span(.seconds(300)), in: .lengths(.zero ... .days(1)),
    "For how long unused provisioned capacity is kept.",
    source: .documented(guide + "burst-adaptive-capacity.html"))

  static let initialBurst = Parameter(
    "dynamodb.initialBurst", .real(1), in: .shares,
    "Which part of what it may save up a provisioned table begins with.",
    source: .assumption("AWS says what is kept, and not what a new table has; here it has waited"))

  static let initialReads = Parameter(
    "dynamodb.initialReads", .count(12_000), in: .limit,
    "Read units in a second that a new on-demand table is ready for.",
    source: .documented(guide + "on-demand-capacity-mode.html")
  ).ideally(.count(.max))

  static let initialWrites = Parameter(
    "dynamodb.initialWrites", .count(4_000), in: .limit,
    "Write units in a second that a new on-demand table is ready for.",
    source: .documented(guide + "on-demand-capacity-mode.html")
  ).ideally(.count(.max))

  static let tableReads = Parameter(
    "dynamodb.tableReads", .count(40_000), in: .limit,
    "The most read units in a second of one table or index.",
    source: .documented(guide + "ServiceQuotas.html")
  ).ideally(.count(.max))

  static let tableWrites = Parameter(
    "dynamodb.tableWrites", .count(40_000), in: .limit,
    "The most write units in a second of one table or index.",
    source: .documented(guide + "ServiceQuotas.html")
  ).ideally(.count(.max))

  static let sustained = Parameter(
    "dynamodb.sustained", .span(.minutes(1)), in: .lengths(.seconds(1) ... .days(1)),
    "For how long an on-demand table has to serve a rate until that is its new peak, at once up to "
      + "twice the peak before.",
    source: .assumption(
      "AWS says sustained and gives no length, nor how a table grows within the 30 minutes; its "
        + "metrics are of one minute"))

  static let growth = Parameter(
    "dynamodb.growth", .span(.minutes(30)), in: .anyLength,
    "How long after a peak an on-demand table takes one that is more than twice as high for its "
      + "new peak.",
    source: .documented(guide + "on-demand-capacity-mode.html"))

  static let partitionReads = Parameter(
    "dynamodb.partitionReads", .count(3_000), in: .limit,
    "The most read units in a second that one partition serves.",
    source: .documented(guide + "burst-adaptive-capacity.html")
  ).ideally(.count(.max))

  static let partitionWrites = Parameter(
    "dynamodb.partitionWrites", .count(1_000), in: .limit,
    "The most write units in a second that one partition serves.",
    source: .documented(guide + "burst-adaptive-capacity.html")
  ).ideally(.count(.max))

  static let leastPartitions = Parameter(
    "dynamodb.leastPartitions", .count(1), in: .counts(1...100_000),
    "The fewest partitions of a table or an index, as one has that is large; throughput asks for "
      + "more where these do not serve it.",
    source: .assumption("AWS publishes what a partition serves, and not how many there are"))

  static let adaptiveCapacity = Parameter(
    "dynamodb.adaptiveCapacity", .flag(true), in: .flags,
    "Whether a busy partition may use what others of a provisioned table leave, up to its limit; "
      + "else each has an even share.",
    source: .documented(guide + "burst-adaptive-capacity.html"))

  static let heat = Parameter(
    "dynamodb.heat", .span(.minutes(5)), in: .lengths(.seconds(1) ... .days(1), orUnlimited: true),
    "For how long a partition turns requests away before it is split.",
    source: .assumption("AWS says over time; what people see are minutes"))

  static let includedShare = Parameter(
    "dynamodb.includedShare", .real(0.5), in: .shares,
    "Which part of an item stands in an index that includes some of its attributes.",
    source: .assumption("attributes have no sizes of their own here"))

  static let newItems = Parameter(
    "dynamodb.newItems", .real(1), in: .shares,
    "Which part of what is put is stored as a new item, where nobody names a key and one caller "
      + "alone writes; the rest replaces what lay there.",
    source: .assumption("without a key every message is taken to have an item of its own"))

  static let tokens = Parameter(
    "dynamodb.tokens", .span(.minutes(10)), in: .lengths(.zero ... .days(1)),
    "For how long a transaction that is sent again is known to be done.",
    source: .documented(guide + "transaction-apis.html"))

  static let expiryDelay = Parameter(
    "dynamodb.expiryDelay", .time(.uniform(.init(minimum: 0, maximum: 172_800e9))), in: .anyLength,
    "How long after its time an item is found to have expired, and deleted.",
    source: .assumption("AWS says typically within a few days, and formerly said 48 hours")
  ).ideally(.span(.zero))

  static let update = Parameter(
    "dynamodb.update", .span(.minutes(3)), in: .lengths(.zero ... .days(1)),
    "From a request for other provisioned capacity until the table has it.",
    source: .assumption("AWS says several minutes")
  ).ideally(.span(.zero))
}
