/// Places in layers, so that wires lead from a layer to a later one, with few crossings.
///
/// A wire that would close a circle is turned round. A wire that passes layers has a cell of its
/// own in each, which keeps room for it. The same places and wires always give the same layers.
struct Layering {
  /// A seat in a layer: that of a place, or of a wire that passes by.
  struct Cell: Equatable {
    /// The layer, from 0.
    let layer: Int
    /// The place; nil where a wire passes.
    let place: Int?
  }

  /// A wire from cell to cell, along the layers.
  struct Chain: Equatable {
    /// The cells that it joins, one in each layer.
    let cells: [Int]
    /// Whether it was turned round: it ends where the chain begins.
    let isTurned: Bool
  }

  /// A cell of the next layer or the one before to which one is joined.
  struct Neighbour: Equatable {
    let cell: Int
    /// How much it matters that the two stand in line.
    let weight: Double
  }

  /// A wire from one place to another.
  struct Wire: Equatable {
    let from, to: Int
    /// How much it matters that it is straight.
    var weight = 1.0

    /// The same the other way round.
    var turned: Wire { Wire(from: to, to: from, weight: weight) }
  }

  /// How much more a wire strives to be straight at which no, one, or both cells only let it pass.
  private static let stiffness = [1.0, 2, 8]
  /// Two passes settle most drawings; more than these never helped one.
  private static let sweeps = 12

  /// The cells: those of the places first, in their order.
  private(set) var cells: [Cell]
  /// The wires, in their order.
  private(set) var chains: [Chain] = []
  /// The cells of each layer, in the order in which they stand.
  private(set) var layers: [[Int]]
  private var before: [[Neighbour]]
  private var after: [[Neighbour]]

  /// Layers for so many places, of which some must stay in the first one if nothing leads there.
  ///
  /// - Parameter wires: None from a place to itself.
  init(_ count: Int, wires: [Wire], anchored: Set<Int> = []) {
    let turned = Self.closing(count, wires)
    let forward = wires.indices.map { index in
      turned[index] ? wires[index].turned : wires[index]
    }
    let depths = Self.depths(count, forward, anchored)
    cells = depths.indices.map { Cell(layer: depths[$0], place: $0) }
    layers = Array(repeating: [], count: (depths.max() ?? -1) + 1)
    before = Array(repeating: [], count: count)
    after = Array(repeating: [], count: count)
    for place in cells.indices { layers[cells[place].layer].append(place) }
    for index in wires.indices { join(forward[index], isTurned: turned[index]) }
    uncross()
  }

  /// The cells of the layer before that are joined to one.
  func earlier(than cell: Int) -> [Neighbour] { before[cell] }
  /// The cells of the layer behind that are joined to one.
  func later(than cell: Int) -> [Neighbour] { after[cell] }

  private mutating func join(_ wire: Wire, isTurned: Bool) {
    var chain = [wire.from]
    for layer in (cells[wire.from].layer + 1)..<cells[wire.to].layer {
      chain.append(cells.count)
      layers[layer].append(cells.count)
      cells.append(Cell(layer: layer, place: nil))
      before.append([])
      after.append([])
    }
    chain.append(wire.to)
    for (one, next) in zip(chain, chain.dropFirst()) {
      let passing = [one, next].filter { cells[$0].place == nil }.count
      let weight = wire.weight * Self.stiffness[passing]
      after[one].append(Neighbour(cell: next, weight: weight))
      before[next].append(Neighbour(cell: one, weight: weight))
    }
    chains.append(Chain(cells: chain, isTurned: isTurned))
  }

  // MARK: Layers

  /// Which wires lead back to a place on the way to them, seen from the places nothing leads to.
  private static func closing(_ count: Int, _ wires: [Wire]) -> [Bool] {
    var leaving = Array(repeating: [Int](), count: count)
    var isEntered = Array(repeating: false, count: count)
    for (index, wire) in wires.enumerated() {
      leaving[wire.from].append(index)
      if wire.from != wire.to { isEntered[wire.to] = true }
    }
    var turned = Array(repeating: false, count: wires.count)
    var state = Array(repeating: 0, count: count)
    for root in (0..<count).filter({ !isEntered[$0] }) + Array(0..<count) where state[root] == 0 {
      var way = [(place: root, next: 0)]
      state[root] = 1
      while let last = way.last {
        guard last.next < leaving[last.place].count else {
          state[last.place] = 2
          way.removeLast()
          continue
        }
        way[way.count - 1].next += 1
        let wire = leaving[last.place][last.next]
        let end = wires[wire].to
        if state[end] == 1 { turned[wire] = true }
        if state[end] == 0 {
          state[end] = 1
          way.append((end, 0))
        }
      }
    }
    return turned
  }

  /// How many wires the longest way to each place has; where none leads to, just before its next.
  private static func depths(
    _ count: Int, _ wires: [Wire], _ anchored: Set<Int>
  ) -> [Int] {
    var open = Array(repeating: 0, count: count)
    for wire in wires { open[wire.to] += 1 }
    let sources = (0..<count).filter { open[$0] == 0 }
    var ready = sources
    var depths = Array(repeating: 0, count: count)
    var next = 0
    while next < ready.count {
      for wire in wires where wire.from == ready[next] {
        depths[wire.to] = max(depths[wire.to], depths[wire.from] + 1)
        open[wire.to] -= 1
        if open[wire.to] == 0 { ready.append(wire.to) }
      }
      next += 1
    }
    precondition(ready.count == count, "a circle is left among \(wires)")
    for source in sources where !anchored.contains(source) {
      let nearest = wires.filter { $0.from == source }.map { depths[$0.to] }.min()
      depths[source] = nearest.map { $0 - 1 } ?? 0
    }
    return depths
  }

  // MARK: Crossings

  /// Moves each cell to the mean place of its neighbours, there and back, and keeps the best.
  private mutating func uncross() {
    var best = layers
    var fewest = crossings
    for sweep in 0..<Self.sweeps where fewest > 0 {
      let isForward = sweep % 2 == 0
      let order =
        isForward ? Array(layers.indices.dropFirst()) : layers.indices.dropLast().reversed()
      for layer in order { sort(layer, by: isForward ? before : after) }
      let now = crossings
      if now < fewest { (best, fewest) = (layers, now) }
    }
    layers = best
  }

  private mutating func sort(_ layer: Int, by neighbours: [[Neighbour]]) {
    let seats = seats
    let ranked = layers[layer].enumerated().map { seat, cell -> (Double, Int, Int) in
      let near = neighbours[cell].map { Double(seats[$0.cell]) }
      return (near.isEmpty ? Double(seat) : near.reduce(0, +) / Double(near.count), seat, cell)
    }
    layers[layer] = ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { $0.2 }
  }

  /// The place of each cell in its layer.
  private var seats: [Int] {
    var seats = Array(repeating: 0, count: cells.count)
    for layer in layers {
      for (seat, cell) in layer.enumerated() { seats[cell] = seat }
    }
    return seats
  }

  /// How often two wires between the same layers cross.
  var crossings: Int {
    let seats = seats
    return layers.reduce(0) { sum, layer in
      let links = layer.flatMap { cell in after[cell].map { (seats[cell], seats[$0.cell]) } }
      var count = 0
      for (index, one) in links.enumerated() {
        for other in links[(index + 1)...] {
          if one.0 < other.0 && one.1 > other.1 || one.0 > other.0 && one.1 < other.1 { count += 1 }
        }
      }
      return sum + count
    }
  }
}
