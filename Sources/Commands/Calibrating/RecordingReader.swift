import Documents

/// Reads a recording, and finds out what kind it is.
struct RecordingReader {
  /// What the user says of the recording.
  struct Wishes {
    /// The kind; nil where the content decides.
    var kind: Recording.Kind?
    /// The unit of bare numbers: one of `ns`, `us`, `ms` and `s`.
    var unit: String?
    /// The head of the column that counts.
    var column: String?
  }

  let source: SourceText
  let wishes: Wishes

  /// The recording.
  ///
  /// - Throws: What is wrong with it, and in which line.
  func recording() throws(InputError) -> Recording {
    let report = ReportLines(source)
    if wishes.kind == .report || wishes.kind == nil && wishes.column == nil && report.arePresent {
      return .runs(try report.runs(), .report)
    }
    let columns = try columns()
    switch columns.kind {
    case .durations, .report: return .runs(try columns.runs(), .durations)
    case .timestamps: return .arrivals(try columns.arrivals())
    case .counts: return .periods(try columns.periods())
    }
  }

  private func columns() throws(InputError) -> SheetColumns {
    guard let first = source.bytes.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B
    else { return try SheetColumns(Sheet(source), wishes) }
    guard let sheet = try CloudWatchSheet.read(source, column: wishes.column) else {
      throw InputError(
        "\(source.name) is JSON without REPORT lines of Lambda or Datapoints of CloudWatch",
        remedy: "export the messages of the function's log or a metric, or give a CSV")
    }
    return try SheetColumns(sheet, Wishes(kind: .counts))
  }
}
