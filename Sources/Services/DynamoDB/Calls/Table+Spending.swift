import Blueprints
import Kernel

/// What a write that is turned away lacks, and where.
struct Shortage {
  let throughput: Throughput
  let refusal: Throughput.Refusal
  let place: UInt64
  /// Which of the parts of the write in global indexes it is; nil where it is the table's.
  var part: Int?
}

extension Table {
  /// Takes what a write uses of the table and of its global indexes, or nothing.
  ///
  /// - Returns: What it lacks; nothing where all is there and is taken.
  func take(_ write: ItemWrite, at now: Instant) -> ContiguousArray<Shortage> {
    let place = write.address.place
    if let refusal = throughput.refusal(of: write.units, reading: false, at: place, now) {
      return [Shortage(throughput: throughput, refusal: refusal, place: place)]
    }
    throughput.spend(write.units, reading: false, at: place, now)
    var shortages: ContiguousArray<Shortage> = []
    for (number, part) in write.parts.enumerated() {
      let throughput = indexes[part.index].throughput
      if let refusal = throughput.refusal(of: part.units, reading: false, at: part.place, now) {
        shortages.append(
          Shortage(throughput: throughput, refusal: refusal, place: part.place, part: number))
      } else {
        throughput.spend(part.units, reading: false, at: part.place, now)
      }
    }
    if !shortages.isEmpty { giveBack(write, but: shortages, at: now) }
    return shortages
  }

  /// Gives back what a write took, but for what it lacked.
  func giveBack(
    _ write: ItemWrite, but shortages: ContiguousArray<Shortage> = [], at now: Instant
  ) {
    throughput.spend(-write.units, reading: false, at: write.address.place, now)
    for (number, part) in write.parts.enumerated()
    where !shortages.contains(where: { $0.part == number }) {
      indexes[part.index].throughput.spend(-part.units, reading: false, at: part.place, now)
    }
  }

  /// Counts what a write lacked, each thing by itself.
  func count(_ shortages: ContiguousArray<Shortage>, in world: World) {
    for shortage in shortages {
      shortage.throughput.turnAway(shortage.refusal, reading: false, at: shortage.place, in: world)
    }
  }

  /// Counts what a write used.
  ///
  /// - Returns: The units that are paid for.
  func count(_ write: ItemWrite, in world: World) -> Int64 {
    throughput.meters.used(write.units, reading: false, in: world)
    var units = write.units
    for part in write.parts {
      indexes[part.index].throughput.meters.used(part.units, reading: false, in: world)
      units += part.units
    }
    return units
  }
}
