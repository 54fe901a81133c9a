import Kernel

/// Draws patterns and events from a small world in which they often meet.
struct Drawer {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number below a bound.
  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Int(SplitMix64.mix(state) % UInt64(bound))
  }

  mutating func one(of choices: [String]) -> String { choices[below(choices.count)] }

  private static let names = ["a", "b", "c", "a.b", "a.c", ""]
  private static let texts = [
    "", "x", "xy", "xyx", "yx", "X", "10.0.0.1", "10.0.0.77", "::1", "é", "É", #"\u00e9"#,
    #"\ud83d"#, "😀", "?", #"\""#, "straße", "STRASSE",
  ]
  private static let numbers = [
    "0", "1", "1.0", "10", "1e1", "-3", "2.5", "9007199254740993", "10000001", "1e400",
  ]
  private static let operators = [
    #"{"prefix":"x"}"#, #"{"prefix":""}"#, #"{"prefix":"\""}"#, #"{"suffix":"x"}"#,
    #"{"suffix":"yx"}"#, #"{"equals-ignore-case":"xy"}"#, #"{"equals-ignore-case":"É"}"#,
    #"{"equals-ignore-case":"straße"}"#, #"{"prefix":{"equals-ignore-case":"XY"}}"#,
    #"{"suffix":{"equals-ignore-case":"É"}}"#, #"{"wildcard":"*"}"#, #"{"wildcard":"x*x"}"#,
    #"{"wildcard":"*y*"}"#, #"{"anything-but":"x"}"#, #"{"anything-but":["x","xy"]}"#,
    #"{"anything-but":[1,2.5]}"#, #"{"anything-but":{"prefix":"x"}}"#,
    #"{"anything-but":{"suffix":["x","y"]}}"#, #"{"anything-but":{"wildcard":"*y*"}}"#,
    #"{"anything-but":{"equals-ignore-case":"XY"}}"#, #"{"numeric":[">",0]}"#,
    #"{"numeric":[">=",1,"<",10]}"#, #"{"numeric":["=",10]}"#, #"{"numeric":["<=",2.5]}"#,
    #"{"cidr":"10.0.0.0/24"}"#, #"{"cidr":"0.0.0.0/0"}"#, #"{"cidr":"16.0.0.0/8"}"#,
    #"{"cidr":"::/1"}"#, #"{"exists":true}"#, #"{"exists":false}"#, #"{"exactly":"10.0.0.1"}"#,
  ]

  /// A text, number or word.
  mutating func scalar() -> String {
    switch below(8) {
    case 0: one(of: ["true", "false", "null"])
    case 1, 2: one(of: Self.numbers)
    default: "\"\(one(of: Self.texts))\""
    }
  }

  /// A pattern that AWS accepts.
  mutating func pattern() -> String { "{\(patternMembers(depth: 0))}" }

  private mutating func patternMembers(depth: Int) -> String {
    var members: [String] = []
    for _ in 0...below(2) {
      let choice = depth < 2 ? below(7) : 3
      if choice == 0 {
        let branches = (0...1 + below(2)).map { _ in "{\(patternMembers(depth: depth + 1))}" }
        members.append("\"$or\":[\(branches.joined(separator: ","))]")
      } else if choice < 3 {
        members.append("\"\(one(of: Self.names))\":{\(patternMembers(depth: depth + 1))}")
      } else {
        let entries = (0...below(2)).map { _ in
          below(3) == 0 ? scalar() : one(of: Self.operators)
        }
        members.append("\"\(one(of: Self.names))\":[\(entries.joined(separator: ","))]")
      }
    }
    return members.joined(separator: ",")
  }

  /// An event.
  mutating func event() -> String { object(depth: 0) }

  private mutating func object(depth: Int) -> String {
    let members = (0..<below(5)).map { _ in
      "\"\(one(of: Self.names))\": \(value(depth: depth + 1))"
    }
    return "{\(members.joined(separator: ", "))}"
  }

  private mutating func value(depth: Int) -> String {
    switch depth < 4 ? below(6) : 5 {
    case 0: object(depth: depth)
    case 1, 2: "[\((0..<below(4)).map { _ in value(depth: depth + 1) }.joined(separator: ","))]"
    default: scalar()
    }
  }

  /// A text with some bytes changed, taken out or doubled.
  mutating func damaged(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0...below(2) {
      let at = below(bytes.count)
      let marks = Array("{}[],:\"\\ 0123.eE+-truefalsn\n\t\u{1}/".utf8)
      switch below(3) {
      case 0: bytes[at] = marks[below(marks.count)]
      case 1: bytes.insert(marks[below(marks.count)], at: at)
      default: if bytes.count > 1 { bytes.remove(at: at) }
      }
    }
    return bytes
  }
}
