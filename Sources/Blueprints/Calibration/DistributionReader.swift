import Documents
import Kernel

/// Reads a drawn length of time as a scenario gives it: `120 ms`, or `{median: 120 ms, p99: 900
/// ms}`.
public enum DistributionReader {
  /// The ways to give one, as an error lists them.
  private static let ways =
    "give a length of time, or {constant}, {median, p99}, {p50, p99}, {p50, p95}, "
    + "{median, sigma}, {mean, deviation}, {exponential}, {uniform: [least, greatest]}, "
    + "{gamma: {mean, shape}}, {pareto: {minimum, shape}}, {weibull: {scale, shape}}, "
    + "{values, weights} or {mixture}"

  /// The distribution of a length of time [ns].
  public static func time(_ document: Document) throws(InputError) -> Distribution {
    guard let map = document.map else {
      return .constant(Double(try document.duration().nanoseconds))
    }
    switch Set(map.keys) {
    case ["constant"]: return .constant(try span("constant", in: map))
    case ["exponential"]: return .exponential(.init(mean: try span("exponential", in: map)))
    case ["median", "p99"]: return try lognormal(document, "median", "p99", map)
    case ["p50", "p99"]: return try lognormal(document, "p50", "p99", map)
    case ["p50", "p95"]: return try lognormal(document, "p50", "p95", map)
    case ["median", "sigma"]:
      return .lognormal(
        .init(median: try positive("median", in: map), sigma: try shape("sigma", in: map)))
    case ["mean", "deviation"]:
      return .lognormal(
        .init(
          mean: try positive("mean", in: map), standardDeviation: try span("deviation", in: map)))
    case ["uniform"]: return try uniform(map)
    case ["gamma"]: return try gamma(map)
    case ["pareto"]: return try pareto(map)
    case ["weibull"]: return try weibull(map)
    case ["values"], ["values", "weights"]: return .empirical(try empirical(map))
    case ["mixture"]: return try mixture(map)
    default: throw stray(in: document, map)
    }
  }

  private static func stray(in document: Document, _ map: DocumentMap) -> InputError {
    let known = [
      "constant", "exponential", "median", "p99", "p50", "p95", "sigma", "mean", "deviation",
      "uniform", "gamma", "pareto", "weibull", "values", "weights", "mixture",
    ]
    if let entry = map.entries.first(where: { !known.contains($0.key) }),
      let near = Suggestion.nearest(to: entry.key, among: known)
    {
      return InputError(
        "\(entry.key) is no way to give a length of time", remedy: "did you mean \(near)?",
        at: entry.keyPlace)
    }
    return InputError(
      "these figures do not make a length of time: \(map.keys.joined(separator: ", "))",
      remedy: ways, at: document.place)
  }

  private static func entry(_ key: String, in map: DocumentMap) throws(InputError) -> Document {
    guard let value = map[key] else {
      throw InputError("\(key) is missing", remedy: ways, at: map.entries.first?.keyPlace)
    }
    return value
  }

  private static func span(_ key: String, in map: DocumentMap) throws(InputError) -> Double {
    Double(try entry(key, in: map).duration().nanoseconds)
  }

  private static func positive(_ key: String, in map: DocumentMap) throws(InputError) -> Double {
    let value = try span(key, in: map)
    guard value > 0 else {
      throw InputError(
        "\(key) must be longer than nothing", remedy: "give a length above 0 s",
        at: try entry(key, in: map).place)
    }
    return value
  }

  /// A shape or a sigma; beyond the bounds a draw would take for ever or be no number.
  private static func shape(_ key: String, in map: DocumentMap) throws(InputError) -> Double {
    let value = try entry(key, in: map)
    guard let number = value.number else {
      throw InputError(
        "\(key) is a number, and not \(value.scalarText ?? value.kindName)",
        remedy: "for example \(key): 0.5", at: value.place)
    }
    guard 0.001...10_000 ~= number.double else {
      throw InputError(
        "\(key) is \(number.text), out of range", remedy: "choose from 0.001 to 10,000",
        at: value.place)
    }
    return number.double
  }

  private static func group(_ key: String, in map: DocumentMap) throws(InputError) -> DocumentMap {
    let value = try entry(key, in: map)
    guard let group = value.map else {
      throw InputError("\(key) takes named figures", remedy: ways, at: value.place)
    }
    return group
  }

  private static func lognormal(
    _ document: Document, _ low: String, _ high: String, _ map: DocumentMap
  ) throws(InputError) -> Distribution {
    let median = try positive(low, in: map)
    let quantile = try span(high, in: map)
    guard quantile > median else {
      throw InputError(
        "\(high) must be longer than \(low)", remedy: "give a longer \(high)", at: document.place)
    }
    return .lognormal(
      high == "p99"
        ? .init(median: median, p99: quantile) : .init(p50: median, p95: quantile))
  }

  private static func uniform(_ map: DocumentMap) throws(InputError) -> Distribution {
    let value = try entry("uniform", in: map)
    guard let bounds = value.list, bounds.count == 2 else {
      throw InputError(
        "uniform takes two lengths of time", remedy: "for example uniform: [10 ms, 30 ms]",
        at: value.place)
    }
    let least = Double(try bounds[0].duration().nanoseconds)
    let greatest = Double(try bounds[1].duration().nanoseconds)
    guard least <= greatest else {
      throw InputError(
        "the second bound is shorter than the first", remedy: "exchange them", at: value.place)
    }
    return .uniform(.init(minimum: least, maximum: greatest))
  }

  private static func gamma(_ map: DocumentMap) throws(InputError) -> Distribution {
    let group = try group("gamma", in: map)
    let shape = try shape("shape", in: group)
    return .gamma(.init(shape: shape, scale: try positive("mean", in: group) / shape))
  }

  private static func pareto(_ map: DocumentMap) throws(InputError) -> Distribution {
    let group = try group("pareto", in: map)
    return .pareto(
      .init(minimum: try positive("minimum", in: group), shape: try shape("shape", in: group)))
  }

  private static func weibull(_ map: DocumentMap) throws(InputError) -> Distribution {
    let group = try group("weibull", in: map)
    return .weibull(
      .init(shape: try shape("shape", in: group), scale: try positive("scale", in: group)))
  }

  private static func empirical(
    _ map: DocumentMap
  ) throws(InputError) -> EmpiricalDistribution {
    let document = try entry("values", in: map)
    guard let list = document.list, !list.isEmpty else {
      throw InputError(
        "values takes a list of lengths of time", remedy: "for example values: [10 ms, 30 ms]",
        at: document.place)
    }
    var values: [Double] = []
    for value in list { values.append(Double(try value.duration().nanoseconds)) }
    guard let weights = map["weights"] else { return EmpiricalDistribution(values: values) }
    return EmpiricalDistribution(
      values: values, weights: try self.weights(weights, count: values.count))
  }

  private static func mixture(_ map: DocumentMap) throws(InputError) -> Distribution {
    let document = try entry("mixture", in: map)
    guard let list = document.list, !list.isEmpty else {
      throw InputError(
        "mixture takes a list of {weight, time}",
        remedy: "for example mixture: [{weight: 9, time: 10 ms}, {weight: 1, time: 1 s}]",
        at: document.place)
    }
    var components: [Distribution] = []
    var weights: [Double] = []
    for part in list {
      guard let group = part.map else {
        throw InputError("a part of a mixture has a weight and a time", at: part.place)
      }
      weights.append(try WeightReader.weight(try entry("weight", in: group)))
      components.append(try time(try entry("time", in: group)))
    }
    return .mixture(.init(components: components, weights: weights))
  }

  private static func weights(
    _ document: Document, count: Int
  ) throws(InputError) -> [Double] {
    guard let list = document.list, list.count == count else {
      throw InputError(
        "weights must be \(count) numbers above 0, one for each value",
        remedy: "leave weights out where all values are as likely", at: document.place)
    }
    var weights: [Double] = []
    for weight in list { weights.append(try WeightReader.weight(weight)) }
    return weights
  }
}
