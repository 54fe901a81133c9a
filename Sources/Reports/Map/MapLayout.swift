/// Where the boxes and wires of an architecture are drawn.
struct MapLayout {
  /// Lengths of the drawing [px].
  struct Measures {
    let box: (width: Double, height: Double)
    /// Between two layers, where the wires run.
    let layerGap: Double
    /// Between two boxes of a layer.
    let boxGap: Double

    /// Layers from left to right.
    static let wide = Measures(box: (170, 86), layerGap: 76, boxGap: 26)
    /// Layers from top to bottom, for narrow screens.
    static let tall = Measures(box: (172, 86), layerGap: 58, boxGap: 12)
  }

  /// A box: its left upper corner and its size.
  struct Box: Equatable {
    let x, y, width, height: Double

    /// Whether the two have any point in common.
    func overlaps(_ other: Box) -> Bool {
      x < other.x + other.width && other.x < x + width && y < other.y + other.height
        && other.y < y + height
    }

    /// The same with so much more on each side.
    func grown(by edge: Double) -> Box {
      Box(x: x - edge, y: y - edge, width: width + 2 * edge, height: height + 2 * edge)
    }

    /// Whether a point lies in it.
    func holds(_ point: Point) -> Bool {
      point.x > x && point.x < x + width && point.y > y && point.y < y + height
    }
  }

  struct Point: Equatable {
    let x, y: Double
  }

  /// A wire from box to box: where it leaves, where it enters and leaves each layer that it
  /// passes, and where it arrives.
  struct Path: Equatable {
    /// In the direction of the messages.
    let points: [Point]
  }

  /// What is set aside goes round what is not.
  private static let slight = 0.02
  private static let margin = 14.0
  private static let passing = 12.0

  let isTall: Bool
  let measures: Measures
  /// The box of each place.
  private(set) var boxes: [Box] = []
  /// The path of each wire; of one that leads back to its own place it is empty.
  private(set) var paths: [Path] = []
  /// The whole drawing.
  private(set) var size = Point(x: 0, y: 0)
  /// In which layer each place is.
  let layers: [Int]
  private let layering: Layering
  private let middles: [Double]

  /// Places and wires, from left to right or from top to bottom.
  init(_ graph: MapGraph, isTall: Bool) {
    self.init(
      graph.places.count,
      wires: graph.wires.map {
        Layering.Wire(from: $0.from, to: $0.to, weight: $0.isAside ? Self.slight : 1)
      },
      anchored: Set(graph.places.indices.filter { graph.places[$0].isClient }), isTall: isTall)
  }

  /// So many places with wires between them.
  init(_ count: Int, wires: [Layering.Wire], anchored: Set<Int> = [], isTall: Bool) {
    self.isTall = isTall
    measures = isTall ? .tall : .wide
    let plain = wires.filter { $0.from != $0.to }
    layering = Layering(count, wires: plain, anchored: anchored)
    layers = layering.cells.prefix(count).map { $0.layer }
    let across = isTall ? measures.box.width : measures.box.height
    middles = Alignment.middles(
      of: layering, sizes: layering.cells.map { $0.place == nil ? Self.passing : across },
      gap: measures.boxGap)
    boxes = (0..<count).map(box)
    var next = 0
    let ports = ports
    paths = wires.map { wire in
      guard wire.from != wire.to else { return Path(points: []) }
      next += 1
      return path(next - 1, ports)
    }
    let end = point(
      Double(layering.layers.count) * (along + measures.layerGap) - measures.layerGap,
      zip(middles, layering.cells).map { $0 + ($1.place == nil ? Self.passing : across) / 2 }.max()
        ?? 0)
    size = Point(x: end.x + Self.margin, y: end.y + Self.margin)
  }

  private var along: Double { isTall ? measures.box.height : measures.box.width }
  private var across: Double { isTall ? measures.box.width : measures.box.height }

  private func point(_ along: Double, _ across: Double) -> Point {
    isTall
      ? Point(x: across + Self.margin, y: along + Self.margin)
      : Point(x: along + Self.margin, y: across + Self.margin)
  }

  private func begin(of layer: Int) -> Double { Double(layer) * (along + measures.layerGap) }

  private func box(_ place: Int) -> Box {
    let corner = point(begin(of: layers[place]), middles[place] - across / 2)
    return Box(
      x: corner.x, y: corner.y, width: measures.box.width, height: measures.box.height)
  }

  /// Where each wire leaves its first cell and arrives at its last, across the layers.
  private var ports: [(first: Double, last: Double)] {
    var ports = layering.chains.map {
      (first: middles[$0.cells[0]], last: middles[$0.cells[$0.cells.count - 1]])
    }
    for place in layers.indices {
      let leaving = layering.chains.indices.filter { layering.chains[$0].cells[0] == place }
      let arriving = layering.chains.indices.filter { layering.chains[$0].cells.last == place }
      for (port, chain) in spread(leaving, at: place, towards: { $0[1] }) {
        ports[chain].first = port
      }
      for (port, chain) in spread(arriving, at: place, towards: { $0[$0.count - 2] }) {
        ports[chain].last = port
      }
    }
    for index in ports.indices { straighten(&ports[index], of: index) }
    return ports
  }

  /// Moves the end of a wire that is alone at its side until the wire is straight.
  private func straighten(_ ports: inout (first: Double, last: Double), of index: Int) {
    let cells = layering.chains[index].cells
    let (one, other) = (cells[0], cells[cells.count - 1])
    let reach = across / 2 - 16
    if layering.earlier(than: other).count == 1, cells.count == 2,
      (ports.first - middles[other]).magnitude <= reach
    {
      ports.last = ports.first
    } else if layering.later(than: one).count == 1, cells.count == 2,
      (ports.last - middles[one]).magnitude <= reach
    {
      ports.first = ports.last
    }
  }

  private func spread(
    _ chains: [Int], at place: Int, towards neighbour: ([Int]) -> Int
  ) -> [(port: Double, chain: Int)] {
    let ranked = chains.sorted { one, other in
      (middles[neighbour(layering.chains[one].cells)], one)
        < (middles[neighbour(layering.chains[other].cells)], other)
    }
    let step = min(18, (across - 24) / Double(max(ranked.count, 1)))
    return ranked.enumerated().map { index, chain in
      (middles[place] + (Double(index) - Double(ranked.count - 1) / 2) * step, chain)
    }
  }

  private func path(_ index: Int, _ ports: [(first: Double, last: Double)]) -> Path {
    let chain = layering.chains[index]
    var points = [
      point(begin(of: layering.cells[chain.cells[0]].layer) + along, ports[index].first)
    ]
    for cell in chain.cells.dropFirst().dropLast() {
      let begin = begin(of: layering.cells[cell].layer)
      points.append(point(begin, middles[cell]))
      points.append(point(begin + along, middles[cell]))
    }
    points.append(
      point(begin(of: layering.cells[chain.cells[chain.cells.count - 1]].layer), ports[index].last))
    return Path(points: chain.isTurned ? points.reversed() : points)
  }
}
