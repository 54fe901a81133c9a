import Testing

@Suite struct BadStepTests {
  static let slips: [Slip] = [
    Slip(
      "all of what is wrong with one behavior",
      .scenario(
        "behavior: {ProcessOrder: {duration: 5, perbatch: 1 ms, parallel: 0, fails: 120 %, "
          + "init: 3, logs: x, steps: [{PutItem: Tabel}, {compute: 5}, {waits: 1 ms}]}}"),
      [
        "5:37: 5 has no unit → write 5 s, 5 min or 5 h",
        "5:40: the behavior of ProcessOrder has no perbatch → did you mean perBatch?",
        "5:66: parallel must be at least 1 → leave it out to run one after the other",
        "5:76: 120 % is more than the whole → write a share up to 100 %",
        "5:89: 3 has no unit → write 3 s, 3 min or 3 h",
        "5:98: x is not a size → write it like 400 B or 256 KB",
        "5:119: Tabel is neither a resource nor an outside endpoint → name what the step calls",
        "5:137: 5 has no unit → write 5 s, 5 min or 5 h",
        "5:142: no step is called waits → did you mean wait?",
      ]),
    Slip(
      "repetitions of nothing without end",
      .scenario(
        "behavior: {ProcessOrder: {steps: [repeat: {times: 1000, steps: [repeat: {times: 1000, "
          + "steps: []}]}]}}"),
      [
        "5:73: ProcessOrder has more than 100,000 steps, branches and repetitions → repeat "
          + "less often"
      ]),
    Slip(
      "branches of nothing without end",
      .scenario(
        "behavior: {ProcessOrder: {steps: [repeat: {times: 1000, steps: [repeat: {times: 1000, "
          + "steps: [parallel: [[], []]]}]}]}}"),
      [
        "5:95: ProcessOrder has more than 100,000 steps, branches and repetitions → repeat "
          + "less often"
      ]),
    Slip(
      "a key beside a step",
      .scenario(
        "behavior: {ProcessOrder: {steps: [{compute: 1 ms, extra: 3}]}}"),
      [
        "5:51: compute takes no extra → leave it out, or begin a step of its own with a dash"
      ]),
    Slip(
      "a call beside a step",
      .scenario(
        "behavior: {ProcessOrder: {steps: [{compute: 1 ms, PutItem: OrdersTable}]}}"),
      [
        "5:51: compute takes no PutItem → leave it out, or begin a step of its own with a dash"
      ]),
    Slip(
      "a call with a key that nobody knows",
      .scenario(
        "behavior: {ProcessOrder: {steps: [{PutItem: OrdersTable, sise: 2 KB}]}}"),
      [
        "5:58: PutItem takes no sise → did you mean size?"
      ]),
    Slip(
      "a size beside a step that is no call",
      .scenario(
        "behavior: {ProcessOrder: {steps: [{size: 2 KB, compute: 1 ms}]}}"),
      [
        "5:36: compute takes no size → leave it out, or begin a step of its own with a dash"
      ]),
    Slip(
      "a branch with a key that nobody knows",
      .scenario(
        "behavior: {ProcessOrder: {steps: [choose: [{weight: 1, step: [compute: 1 ms]}]]}}"),
      [
        "5:56: a branch takes no step → did you mean steps?"
      ]),
    Slip(
      "a branch without a weight",
      .scenario(
        "behavior: {ProcessOrder: {steps: [choose: [{steps: [compute: 1 ms]}]]}}"),
      [
        "5:44: a branch needs a weight → for example {weight: 9, steps: [...]}"
      ]),
    Slip(
      "branches whose weights are no number together",
      .scenario(
        "behavior: {ProcessOrder: {steps: [choose: [{weight: 1e308}, {weight: 1e308}]]}}"),
      [
        "5:53: a weight of 1e308 is out of range → choose above 0 and up to 1e15"
      ]),
    Slip(
      "a repetition with a key that nobody knows",
      .scenario(
        "behavior: {ProcessOrder: {steps: [repeat: {times: 2, stepps: []}]}}"),
      [
        "5:54: repeat takes no stepps → did you mean steps?"
      ]),
  ]

  @Test(arguments: slips)
  func `a step that would be misread, or never be read to its end, is refused`(slip: Slip) {
    #expect(slip.found == slip.expected)
  }
}
