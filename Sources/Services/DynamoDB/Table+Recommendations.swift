import Blueprints
import Kernel
import Measures

extension Table {
  private static let guide =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"

  func recommendations(in world: World) -> [Advice] {
    [hotKey(), costlyCapacity(until: world.now)].compactMap { $0 }
  }

  /// A partition that turned requests away, though the others had room for them.
  ///
  /// Where all are asked for too much, one is used up first by chance now and then.
  private func hotKey() -> Advice? {
    let refused = throughput.partitionRefusals
    guard refused > 0, refused * 10 > throughput.evenRefusals else { return nil }
    return Advice(
      "one partition is hot", .failure,
      figure: "\(Quantity(refused, .requests).text) turned away by a partition, of "
        + "\(throughput.partitionCount)",
      recommendation: "spread what is written over more partition keys, as by a suffix, or read "
        + "from a cache", source: Self.guide + "bp-partition-key-design.html")
  }

  /// Capacity that costs more than the requests would, by the prices of the run.
  ///
  /// No one setting does it: on-demand billing is refused beside a ProvisionedThroughput.
  private func costlyCapacity(until end: Instant) -> Advice? {
    guard !settings.isOnDemand, end > .start else { return nil }
    let prices = settings.isInfrequent ? TablePrices.infrequent : .standard
    let capacity = [prices.readCapacity.item, prices.writeCapacity.item]
    let kept = extraCharges(until: end).reduce(Int64(0)) { sum, charge in
      capacity.contains(charge.price.item) ? sum + charge.microdollars : sum
    }
    var asked: Int64 = 0
    for throughput in [throughput] + indexes.map({ $0.throughput }) {
      asked += prices.writeRequest.cost(of: throughput.meters.consumedWrites.total)
      asked += prices.readRequest.cost(of: 2 * throughput.meters.consumedReads.total)
    }
    guard kept > 0, asked * 10 < kept * 7 else { return nil }
    return Advice(
      "on-demand capacity would cost less", .cost,
      figure: "capacity \(Quantity(kept, .microUSD).text), its requests "
        + "\(Quantity(asked, .microUSD).text) on demand",
      recommendation: "on-demand capacity for traffic that leaves most of what is kept unused",
      source: Self.guide + "capacity-mode.html")
  }
}
