import Blueprints
import Documents
import Kernel

extension TrafficReader {
  /// The longest `MessageGroupId` that AWS takes, in characters.
  private static var longestGroup: Int { 128 }

  /// Which message groups the client's messages belong to; nil where it says nothing.
  func groups(in world: World) -> GroupLaw? {
    let choice: GroupLaw.Choice? = read("group") { (document) throws(InputError) in
      guard document.map != nil else { return .one(try Self.group(document, in: world)) }
      return try Self.choice(document)
    }
    return choice.map { GroupLaw($0, purpose: world.purpose("group/\(label)")) }
  }

  /// One group for all: a number, or a name.
  private static func group(_ document: Document, in world: World) throws(InputError) -> UInt32 {
    if let number = document.number {
      let count = try document.count()
      guard 1...GroupLaw.greatestCount ~= count else {
        throw InputError(
          "group \(number.text) is out of range", remedy: "choose from 1 to 1000000, or a name",
          at: document.place)
      }
      return UInt32(count)
    }
    guard let name = document.text, 1...longestGroup ~= name.count else {
      throw InputError(
        "a group is a number, or a name of 1 to \(longestGroup) characters", remedy: ways,
        at: document.place)
    }
    return world.groupNumber(named: name)
  }

  private static var ways: String {
    "give a name, {count: 10}, {weights: [9, 1]} or {$zipf: {of: 1000, exponent: 1.0}}"
  }

  private static func choice(_ document: Document) throws(InputError) -> GroupLaw.Choice {
    let map = try entries(of: document, "group", ["count", "weights", "$zipf"])
    guard let entry = map.entries.first, map.entries.count == 1 else {
      throw InputError("group takes one way to share", remedy: ways, at: document.place)
    }
    switch entry.key {
    case "count": return .even(UInt32(try groupCount(entry.value, "count")))
    case "weights": return .weighted(DiscreteChoice(weights: try weights(entry.value)))
    default: return .zipf(try zipf(entry.value))
    }
  }

  private static func groupCount(_ document: Document, _ key: String) throws(InputError) -> Int64 {
    try document.count(in: 1...GroupLaw.greatestCount, as: "\(key) of group")
  }

  private static func weights(_ document: Document) throws(InputError) -> [Double] {
    let list = document.list ?? []
    let weights = list.compactMap { $0.number?.double }.filter { $0 > 0 && $0 <= 1e15 }
    guard !list.isEmpty, weights.count == list.count else {
      throw InputError(
        "weights of group are numbers above 0 and up to 1e15, one for each group",
        remedy: "for example weights: [1000, 50, 50]", at: document.place)
    }
    return weights
  }

  private static func zipf(_ document: Document) throws(InputError) -> ZipfDistribution {
    let map = try entries(of: document, "$zipf", ["of", "exponent"])
    let count = try groupCount(try required("of", in: map, document), "of")
    let exponent = try required("exponent", in: map, document)
    guard let value = exponent.number?.double, value >= 0, value < .infinity else {
      throw InputError(
        "exponent is a number from 0", remedy: "for example exponent: 1.0", at: exponent.place)
    }
    return ZipfDistribution(count: Int(count), exponent: value)
  }
}
