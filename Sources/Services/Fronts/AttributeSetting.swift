import Blueprints
import Documents

/// An attribute of a load balancer or a target group: a key of AWS's with its value.
struct AttributeSetting: Settings {
  var key: String?
  var value: String?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("Key", &key, "The name of the attribute.")
    try visitor.visit("Value", &value, "Its value.")
  }
}

/// The attributes of a resource, looked up by their keys.
struct AttributeList {
  let attributes: [AttributeSetting]
  let owner: String
  let place: Place

  /// The value of a key; nil where it is left out.
  func text(_ key: String) -> String? {
    attributes.last { $0.key == key }?.value
  }

  /// The whole number of a key, in a range; 0 beside it where that is a value of its own.
  func count(
    _ key: String, in range: ClosedRange<Int64>, orZero: Bool = false
  ) throws(InputError) -> Int64? {
    guard let text = text(key) else { return nil }
    if let count = Int64(text), range.contains(count) || orZero && count == 0 { return count }
    throw InputError(
      "\(key) of \(owner) is \(text)",
      remedy: "choose \(orZero ? "0, or " : "")from \(range.lowerBound) to \(range.upperBound)",
      at: place)
  }

  /// The word of a key, among some.
  func word(_ key: String, among words: [String]) throws(InputError) -> String? {
    guard let text = text(key), !words.contains(text) else { return text(key) }
    throw InputError(
      "\(key) of \(owner) is \(text)",
      remedy: Suggestion.nearest(to: text, among: words).map { "did you mean \($0)?" }
        ?? "choose \(words.joined(separator: ", "))", at: place)
  }

  /// Refuses keys that no attribute has.
  ///
  /// - Parameter prefixes: How keys begin that AWS knows and that change nothing here.
  func check(known: [String], prefixes: [String]) throws(InputError) {
    for attribute in attributes {
      let key = attribute.key ?? ""
      if known.contains(key) || prefixes.contains(where: { key.hasPrefix($0) }) { continue }
      throw InputError(
        "\(owner) has no attribute \(key)",
        remedy: Suggestion.nearest(to: key, among: known).map { "did you mean \($0)?" }
          ?? "known are \(known.joined(separator: ", "))", at: place)
    }
  }
}
