/// The names of the courses of a panel: beside their ends where there is room, else below.
struct PanelKeys {
  /// A name, and how far down its course ends, from 0 to 1.
  struct Key {
    let name: String
    let height: Double
    /// Which of the eight colours it has, from 0; nil for that of its place.
    var colour: Int?
  }

  /// What a line of letters takes [px].
  private static let leading = 17
  /// So many letters fit on a line beside the courses.
  private static let letters = 24

  private let keys: [Key]

  init(_ keys: [Key]) { self.keys = keys }

  private func room(_ key: Key) -> Int {
    (1 + (key.name.count - 1) / Self.letters) * Self.leading + 2
  }

  /// The height that all of them take [px].
  var needed: Int { keys.reduce(0) { $0 + room($1) } }

  /// Where each begins [px]: none covers another, and each is as near to its course as can be.
  private func places(top: Int, plot: Int) -> [Int] {
    let order = keys.indices.sorted { (keys[$0].height, $0) < (keys[$1].height, $1) }
    var places = [Int](repeating: 0, count: keys.count)
    var limit = top + plot + Self.leading
    for index in order.reversed() {
      let wanted = top + Int(keys[index].height * Double(plot)) - Self.leading / 2
      places[index] = min(wanted, limit - room(keys[index]))
      limit = places[index]
    }
    var least = 0
    for index in order {
      places[index] = max(places[index], least)
      least = places[index] + room(keys[index])
    }
    return places
  }

  /// The list of names.
  func element(top: Int, plot: Int) -> Element {
    let places = places(top: top, plot: plot)
    return Element(
      "ul", ["class": "keys"],
      keys.enumerated().map { index, key in
        Element(
          "li",
          [
            "class": "key c\((key.colour ?? index) % Panel.mostLines + 1)",
            "style": "--at:\(places[index])px",
          ],
          [
            Element("i", ["class": "swatch"]), Element("span", ["class": "name"], text: key.name),
          ])
      })
  }
}
