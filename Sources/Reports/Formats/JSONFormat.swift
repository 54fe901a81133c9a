import Documents

/// Writes what programs read of a report: `report.json`.
package enum JSONFormat {
  /// The whole record, with a line break at its end.
  package static func text(of report: Report) -> String { text(of: report.record) }

  /// A fact, with a line break at its end.
  package static func text(of fact: Fact) -> String {
    var writer = JSONWriter()
    write(fact, to: &writer)
    return writer.text + "\n"
  }

  private static func write(_ fact: Fact, to writer: inout JSONWriter) {
    switch fact {
    case .none: writer.null()
    case .flag(let flag): writer.value(flag)
    case .whole(let number): writer.value(number)
    case .real(let number): writer.value(number)
    case .text(let text): writer.value(text)
    case .list(let list):
      writer.beginArray()
      for element in list { write(element, to: &writer) }
      writer.endArray()
    case .object(let entries):
      writer.beginObject()
      for entry in entries {
        writer.key(entry.key)
        write(entry.value, to: &writer)
      }
      writer.endObject()
    }
  }
}
