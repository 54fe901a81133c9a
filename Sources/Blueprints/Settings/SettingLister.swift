import Documents
import Kernel

/// Lists every setting of a resource with its default and range, as the page that explains it
/// shows them.
public struct SettingLister: SettingVisitor {
  /// One setting, in words.
  public struct Row: Sendable, Equatable {
    /// The path from the resource: `RedrivePolicy.maxReceiveCount`, `Filters[].Pattern`.
    public let name: String
    /// What it takes: `whole number`, `seconds`, `list`.
    public let kind: String
    /// The value where the template leaves it out; empty where there is none.
    public let standard: String
    /// What is allowed: `0 to 43200`; empty where anything is.
    public let range: String
    /// What it means, in one sentence; empty for a property that is ignored.
    public let summary: String
  }

  private let prefix: String
  private var rows: [Row] = []

  private init(prefix: String) {
    self.prefix = prefix
  }

  /// The rows of a kind of settings, in the order of its walk; the path of each begins with a
  /// prefix.
  public static func rows<Group: Settings>(
    of group: Group.Type, prefix: String = ""
  ) -> [Row] {
    var lister = SettingLister(prefix: prefix)
    var settings = Group()
    do throws(InputError) {
      try settings.walk(&lister)
    } catch {
      preconditionFailure("the defaults of \(prefix) do not hold: \(error.problem)")
    }
    return lister.rows
  }

  private mutating func row(
    _ name: String, _ kind: String, default standard: String = "", range: String = "",
    _ summary: String
  ) {
    rows.append(
      Row(name: prefix + name, kind: kind, standard: standard, range: range, summary: summary))
  }

  /// Shows a whole number and its range.
  public mutating func visit(
    _ name: String, _ value: inout Int64, in range: ClosedRange<Int64>, _ summary: String
  ) {
    row(name, "whole number", default: "\(value)", range: Self.words(range), summary)
  }

  /// Shows a whole number that may be left out, and its range.
  public mutating func visit(
    _ name: String, _ value: inout Int64?, in range: ClosedRange<Int64>, _ summary: String
  ) {
    let standard = value.map { "\($0)" } ?? ""
    row(name, "whole number", default: standard, range: Self.words(range), summary)
  }

  /// Shows a length of time in seconds.
  public mutating func seconds(
    _ name: String, _ value: inout TimeSpan, in range: ClosedRange<Int64>, _ summary: String
  ) {
    let standard = "\(value.nanoseconds / 1_000_000_000)"
    row(name, "seconds", default: standard, range: Self.words(range), summary)
  }

  /// Shows a yes or no.
  public mutating func visit(_ name: String, _ value: inout Bool, _ summary: String) {
    row(name, "true or false", default: value ? "true" : "false", summary)
  }

  /// Shows a text.
  public mutating func visit(_ name: String, _ value: inout String?, _ summary: String) {
    row(name, "text", default: value ?? "", summary)
  }

  /// Shows the words to choose from.
  public mutating func choice(
    _ name: String, _ value: inout String, among words: [String], _ summary: String
  ) {
    row(name, "word", default: value, range: words.joined(separator: ", "), summary)
  }

  /// Shows a name of another resource.
  public mutating func reference(_ name: String, _ value: inout Reference?, _ summary: String) {
    row(name, "resource", default: value?.text ?? "", summary)
  }

  /// Shows a map, then what is in it.
  public mutating func group<Group: Settings>(
    _ name: String, _ value: inout Group?, _ summary: String
  ) {
    row(name, "map", summary)
    rows += Self.rows(of: Group.self, prefix: "\(prefix)\(name).")
  }

  /// Shows a list of maps, then what is in each.
  public mutating func list<Element: Settings>(
    _ name: String, _ value: inout [Element], _ summary: String
  ) {
    row(name, "list", summary)
    rows += Self.rows(of: Element.self, prefix: "\(prefix)\(name)[].")
  }

  /// Shows a list of texts.
  public mutating func words(_ name: String, _ value: inout [String], _ summary: String) {
    row(name, "list of texts", default: value.joined(separator: ", "), summary)
  }

  /// Shows what is read by rules of its own.
  public mutating func document(_ name: String, _ value: inout Document?, _ summary: String) {
    row(name, "document", summary)
  }

  /// Shows what is not modelled yet.
  public mutating func notYet(_ name: String, _ instead: String) {
    row(name, "not modelled yet", "For now \(instead).")
  }

  /// Shows what is known and changes nothing.
  public mutating func ignored(_ names: String...) {
    for name in names { row(name, "ignored", "") }
  }

  private static func words(_ range: ClosedRange<Int64>) -> String {
    "\(range.lowerBound) to \(range.upperBound)"
  }
}
