import Kernel

/// Loads at equal ratios, in three digits each, as people read them.
package struct LoadScale: Equatable, Sendable {
  /// The loads, from the least to the greatest, no two the same.
  package let loads: [Double]
  /// How many places further a load is twice as large.
  package let doubling: Int

  /// The loads from one to another, neighbours of which lie apart by a share.
  package init(from least: Double, to greatest: Double, within share: Double, isWhole: Bool) {
    precondition(
      least > 0 && greatest >= least && share > 0, "loads \(least) to \(greatest) by \(share)")
    let step = Arithmetic.log(1 + share)
    let count = Int(Arithmetic.log(greatest / least) / step + 1e-9)
    var loads: [Double] = []
    for index in 0...count {
      let load = Self.rounded(least * Arithmetic.exp(Double(index) * step), isWhole: isWhole)
      if load > loads.last ?? 0, load <= greatest { loads.append(load) }
    }
    if loads.isEmpty || loads[loads.count - 1] < greatest { loads.append(greatest) }
    self.loads = loads
    doubling = max(1, Int(Arithmetic.log(2) / step))
  }

  /// The place of the load that is nearest to one.
  package func place(nearest load: Double) -> Int {
    loads.indices.min { (loads[$0] - load).magnitude < (loads[$1] - load).magnitude } ?? 0
  }

  private static func rounded(_ load: Double, isWhole: Bool) -> Double {
    var unit = 1.0
    while load / unit >= 1_000 { unit *= 10 }
    if isWhole || unit > 1 { return (load / unit + 0.5).rounded(.down) * unit }
    var parts = 1.0
    while load * parts < 100, parts < 1_000 { parts *= 10 }
    return (load * parts + 0.5).rounded(.down) / parts
  }
}
