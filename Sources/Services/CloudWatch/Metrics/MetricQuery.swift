import Blueprints
import Documents
import Kernel

/// One metric of an alarm, as its template names it.
struct MetricName {
  /// Part of what tells a metric from others of its name.
  struct Dimension {
    let name: String
    let value: Reference
  }

  let namespace: String
  let name: String
  let dimensions: [Dimension]
  /// The statistic's name.
  let statistic: String
  /// The length of a period [s].
  let period: Int64
  let place: Place
}

/// An entry of `Metrics`: a metric, or an expression over others.
struct MetricQuery {
  /// What it is.
  enum Subject {
    case metric(MetricName)
    case expression(String, Place)
  }

  let id: String
  let subject: Subject
  /// Whether the alarm watches it.
  let isReturned: Bool
  let place: Place
}

extension MetricQuery {
  /// Reads an entry of `Metrics` of the alarm that a label names.
  init(_ document: Document, of label: String) throws(InputError) {
    let known = ["AccountId", "Expression", "Id", "Label", "MetricStat", "Period", "ReturnData"]
    for entry in document.map?.entries ?? [] where !known.contains(entry.key) {
      throw .strayProperty(entry, among: known, of: "an entry of Metrics of \(label)")
    }
    guard let id = document["Id"]?.text else {
      throw InputError(
        "an entry of Metrics of \(label) has no Id", remedy: "for example Id: m1",
        at: document.place)
    }
    self.id = id
    place = document.place
    isReturned = document["ReturnData"]?.flag ?? (document["ReturnData"]?.text != "false")
    if let expression = document["Expression"], let text = expression.text {
      subject = .expression(text, expression.place)
      return
    }
    guard let stat = document["MetricStat"] else {
      throw InputError(
        "\(id) of Metrics of \(label) has neither MetricStat nor Expression",
        remedy: "give one of them", at: document.place)
    }
    let owner = "\(id) of \(label)"
    subject = .metric(
      try MetricName(
        namespace: Self.text("Namespace", stat["Metric"], of: owner, at: stat.place),
        name: Self.text("MetricName", stat["Metric"], of: owner, at: stat.place),
        dimensions: Self.dimensions(stat["Metric"]?["Dimensions"], of: owner),
        statistic: Self.text("Stat", stat, of: owner, at: stat.place),
        period: Self.whole("Period", stat, of: owner), place: stat.place))
  }

  private static func text(
    _ name: String, _ document: Document?, of owner: String, at place: Place
  ) throws(InputError) -> String {
    guard let text = document?[name]?.scalarText else {
      throw InputError("\(owner) has no \(name)", at: document?.place ?? place)
    }
    return text
  }

  private static func whole(
    _ name: String, _ document: Document, of owner: String
  ) throws(InputError) -> Int64 {
    let given = document[name]
    guard let number = given?.number ?? given?.text.flatMap({ NumberText($0) }),
      let whole = number.integer
    else {
      throw InputError(
        "\(owner) has no \(name)", remedy: "give it in seconds", at: document.place)
    }
    return whole
  }

  /// Reads a list of dimensions.
  static func dimensions(
    _ document: Document?, of owner: String
  ) throws(InputError) -> [MetricName.Dimension] {
    var dimensions: [MetricName.Dimension] = []
    for entry in document?.list ?? [] {
      guard let name = entry["Name"]?.text, let value = entry["Value"], let text = value.scalarText
      else {
        throw InputError(
          "a dimension of \(owner) is incomplete", remedy: "give {Name: …, Value: …}",
          at: entry.place)
      }
      dimensions.append(
        MetricName.Dimension(name: name, value: Reference(text: text, place: value.place)))
    }
    return dimensions
  }
}
