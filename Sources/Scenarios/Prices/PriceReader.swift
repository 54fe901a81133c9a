import Blueprints
import Documents

/// Reads the prices that a scenario sets itself.
struct PriceReader {
  /// The numbers of things for which people give prices.
  private static let lots: [(name: String, size: Int64)] = [
    ("million", 1_000_000), ("thousand", 1_000), ("one", 1),
  ]

  private let known: [Price]
  private let diagnostics: Diagnostics

  init(_ catalogue: Catalogue, reporting diagnostics: Diagnostics) {
    known = catalogue.allPrices
    self.diagnostics = diagnostics
  }

  /// The prices of a scenario.
  func read(_ document: Document?) -> PriceList {
    guard let document else { return PriceList() }
    guard let map = document.map else {
      diagnostics.report(
        InputError(
          "prices takes what is sold with its price, and is \(document.kindName)",
          remedy: "for example prices: {SQS requests: 0.30 per million}", at: document.place))
      return PriceList()
    }
    return PriceList(
      map.entries.compactMap { entry in
        diagnostics.attempt { () throws(InputError) in try price(entry) }
      })
  }

  private func price(_ entry: DocumentMap.Entry) throws(InputError) -> Price {
    guard let usual = known.first(where: { $0.item == entry.key }) else {
      let near = Suggestion.nearest(to: entry.key, among: known.map { $0.item })
      throw InputError(
        "nothing is sold as \(entry.key)",
        remedy: near.map { "did you mean \($0)?" } ?? "a report names what is, under Cost",
        at: entry.keyPlace)
    }
    let phrase = try entry.value.price()
    let units = usual.unit.map { [($0.name, $0.size)] } ?? Self.lots.map { ($0.name, $0.size) }
    guard let size = units.first(where: { $0.0 == phrase.unit })?.1 else {
      throw InputError(
        "\(entry.key) are not sold by the \(phrase.unit)",
        remedy: "write per " + units.map { $0.0 }.joined(separator: ", per "),
        at: entry.value.place)
    }
    let (lot, overflow) = size.multipliedReportingOverflow(by: phrase.lot)
    guard !overflow else {
      throw InputError(
        "the price of \(entry.key) has too many digits", remedy: "write fewer",
        at: entry.value.place)
    }
    var price = Price(
      usual.item, microdollars: phrase.microdollars, per: lot,
      source: .definition("the scenario sets it")
    ).billed(by: usual.service)
    if let unit = usual.unit { price = price.sold(by: unit.name, of: unit.size) }
    if let free = usual.allowance { price = price.free(free.units, sharing: free.name) }
    return price
  }
}

extension Catalogue {
  /// Everything that anything is charged for, each item once.
  package var allPrices: [Price] {
    var items: Set<String> = []
    return services.flatMap { $0.declaration.allPrices }.filter { items.insert($0.item).inserted }
  }
}
