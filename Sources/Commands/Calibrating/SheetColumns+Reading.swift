import Documents
import Studies

extension SheetColumns {
  /// The lengths of time in the column, and the cold starts beside them; empty cells are passed
  /// over.
  func runs() throws(InputError) -> Recording.Runs {
    var runs = Recording.Runs()
    for row in sheet.rows {
      if !row[column].text.isEmpty { runs.durations.append(try length(row[column], unit)) }
      if let starts, !row[starts].text.isEmpty {
        let head = sheet.heads?[starts].text.lowercased() ?? ""
        runs.starts.append(try length(row[starts], Self.unit(of: head) ?? unit))
      }
    }
    guard !runs.durations.isEmpty else {
      throw InputError(
        "\(sheet.source.name) holds no lengths of time in this column",
        remedy: "name another with --column NAME",
        at: sheet.source.place(at: (sheet.heads ?? sheet.rows[0])[column].offset))
    }
    return runs
  }

  /// The moments in the column, in ascending order.
  func arrivals() throws(InputError) -> Recording.Arrivals {
    var moments: [Int64] = []
    let isDated = isDated(column)
    for row in sheet.rows { moments.append(try moment(row[column], isDated)) }
    return Recording.Arrivals(moments: moments.sorted(), isDated: isDated)
  }

  /// The counts in the column, by the moments beside them.
  func periods() throws(InputError) -> Recording.Periods {
    let isDated = isDated(times)
    var entries: [(moment: Int64, count: Double, cell: Sheet.Cell)] = []
    for row in sheet.rows {
      entries.append((try moment(row[times], isDated), try count(row[column]), row[times]))
    }
    entries.sort { ($0.moment, $0.cell.offset) < ($1.moment, $1.cell.offset) }
    var period = Int64.max
    for (entry, last) in zip(entries.dropFirst(), entries) {
      guard entry.moment > last.moment else {
        throw slip("\(entry.cell.text) stands twice", "keep one, or add them up", entry.cell)
      }
      period = min(period, entry.moment - last.moment)
    }
    let start = entries[0].moment
    guard period < .max else {
      throw slip("one period tells nothing of how messages arrive", "give twenty", entries[0].cell)
    }
    let length = (entries[entries.count - 1].moment - start) / period + 1
    guard length <= 10_000_000 else {
      throw slip(
        "periods as short as this give more than 10 million of them", "give fewer or longer ones",
        entries[0].cell)
    }
    var values = [Double](repeating: 0, count: Int(length))
    for entry in entries {
      let distance = entry.moment - start
      guard distance % period == 0 else {
        throw slip(
          "\(entry.cell.text) does not lie a whole number of periods of \(Self.seconds(period)) s "
            + "after the first one", "give counts of equal periods", entry.cell)
      }
      values[Int(distance / period)] = entry.count
    }
    return Recording.Periods(
      counts: Counts(width: Double(period) / 1e9, values: values), start: start, isDated: isDated,
      missing: values.count - entries.count)
  }

  // MARK: Cells

  private static func seconds(_ nanoseconds: Int64) -> String {
    ShortestDecimal.text(Double(nanoseconds) / 1e9)
  }

  private func slip(_ problem: String, _ remedy: String, _ cell: Sheet.Cell) -> InputError {
    InputError(problem, remedy: remedy, at: sheet.source.place(at: cell.offset))
  }

  private func length(_ cell: Sheet.Cell, _ unit: String?) throws(InputError) -> Double {
    if unit == nil, NumberText(cell.text) != nil {
      let name = sheet.heads.map { $0[column].text } ?? cell.text
      throw slip("\(name) has no unit", "write --unit ms, --unit s or --unit us", cell)
    }
    guard let length = MomentText.length(cell.text, unit: unit ?? "ns") else {
      throw slip(
        "\(cell.text) is no length of time", "write a number, or leave the row out", cell)
    }
    guard length >= 0 else { throw slip("\(cell.text) is below zero", "leave the row out", cell) }
    guard length <= 3.2e17 else {
      throw slip("\(cell.text) is longer than ten years", "choose another unit", cell)
    }
    return length
  }

  private func count(_ cell: Sheet.Cell) throws(InputError) -> Double {
    guard let number = NumberText(cell.text)?.double else {
      throw slip("\(cell.text) is no number", "write how many arrived in the period", cell)
    }
    guard number >= 0, number <= 1e15, number == number.rounded() else {
      throw slip(
        "\(cell.text) is no number of arrivals", "export the sum of each period, not the average",
        cell)
    }
    return number
  }

  /// Whether the moments of a column are those of a calendar, by the first of them.
  private func isDated(_ column: Int) -> Bool {
    let text = sheet.rows[0][column].text
    return MomentText.isDate(text) || MomentText.isEpoch(text)
  }

  private func moment(_ cell: Sheet.Cell, _ isDated: Bool) throws(InputError) -> Int64 {
    let moment =
      isDated ? MomentText.dated(cell.text) : MomentText.relative(cell.text, unit: unit ?? "s")
    guard let moment else {
      throw slip(
        "\(cell.text) is no moment",
        isDated
          ? "write it like 2026-11-20T12:00:00.250Z, or in seconds since 1970"
          : "write it in seconds since the begin", cell)
    }
    return moment
  }
}
