import Blueprints
import Documents
import Kernel
import Patterns

/// The WHERE of a rule, where it is plain comparisons of fields joined by AND and OR.
///
/// Each comparison is an event pattern; a field that a message does not have makes it false, as
/// SQL's `Undefined` does.
final class TopicCondition {
  /// Comparisons by their numbers, joined.
  private indirect enum Term {
    case comparison(Int)
    case both(Term, Term)
    case either(Term, Term)

    func holds(_ matches: [Int]) -> Bool {
      switch self {
      case .comparison(let number): matches.contains(number)
      case .both(let first, let second): first.holds(matches) && second.holds(matches)
      case .either(let first, let second): first.holds(matches) || second.holds(matches)
      }
    }
  }

  private let matcher: EventMatcher
  private let term: Term

  /// Reads a condition; nil where it holds more than plain comparisons.
  init?(_ tokens: ArraySlice<StatementToken>) {
    var reader = Reader(rest: tokens)
    guard let term = reader.either(), reader.rest.isEmpty else { return nil }
    self.term = term
    matcher = EventMatcher(reader.patterns)
  }

  /// Whether a message is meant.
  func holds(_ kind: UInt16, _ name: Name, in world: World) -> Bool {
    term.holds(matcher.matches(kind, name, sent: world.now, in: world))
  }

  /// Takes tokens one after the other.
  private struct Reader {
    var rest: ArraySlice<StatementToken>
    var patterns: [EventPattern] = []

    mutating func either() -> Term? {
      guard var term = both() else { return nil }
      while rest.first?.isKeyword("or") == true {
        rest.removeFirst()
        guard let other = both() else { return nil }
        term = .either(term, other)
      }
      return term
    }

    private mutating func both() -> Term? {
      guard var term = part() else { return nil }
      while rest.first?.isKeyword("and") == true {
        rest.removeFirst()
        guard let other = part() else { return nil }
        term = .both(term, other)
      }
      return term
    }

    private mutating func part() -> Term? {
      guard rest.first == .sign("(") else { return comparison() }
      rest.removeFirst()
      guard let term = either(), rest.popFirst() == .sign(")") else { return nil }
      return term
    }

    private mutating func comparison() -> Term? {
      guard rest.count >= 3, case .sign(let sign)? = rest.dropFirst().first else { return nil }
      let (left, right) = (rest[rest.startIndex], rest[rest.startIndex + 2])
      rest = rest.dropFirst(3)
      let test =
        TopicComparison(left, sign, right)
        ?? TopicComparison(right, TopicComparison.turned(sign), left)
      guard let pattern = test?.pattern else { return nil }
      patterns.append(pattern)
      return .comparison(patterns.count - 1)
    }
  }
}

/// A field compared with a literal.
struct TopicComparison {
  /// The pattern that says the same.
  let pattern: EventPattern

  /// A comparison; nil where it is none, or compares what patterns do not.
  init?(_ field: StatementToken, _ sign: String, _ literal: StatementToken) {
    guard case .word(let path) = field, !Self.literals.contains(path.lowercased()),
      let test = Self.test(sign, literal)
    else { return nil }
    let names = path.split(separator: ".", omittingEmptySubsequences: false)
    guard names.allSatisfy({ !$0.isEmpty }) else { return nil }
    var text = "[\(test)]"
    for name in names.reversed() { text = "{\(JSONText.quoted(String(name))):\(text)}" }
    do throws(PatternError) {
      pattern = try EventPattern(text)
    } catch {
      return nil
    }
  }

  /// Words that are no fields.
  private static let literals = ["true", "false", "null", "and", "or", "not", "in"]

  /// The sign with its sides exchanged.
  static func turned(_ sign: String) -> String {
    switch sign {
    case "<": ">"
    case "<=": ">="
    case ">": "<"
    case ">=": "<="
    default: sign
    }
  }

  private static func test(_ sign: String, _ literal: StatementToken) -> String? {
    let isUnequal = sign == "<>" || sign == "!="
    switch literal {
    case .number(let number):
      guard NumberText(number) != nil else { return nil }
      if isUnequal { return "{\"anything-but\":[\(number)]}" }
      guard ["=", "<", "<=", ">", ">="].contains(sign) else { return nil }
      return "{\"numeric\":[\"\(sign)\",\(number)]}"
    case .text(let text):
      guard isUnequal || sign == "=" else { return nil }
      let quoted = JSONText.quoted(text)
      return isUnequal ? "{\"anything-but\":[\(quoted)]}" : quoted
    case .word(let word):
      guard sign == "=", ["true", "false"].contains(word.lowercased()) else { return nil }
      return word.lowercased()
    case .sign: return nil
    }
  }
}
