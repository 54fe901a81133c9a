import Blueprints
import Documents
import Reports

/// The page of a service, written from its declaration.
struct ServicePage {
  private let service: Service
  private var footnotes = Footnotes()

  private init(_ service: Service) { self.service = service }

  /// Settings, calls with their words, measures, limits, faults, actions and parameters, then where
  /// the numbers were read.
  static func sections(of service: Service) -> [Section] {
    var page = ServicePage(service)
    let parts = [
      page.settings, page.calls, page.words, page.measures, page.limits, page.faults, page.actions,
      page.parameters, page.prices,
    ]
    return (parts + [page.footnotes.section]).compactMap { $0 }
  }

  private var settings: Section? {
    let rows = service.explain()
    let read = rows.filter { $0.kind != "ignored" }.map { row in
      Row(row.name, row.standard, note: Self.note(row))
    }
    let ignored = rows.filter { $0.kind == "ignored" }.map { $0.name }
    var blocks: [Section.Block] = read.isEmpty ? [] : [.rows(read)]
    if !ignored.isEmpty {
      blocks.append(.remark("Known, and without influence: \(ignored.joined(separator: ", "))."))
    }
    return blocks.isEmpty ? nil : Section("Settings", remark: "with their defaults", blocks)
  }

  private static func note(_ row: SettingLister.Row) -> String {
    let range = row.range.isEmpty ? row.kind : "\(row.kind), \(row.range)"
    return row.summary.isEmpty ? range : "\(row.summary) (\(range))"
  }

  private var calls: Section? {
    mutating get {
      var rows: [Row] = []
      for inlet in service.declaration.inlets {
        var note = inlet.summary
        if let price = inlet.price {
          note += " \(price.item) cost \(PriceWords(price).text). \(footnotes.mark(price.source))"
        }
        rows.append(Row(inlet.name, inlet.permission ?? "no permission", note: note))
      }
      return Self.section("Calls", rows)
    }
  }

  /// What callers may say beside calls, and beside which.
  private var words: Section? {
    let inlets = service.declaration.inlets
    return Self.section(
      "Words",
      CallWord.all.compactMap { word in
        let taking = inlets.filter { $0.words.contains(word.name) }.map { $0.name }
        guard !taking.isEmpty else { return nil }
        return Row(word.name, taking.joined(separator: ", "), note: word.meaning)
      })
  }

  private var actions: Section? {
    Self.section(
      "Actions",
      service.declaration.actions.map { Row($0.kind.rawValue, "", note: $0.meaning) })
  }

  private var measures: Section? {
    Self.section(
      "Measures",
      service.declaration.measures.map { measure in
        Row(measure.name, measure.unit.name, note: measure.summary)
      })
  }

  private var limits: Section? {
    mutating get {
      var rows: [Row] = []
      for limit in service.declaration.limits {
        let scope =
          switch limit.scope {
          case .resource: "each resource"
          case .type: "all of the type"
          case .account: "the account"
          }
        rows.append(
          Row(limit.name, scope, note: "\(limit.summary) \(footnotes.mark(limit.source))"))
      }
      return Self.section("Limits", rows)
    }
  }

  private var prices: Section? {
    mutating get {
      var rows: [Row] = []
      for price in service.declaration.prices {
        rows.append(
          Row(price.item, "", note: "\(PriceWords(price).text). \(footnotes.mark(price.source))"))
      }
      return Self.section("Prices beside those of calls", rows)
    }
  }

  private var faults: Section? {
    Self.section(
      "Faults",
      service.declaration.faults.map { Row($0.kind.rawValue, "", note: $0.meaning) })
  }

  private var parameters: Section? {
    mutating get {
      var rows: [Row] = []
      for parameter in service.declaration.parameters {
        for (index, entry) in parameter.entries.enumerated() {
          let mark = footnotes.mark(entry.source)
          rows.append(
            Row(
              index == 0 ? parameter.name : "  under \(entry.calibration)", entry.value.words,
              note: index == 0 ? "\(parameter.summary) \(mark)" : mark))
        }
      }
      return Self.section("Parameters", rows)
    }
  }

  private static func section(_ heading: String, _ rows: [Row]) -> Section? {
    rows.isEmpty ? nil : Section(heading, [.rows(rows)])
  }
}
