import Kernel
import Testing

@testable import Reports

/// Where boxes and wires of an architecture come to stand.
@Suite struct LayeringTests {
  /// Architectures of every size up to thirty places, with circles and wires drawn at random.
  private static func graph(_ seed: UInt64) -> (count: Int, wires: [Layering.Wire]) {
    func draw(_ index: Int, below bound: Int) -> Int {
      Int(SplitMix64.mix(seed, UInt64(index)) % UInt64(bound))
    }
    let count = 2 + Int(seed % 29)
    let wires = (0..<(count + draw(0, below: count))).map { index in
      Layering.Wire(
        from: draw(3 * index + 1, below: count), to: draw(3 * index + 2, below: count),
        weight: index % 5 == 0 ? 0.02 : 1)
    }
    return (count, wires)
  }

  @Test func `no two boxes overlap, whichever way the layers run`() {
    for seed in UInt64(0)..<60 {
      let (count, wires) = Self.graph(seed)
      for isTall in [false, true] {
        let layout = MapLayout(count, wires: wires, isTall: isTall)
        for (index, box) in layout.boxes.enumerated() {
          #expect(box.x >= 0 && box.x + box.width <= layout.size.x, "seed \(seed)")
          #expect(box.y >= 0 && box.y + box.height <= layout.size.y, "seed \(seed)")
          for other in layout.boxes[..<index] { #expect(!box.overlaps(other), "seed \(seed)") }
        }
      }
    }
  }

  @Test func `wires lead one layer on, cell by cell, and turned ones back`() {
    for seed in UInt64(0)..<60 {
      let (count, wires) = Self.graph(seed)
      let plain = wires.filter { $0.from != $0.to }
      let layering = Layering(count, wires: plain)
      #expect(layering.chains.count == plain.count, "seed \(seed)")
      for (wire, chain) in zip(plain, layering.chains) {
        #expect(chain.cells.count >= 2, "seed \(seed)")
        #expect(chain.cells.first == (chain.isTurned ? wire.to : wire.from), "seed \(seed)")
        #expect(chain.cells.last == (chain.isTurned ? wire.from : wire.to), "seed \(seed)")
        // Only the ends of a wire are places.
        for cell in chain.cells.dropFirst().dropLast() {
          #expect(layering.cells[cell].place == nil, "seed \(seed)")
        }
        for (one, next) in zip(chain.cells, chain.cells.dropFirst()) {
          #expect(
            layering.cells[next].layer == layering.cells[one].layer + 1, "seed \(seed)")
        }
      }
    }
  }

  @Test func `a wire is turned only where the others lead from its end to its begin`() {
    for seed in UInt64(0)..<60 {
      let (count, wires) = Self.graph(seed)
      let plain = wires.filter { $0.from != $0.to }
      let chains = Layering(count, wires: plain).chains
      let straight = zip(plain, chains).filter { !$0.1.isTurned }.map { $0.0 }
      for (wire, chain) in zip(plain, chains) where chain.isTurned {
        var reached: Set = [wire.to]
        var isGrowing = true
        while isGrowing {
          let more = straight.filter { reached.contains($0.from) && !reached.contains($0.to) }
          isGrowing = !more.isEmpty
          reached.formUnion(more.map { $0.to })
        }
        #expect(reached.contains(wire.from), "seed \(seed): \(wire)")
      }
    }
  }

  @Test func `every cell stands in one layer, once`() {
    for seed in UInt64(0)..<60 {
      let (count, wires) = Self.graph(seed)
      let layering = Layering(count, wires: wires.filter { $0.from != $0.to })
      #expect(layering.layers.flatMap { $0 }.sorted() == Array(layering.cells.indices))
      for (layer, cells) in layering.layers.enumerated() {
        #expect(cells.allSatisfy { layering.cells[$0].layer == layer }, "seed \(seed)")
      }
      #expect(Set(layering.cells.compactMap { $0.place }) == Set(0..<count), "seed \(seed)")
    }
  }

  @Test func `sources stand left of consumers where wires close no circle`() {
    for seed in UInt64(0)..<60 {
      let (count, wires) = Self.graph(seed)
      let acyclic = wires.filter { $0.from < $0.to }
      let layout = MapLayout(count, wires: acyclic, isTall: false)
      for wire in acyclic {
        let (from, to) = (layout.boxes[wire.from], layout.boxes[wire.to])
        #expect(from.x + from.width < to.x, "seed \(seed)")
      }
      #expect(Layering(count, wires: acyclic).chains.allSatisfy { !$0.isTurned })
    }
  }

  @Test func `wires begin and end at the edges of their boxes`() {
    for seed in UInt64(0)..<30 {
      let (count, wires) = Self.graph(seed)
      let layout = MapLayout(count, wires: wires, isTall: false)
      for (wire, path) in zip(wires, layout.paths) where wire.from != wire.to {
        for (place, point) in [(wire.from, path.points[0]), (wire.to, path.points.last)] {
          let box = layout.boxes[place]
          #expect(point.map { [box.x, box.x + box.width].contains($0.x) } == true)
          #expect(point.map { $0.y > box.y && $0.y < box.y + box.height } == true)
        }
      }
    }
  }

  @Test func `of a circle one wire is turned round`() {
    let circle = (0..<5).map { Layering.Wire(from: $0, to: ($0 + 1) % 5) }
    let layering = Layering(5, wires: circle)
    #expect(layering.chains.map { $0.isTurned } == [false, false, false, false, true])
    #expect(layering.layers.count == 5)
  }

  @Test func `crossings that can be undone are undone`() {
    let crossed = [(0, 5), (1, 4), (2, 3)].map { Layering.Wire(from: $0.0, to: $0.1) }
    #expect(Layering(6, wires: crossed).crossings == 0)
  }

  @Test func `a chain of places stands in one line`() {
    let chain = (0..<4).map { Layering.Wire(from: $0, to: $0 + 1) }
    let aside = [Layering.Wire(from: 2, to: 5, weight: 0.02)]
    let layout = MapLayout(6, wires: chain + aside, isTall: false)
    for (one, next) in zip(layout.paths[..<4], layout.paths[1..<4]) {
      #expect((one.points[1].y - next.points[0].y).magnitude <= 9)
    }
    for path in layout.paths[..<4] { #expect(path.points[0].y == path.points[1].y) }
  }

  @Test func `seats keep their order and their gap, near to where they are wished`() {
    let seats = Alignment.seats(
      [50, 10, 10, 200], weights: [1, 1, 2, 1], sizes: [20, 20, 20, 20], gap: 5)
    for (one, next) in zip(seats, seats.dropFirst()) { #expect(next - one >= 25) }
    #expect(seats[3] == 200)
    // What moves least in all: (50 + (10 - 25) + 2 * (10 - 50)) / 4.
    #expect(seats[0] == -11.25)
  }

  @Test func `long names are shortened in their middle`() {
    #expect(Drawn.shortened("OrderQueue", to: 20) == "OrderQueue")
    let short = Drawn.shortened("AVeryLongLogicalIdOfAQueueThatNobodyReads", to: 16)
    #expect(short.hasPrefix("AVery") && short.hasSuffix("ds") && short.contains("…"))
    #expect(Drawn.width(of: short) <= 16)
    #expect(Drawn.shortened("", to: 16) == "")
  }

  @Test func `coordinates have at most one decimal`() {
    #expect([1, 1.04, 1.06, -0.26, -2].map(Drawn.number) == ["1", "1", "1.1", "-0.3", "-2"])
  }
}
