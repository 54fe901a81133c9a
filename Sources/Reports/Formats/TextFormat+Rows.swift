extension TextFormat {
  /// Beyond this a value is a phrase, and phrases begin at one column instead of ending at one.
  private static let widestNumber = 16
  /// A note in a narrower column would be a ribbon.
  private static let narrowestNote = 30

  /// Names, dots, values, and beside them the notes.
  func lines(of rows: [Row]) -> [String] {
    let marks = rows.contains { $0.mark != nil } ? 2 : 0
    let names = rows.reduce(0) { max($0, $1.name.count) } + 4
    let values = rows.reduce(0) { max($0, $1.value.count) }
    let noteColumn = 2 + marks + names + values + 2
    return rows.flatMap { row -> [String] in
      let isNumber = values <= Self.widestNumber
      let gap = names - row.name.count + (isNumber ? values - row.value.count : 0)
      let mark = row.mark.map { self.mark($0) + " " } ?? Lettering.spaces(marks)
      let line =
        "  " + mark + row.name
        + (row.value.isEmpty ? Lettering.spaces(gap) : ink.faint(Lettering.leader(gap)))
        + row.value
      let length = 2 + marks + row.name.count + gap + row.value.count
      return lines(line, length: length, note: row.note, at: noteColumn)
    }
  }

  private func mark(_ mark: Row.Mark) -> String {
    switch mark {
    case .met: ink.good(mark.sign)
    case .missed: ink.bad(mark.sign)
    case .undecided: ink.unsure(mark.sign)
    }
  }

  /// A line with its note beside it, or below it where there is no room.
  private func lines(_ line: String, length: Int, note: String, at column: Int) -> [String] {
    guard !note.isEmpty else { return [line] }
    let room = width - column
    if room < Self.narrowestNote, note.count > room {
      return [line]
        + Lettering.wrapped(note, to: width - 6).map { Lettering.spaces(6) + ink.faint($0) }
    }
    return Lettering.wrapped(note, to: room).enumerated().map { index, part in
      index == 0
        ? line + Lettering.spaces(column - length) + ink.faint(part)
        : Lettering.spaces(column) + ink.faint(part)
    }
  }
}
