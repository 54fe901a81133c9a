import Blueprints
import Documents

/// A condition of a listener's rule, as the template has it.
struct RuleCondition: Settings {
  struct Values: Settings {
    var values: [String] = []

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.words("Values", &values, "What fits; * stands for any text, ? for a character.")
      visitor.notYet("RegexValues", "no request fits them")
    }
  }

  static let fields = [
    "path-pattern", "host-header", "http-request-method", "http-header", "query-string",
    "source-ip",
  ]

  var field = "path-pattern"
  var values: [String] = []
  var paths: Values?
  var hosts: Values?
  var methods: Values?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.choice("Field", &field, among: Self.fields, "What of the request is looked at.")
    try visitor.words("Values", &values, "What fits, for a path or a host.")
    try visitor.group("PathPatternConfig", &paths, "Paths that fit.")
    try visitor.group("HostHeaderConfig", &hosts, "Hosts that fit.")
    try visitor.group("HttpRequestMethodConfig", &methods, "Methods that fit.")
    for name in ["HttpHeaderConfig", "QueryStringConfig", "SourceIpConfig"] {
      visitor.notYet(name, "no request fits it")
    }
  }

  /// Whether a request fits: where its sender does not say something, it asks for `GET /` of the
  /// load balancer itself.
  func holds(for line: RequestLine) -> Bool {
    switch field {
    case "path-pattern": fits(line.path ?? "/", paths?.values ?? values)
    case "host-header":
      fits((line.host ?? "").lowercased(), (hosts?.values ?? values).map { $0.lowercased() })
    case "http-request-method": fits(line.method ?? "GET", methods?.values ?? [])
    default: false
    }
  }

  private func fits(_ text: String, _ patterns: [String]) -> Bool {
    patterns.contains { Wildcards.fits(Array(text.utf8), Array($0.utf8)) }
  }
}

/// Patterns in which `*` stands for any text and `?` for any one character.
enum Wildcards {
  /// Whether a text fits a pattern.
  ///
  /// - Complexity: O(*n* · *m*) in their lengths.
  static func fits(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
    var (place, mark) = (0, 0)
    /// Where the last star stands, and where the text that it stands for ends so far.
    var star: Int?
    var end = 0
    while place < text.count {
      if mark < pattern.count, pattern[mark] == UInt8(ascii: "*") {
        star = mark
        end = place
        mark += 1
      } else if mark < pattern.count,
        pattern[mark] == text[place] || pattern[mark] == UInt8(ascii: "?")
      {
        place += 1
        mark += 1
      } else if let star {
        end += 1
        place = end
        mark = star + 1
      } else {
        return false
      }
    }
    return pattern[mark...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
