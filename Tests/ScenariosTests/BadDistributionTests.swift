import Testing

@Suite struct BadDistributionTests {
  static let slips: [Slip] = [
    Slip(
      "a gamma shape that takes for ever",
      .scenario(
        "behavior: {ProcessOrder: {duration: {gamma: {mean: 1 s, shape: 1e18}}}}"),
      [
        "5:64: shape is 1e18, out of range → choose from 0.001 to 10,000"
      ]),
    Slip(
      "a shape of no number",
      .scenario(
        "behavior: {ProcessOrder: {duration: {gamma: {mean: 1 s, shape: 1e400}}}}"),
      [
        "5:64: shape is 1e400, out of range → choose from 0.001 to 10,000"
      ]),
    Slip(
      "a sigma of no number",
      .scenario(
        "behavior: {ProcessOrder: {duration: {median: 1 s, sigma: 1e400}}}"),
      [
        "5:58: sigma is 1e400, out of range → choose from 0.001 to 10,000"
      ]),
    Slip(
      "a sigma of nothing",
      .scenario(
        "behavior: {ProcessOrder: {duration: {median: 1 s, sigma: 0}}}"),
      [
        "5:58: sigma is 0, out of range → choose from 0.001 to 10,000"
      ]),
    Slip(
      "a shape in words",
      .scenario(
        "behavior: {ProcessOrder: {duration: {pareto: {minimum: 1 s, shape: steep}}}}"),
      [
        "5:68: shape is a number, and not steep → for example shape: 0.5"
      ]),
    Slip(
      "weights whose sum is no number",
      .scenario(
        "behavior: {ProcessOrder: {duration: {mixture: [{weight: 1e308, time: 1 s}, {weight: "
          + "1e308, time: 2 s}]}}}"),
      [
        "5:57: a weight of 1e308 is out of range → choose above 0 and up to 1e15"
      ]),
    Slip(
      "weights of values that are too large",
      .scenario(
        "behavior: {ProcessOrder: {duration: {values: [1 s, 2 s], weights: [1, 1e16]}}}"),
      [
        "5:71: a weight of 1e16 is out of range → choose above 0 and up to 1e15"
      ]),
    Slip(
      "a weight for two values",
      .scenario(
        "behavior: {ProcessOrder: {duration: {values: [1 s, 2 s], weights: [1]}}}"),
      [
        "5:67: weights must be 2 numbers above 0, one for each value → leave weights out where "
          + "all values are as likely"
      ]),
    Slip(
      "figures that make no time",
      .scenario(
        "behavior: {ProcessOrder: {duration: {median: 1 s, shape: 2}}}"),
      [
        "5:37: these figures do not make a length of time: median, shape → give a length of "
          + "time, or {constant}, {median, p99}, {p50, p99}, {p50, p95}, {median, sigma}, {mean, "
          + "deviation}, {exponential}, {uniform: [least, greatest]}, {gamma: {mean, shape}}, "
          + "{pareto: {minimum, shape}}, {weibull: {scale, shape}}, {values, weights} or {mixture}"
      ]),
  ]

  @Test(arguments: slips)
  func `figures of a drawn time that no draw could be made of are refused`(slip: Slip) {
    #expect(slip.found == slip.expected)
  }
}
