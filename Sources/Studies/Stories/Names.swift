/// What stories read by its name, for want of a role that says it: names of measures and of bounds.
///
/// Every measure here is declared by some service, every bound is a ceiling of one; whatever else
/// stories read they find by the roles of measures.
enum Names {
  /// What queues count that hand messages out, and what is deleted there.
  static let received = "NumberOfMessagesReceived"
  static let deleted = "NumberOfMessagesDeleted"
  /// What clients sent a second time.
  static let repeats = "MessagesRepeated"
  /// What receivers of a queue hold.
  static let inFlight = "ApproximateNumberOfMessagesNotVisible"
  /// Runs of a function that failed.
  static let errors = "Errors"
  /// What a mapping has at once, and what it may have by now.
  static let (batches, target) = ("ConcurrentBatches", "ConcurrencyTarget")
  /// Messages that a mapping gave back without a run, or after one that failed.
  static let (givenBack, failedInvoke) = ("GivenBackEventCount", "FailedInvokeEventCount")
  /// Messages that a mapping handed to its function, those that it handed before too.
  static let invoked = "InvokedEventCount"
  /// What a server works on, and how many of its kind serve.
  static let (workers, machines) = ("ActiveWorkers", "ServingMachines")
  /// How many machines a group tries to have, by its service, and how often a policy changed that.
  static let (wanted, changes) = (["GroupDesiredCapacity", "DesiredTaskCount"], "CapacityChanges")
  /// What lets a burstable machine compute.
  static let credits = "CPUCreditBalance"
  /// The age of what was read of a shard, by whomever: each reader has a measure of its own.
  static let streamAge = "GetRecords.IteratorAgeMilliseconds"
  /// The age of an event at each attempt, those after failures too.
  static let attemptAge = "AsyncEventAge"
  /// What a table turned away in all, beside the counts by their reason.
  static let generalThrottles = ["ReadThrottleEvents", "WriteThrottleEvents"]
  /// Counts by a reason of which another count is a part: what all partitions of a table turned
  /// away together is no matter of one of them.
  static let narrower = [
    "ReadKeyRangeThroughputThrottleEvents": "ReadReadinessThrottleEvents",
    "WriteKeyRangeThroughputThrottleEvents": "WriteReadinessThrottleEvents",
  ]
  /// How the names of counts by their reason end.
  static let throttlesByReason = "ThrottleEvents"

  /// All measures.
  static let measures =
    [
      received, deleted, inFlight, errors, batches, target, givenBack, failedInvoke, invoked,
      workers, machines, credits, streamAge, attemptAge, repeats, changes,
    ] + wanted + generalThrottles + narrower.keys.sorted() + narrower.values.sorted()

  /// What the concurrency of a function of its own is called.
  static let reservation = "reserved concurrency"
  /// What the concurrency of an account is called at functions that have none of their own.
  static let shared = "unreserved concurrency"
  /// Bounds at which nothing waits by itself: more comes from elsewhere, or is told otherwise.
  static let soft = [shared, "provisioned concurrency", "MaxSize", "tasks"]
  /// What bounds computing is called.
  static let cores = ["CPU", "CPU credits"]
}
