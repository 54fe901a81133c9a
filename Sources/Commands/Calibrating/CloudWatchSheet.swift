import Documents

/// Counts as CloudWatch gives them in JSON: the `Datapoints` of get-metric-statistics, or the first
/// of the `MetricDataResults` of get-metric-data.
enum CloudWatchSheet {
  /// The statistics that count something, the more usual first.
  private static let counting = ["Sum", "SampleCount"]

  /// The moments and values as a sheet of two columns; nil where the JSON is something else.
  ///
  /// - Parameter column: The statistic that the user names; nil where the content decides.
  /// - Throws: That a point lacks something, or that nothing in it is a count.
  static func read(
    _ source: SourceText, column: String?
  ) throws(InputError) -> Sheet? {
    guard let document = try? JSON.read(source) else { return nil }
    if let points = document["Datapoints"]?.list {
      return try sheet(of: points, column, source)
    }
    guard let result = document["MetricDataResults"]?.list?.first,
      let moments = result["Timestamps"]?.list, let values = result["Values"]?.list
    else { return nil }
    guard moments.count == values.count, !moments.isEmpty else {
      throw InputError(
        "\(moments.count) moments and \(values.count) values do not go together",
        remedy: "export the metric again", at: result.place)
    }
    return Sheet(source, counted: "Values", zip(moments, values).map { ($0, $1) })
  }

  private static func sheet(
    of points: [Document], _ column: String?, _ source: SourceText
  ) throws(InputError) -> Sheet {
    guard let first = points.first else {
      throw InputError(
        "\(source.name) has no Datapoints", remedy: "choose a time in which something happened")
    }
    let statistic: String
    if let column { statistic = column } else { statistic = try self.statistic(of: first) }
    var rows: [(Document, Document)] = []
    for point in points {
      guard let moment = point["Timestamp"], let value = point[statistic] else {
        throw InputError(
          "this point has no Timestamp and \(statistic)",
          remedy: "export it with --statistics \(statistic)", at: point.place)
      }
      rows.append((moment, value))
    }
    return Sheet(source, counted: statistic, rows)
  }

  /// Which number of a point is a count: of a metric with a unit its samples are.
  private static func statistic(of point: Document) throws(InputError) -> String {
    let isCounted = ["Count", "None"].contains(point["Unit"]?.text ?? "None")
    let usable = isCounted ? counting : Array(counting.dropFirst())
    if let statistic = usable.first(where: { point[$0] != nil }) { return statistic }
    throw InputError(
      "these Datapoints hold no counts",
      remedy: "export the metric with --statistics \(isCounted ? "Sum" : "SampleCount")",
      at: point.place)
  }
}

extension Sheet {
  /// Moments and what was counted in the period from each on.
  fileprivate init(
    _ source: SourceText, counted name: String, _ rows: [(moment: Document, value: Document)]
  ) {
    func cell(_ document: Document) -> Cell {
      Cell(text: document.scalarText ?? "", offset: document.place.offset)
    }
    self.init(
      source, heads: ["Timestamp", name].map { Cell(text: $0, offset: 0) },
      rows: rows.map { [cell($0.moment), cell($0.value)] })
  }
}
