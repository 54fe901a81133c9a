import Blueprints
import Documents

/// What a check finds, for programs.
enum Findings {
  /// Errors and notes as one JSON object.
  ///
  ///     {"errors": [{"file": …, "line": …, "column": …, "problem": …, "remedy": …}],
  ///      "notes": [{"file": …, "line": …, "column": …, "note": …}]}
  ///
  /// What is nowhere, or knows no remedy, has `null` there.
  static func json(errors: [InputError], notes: [Note]) -> String {
    var writer = JSONWriter(.pretty)
    writer.beginObject()
    writer.key("errors")
    writer.beginArray()
    for error in errors {
      writer.beginObject()
      write(error.place, to: &writer)
      write("problem", error.problem, to: &writer)
      write("remedy", error.remedy, to: &writer)
      writer.endObject()
    }
    writer.endArray()
    writer.key("notes")
    writer.beginArray()
    for note in notes {
      writer.beginObject()
      write(note.place, to: &writer)
      write("note", note.text, to: &writer)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.text + "\n"
  }

  private static func write(_ place: Place?, to writer: inout JSONWriter) {
    write("file", place?.source.name, to: &writer)
    for (key, number) in [("line", place?.line), ("column", place?.column)] {
      writer.key(key)
      writer.raw(number.map { String($0) } ?? "null")
    }
  }

  private static func write(_ key: String, _ text: String?, to writer: inout JSONWriter) {
    writer.key(key)
    writer.raw(text.map { JSONText.quoted($0) } ?? "null")
  }
}
