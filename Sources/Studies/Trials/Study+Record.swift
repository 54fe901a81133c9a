import Documents
import Measures
import Scenarios

extension Study {
  /// Writes everything that has to be the same in files that belong together.
  func write(to writer: inout JSONWriter) {
    writer.member("version", version)
    writer.member("command", command)
    writer.member("title", title)
    writer.member("scenario", scenario)
    writer.member("sources", String(sources, radix: 16))
    writer.member("seed", String(seed))
    writer.array("changes") { for change in changes { $0.value(change) } }
    writer.array("designs") { for design in designs { $0.value(design) } }
    writer.array("knobs") {
      for knob in knobs {
        $0.object {
          $0.member("path", knob.path)
          $0.array("values") { for value in knob.values { $0.value(value) } }
        }
      }
    }
    writer.array("points") { for point in points { $0.object { point.write(to: &$0) } } }
    writer.member("replications", Int64(replications))
    writer.array("figures") { for figure in figures { $0.object { figure.write(to: &$0) } } }
  }
}

extension Point {
  /// Writes the design, if it has a name, and the settings.
  func write(to writer: inout JSONWriter) {
    if !design.isEmpty { writer.member("design", design) }
    writer.object("set") { for choice in choices { $0.member(choice.path, choice.value) } }
  }
}

extension AskedFigure {
  /// How scales are called in files.
  static let scales: [(name: String, scale: UnitOfMeasure.Scale)] = [
    ("time", .time), ("size", .size), ("number", .number), ("money", .money), ("share", .share),
    ("rate", .rate),
  ]

  func write(to writer: inout JSONWriter) {
    writer.member("name", name)
    writer.member("unit", unit.name)
    writer.member("one", unit.singular)
    writer.member("symbol", unit.symbol)
    writer.member("scale", Self.scales.first { $0.scale == unit.scale }?.name ?? "number")
    if let bound {
      writer.member("comparison", bound.comparison.rawValue)
      writer.member("bound", bound.value)
    }
  }
}

extension Trial {
  /// The run as a line of JSON.
  package var line: String {
    var writer = JSONWriter(.compact)
    writer.object {
      key.point.write(to: &$0)
      $0.member("replication", Int64(key.replication))
      $0.member("fingerprint", String(fingerprint, radix: 16))
      $0.member("arrivals", String(arrivals, radix: 16))
      $0.member("messages", messages)
      $0.member("events", String(events))
      $0.member("drained", isDrained)
      $0.array("figures") { writer in
        for figure in figures {
          switch figure {
          case nil: writer.null()
          case .infinity?: writer.value("never")
          case let figure?: writer.value(figure)
          }
        }
      }
      if !imbalances.isEmpty {
        $0.array("imbalances") { for text in imbalances { $0.value(text) } }
      }
    }
    return writer.text
  }
}
