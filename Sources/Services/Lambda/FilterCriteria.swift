import Blueprints
import Documents
import Patterns

/// The filters of an event source mapping: a message is run if one of them matches its record.
struct FilterCriteria: Settings {
  /// One pattern.
  struct Filter: Settings {
    var pattern: Document?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.document("Pattern", &pattern, "What a record has to look like, as JSON text.")
    }
  }

  /// The most filters of a mapping.
  static let mostOfMapping = 10
  /// The most filters of a pipe.
  static let mostOfPipe = 5

  var filters: [Filter] = []

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.list("Filters", &filters, "Patterns, of which one has to match.")
  }

  /// The compiled filters; nil where there are none.
  ///
  /// - Parameters:
  ///   - view: What they are held against: the record of a queue, or the event itself where that is
  ///     a record.
  ///   - most: How many there may be.
  func matcher(
    of label: String, against view: EventMatcher.View = .record, atMost most: Int = mostOfMapping,
    at place: Place
  ) throws(InputError) -> EventMatcher? {
    guard filters.count <= most else {
      throw InputError(
        "\(label) has \(filters.count) filters",
        remedy: "AWS takes \(most) at most: put alternatives into one pattern", at: place)
    }
    var patterns: [EventPattern] = []
    for filter in filters {
      guard let pattern = filter.pattern else { continue }
      do throws(PatternError) {
        patterns.append(
          try EventPattern(pattern.text ?? JSONWriter.compact(pattern), dialect: .filter))
      } catch {
        throw InputError(
          "AWS refuses a filter of \(label): \(error.message)",
          remedy: "try it with spillway match", at: pattern.place)
      }
    }
    return patterns.isEmpty ? nil : EventMatcher(patterns, against: view)
  }
}
