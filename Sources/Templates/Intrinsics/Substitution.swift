/// The text of `Fn::Sub`, taken apart.
enum Substitution {
  /// A part of the text.
  enum Piece: Equatable {
    /// It stays as it is.
    case literal(String)
    /// The value of a name takes its place.
    case name(String)
  }

  /// The pieces of a text; `${!Name}` is the literal `${Name}`, and `${` without `}` stays.
  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var literal = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      let open = rest.index(after: dollar)
      guard open < rest.endIndex, rest[open] == "{", let close = rest[open...].firstIndex(of: "}")
      else {
        literal += rest[..<open]
        rest = rest[open...]
        continue
      }
      literal += rest[..<dollar]
      let name = rest[rest.index(after: open)..<close]
      if name.first == "!" {
        literal += "${\(name.dropFirst())}"
      } else {
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        literal = ""
        pieces.append(.name(String(name)))
      }
      rest = rest[rest.index(after: close)...]
    }
    literal += rest
    return literal.isEmpty ? pieces : pieces + [.literal(literal)]
  }
}
