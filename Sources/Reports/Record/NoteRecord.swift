import Blueprints

/// What the input says and the run does not model, with the lines that say it.
enum NoteRecord {
  static func fact(of notes: [Note]) -> Fact {
    .list(
      notes.map { .object([("note", .text($0.text)), ("place", .text($0.whereabouts))]) })
  }
}
