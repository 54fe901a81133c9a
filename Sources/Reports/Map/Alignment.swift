/// Where cells stand within their layers: near the middle of their neighbours, none on another.
enum Alignment {
  private static let sweeps = 16

  /// The middle of each cell across the layers, the least edge at zero.
  ///
  /// - Parameters:
  ///   - sizes: How much room each cell takes.
  ///   - gap: What stays free between two.
  static func middles(of layering: Layering, sizes: [Double], gap: Double) -> [Double] {
    let weights = sizes.indices.map { cell in
      (layering.earlier(than: cell) + layering.later(than: cell)).reduce(0.01) { $0 + $1.weight }
    }
    var middles = Array(repeating: 0.0, count: sizes.count)
    for layer in layering.layers {
      var edge = 0.0
      for cell in layer {
        middles[cell] = edge + sizes[cell] / 2
        edge += sizes[cell] + gap
      }
    }
    let order = Array(layering.layers.indices)
    for sweep in 0..<sweeps {
      let isForward = sweep % 2 == 0
      for layer in isForward ? order : order.reversed() {
        let cells = layering.layers[layer]
        let wished = cells.map { cell in
          let all = layering.earlier(than: cell) + layering.later(than: cell)
          let some = isForward ? layering.earlier(than: cell) : layering.later(than: cell)
          let near = sweep >= sweeps - 4 || some.isEmpty ? all : some
          let weight = near.reduce(0) { $0 + $1.weight }
          return near.isEmpty
            ? middles[cell] : near.reduce(0) { $0 + middles[$1.cell] * $1.weight } / weight
        }
        let seated = seats(
          wished, weights: cells.map { weights[$0] }, sizes: cells.map { sizes[$0] }, gap: gap)
        for (cell, middle) in zip(cells, seated) { middles[cell] = middle }
      }
    }
    let least = sizes.indices.map { middles[$0] - sizes[$0] / 2 }.min() ?? 0
    return middles.map { ($0 - least).rounded() }
  }

  /// The places nearest to those wished for, in the same order, that leave the gap between all.
  ///
  /// Less what stands before each, wishes need only be made ascending: neighbours that are not are
  /// put at their mean, to which each counts by its weight.
  static func seats(
    _ wished: [Double], weights: [Double], sizes: [Double], gap: Double
  ) -> [Double] {
    var offsets: [Double] = []
    for index in sizes.indices {
      offsets.append(
        index == 0 ? 0 : offsets[index - 1] + (sizes[index - 1] + sizes[index]) / 2 + gap)
    }
    var pools: [(sum: Double, weight: Double, count: Int)] = []
    for index in wished.indices {
      pools.append(((wished[index] - offsets[index]) * weights[index], weights[index], 1))
      while pools.count > 1 {
        let last = pools[pools.count - 1]
        let other = pools[pools.count - 2]
        guard other.sum / other.weight > last.sum / last.weight else { break }
        pools.removeLast(2)
        pools.append(
          (other.sum + last.sum, other.weight + last.weight, other.count + last.count))
      }
    }
    let levels = pools.flatMap { Array(repeating: $0.sum / $0.weight, count: $0.count) }
    return zip(levels, offsets).map { $0 + $1 }
  }
}
