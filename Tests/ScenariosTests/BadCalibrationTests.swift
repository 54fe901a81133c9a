import Testing

@Suite struct BadCalibrationTests {
  static let slips: [Slip] = [
    Slip(
      "a share above the whole",
      .scenario(
        "calibration: {sqs.duplicates: 2}"),
      [
        "5:31: sqs.duplicates is 2, out of range → choose from 0 to 1"
      ]),
    Slip(
      "an interval of nothing",
      .scenario(
        "calibration: {sqs.noisyInterval: 0 s}"),
      [
        "5:34: sqs.noisyInterval is 0 s, out of range → choose from 1 ms to 1 d"
      ]),
    Slip(
      "a stretch of nothing",
      .scenario(
        "calibration: {dynamodb.sustained: 0 s}"),
      [
        "5:35: dynamodb.sustained is 0 s, out of range → choose from 1 s to 1 d"
      ]),
    Slip(
      "a quota beyond all numbers",
      .scenario(
        "calibration: {dynamodb.tableReads: 9000000000000000000}"),
      [
        "5:36: dynamodb.tableReads is 9000000000000000000, out of range → choose from 1 to "
          + "1,000,000,000, or unlimited"
      ]),
    Slip(
      "a receive that does not wait",
      .scenario(
        "calibration: {mapping.longPoll: 0 s}"),
      [
        "5:33: mapping.longPoll is 0 s, out of range → choose from 100 ms to 1 h"
      ]),
    Slip(
      "a mapping that tries again at once",
      .scenario(
        "calibration: {mapping.throttleDelay: 0 s}"),
      [
        "5:38: mapping.throttleDelay is 0 s, out of range → choose from 10 ms to 1 h"
      ]),
    Slip(
      "a function that tries again at once",
      .scenario(
        "calibration: {lambda.throttleDelay: 0 s}"),
      [
        "5:37: lambda.throttleDelay is 0 s, out of range → choose from 100 ms to 1 h"
      ]),
    Slip(
      "a mapping that is quiet at once",
      .scenario(
        "calibration: {mapping.quietAfter: 0 s}"),
      [
        "5:35: mapping.quietAfter is 0 s, out of range → choose from 1 s to 3,650 d"
      ]),
    Slip(
      "a rate of nothing",
      .scenario(
        "calibration: {lambda.provisionedRate: 0}"),
      [
        "5:39: lambda.provisionedRate is 0, out of range → choose from 1 to 1,000,000,000, or "
          + "unlimited"
      ]),
    Slip(
      "a power beyond all numbers",
      .scenario(
        "calibration: {mapping.errorExponent: 1e300}"),
      [
        "5:38: mapping.errorExponent is 1e300, out of range → choose from 0 to 100"
      ]),
    Slip(
      "a drawn time whose median is beyond ten years",
      .scenario(
        "calibration: {sns.delivery: {median: 20000 d, sigma: 1}}"),
      [
        "5:29: sns.delivery has a median out of range → choose from 0 ns to 3,650 d"
      ]),
    Slip(
      "a length of time that cannot be unlimited",
      .scenario(
        "calibration: {lambda.retryDelay: unlimited}"),
      [
        "5:34: unlimited is not a length of time → write it like 30 s or 1 h 30 min"
      ]),
    Slip(
      "a quota of the account that is nothing",
      .scenario(
        "account: {lambdaConcurrency: 0}"),
      [
        "5:30: lambda.concurrency is 0, out of range → choose from 1 to 1,000,000,000, or "
          + "unlimited"
      ]),
  ]

  @Test(arguments: slips)
  func `a value out of a parameter's range is refused with the range`(slip: Slip) {
    #expect(slip.found == slip.expected)
  }
}
