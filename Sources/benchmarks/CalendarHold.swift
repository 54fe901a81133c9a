import Kernel

/// The hold test of a calendar: with so many events pending, take the next and schedule it anew.
enum CalendarHold {
  /// Nanoseconds for one taking and scheduling, and a digest of the order in which events left.
  static func measure(pending: Int, operations: Int) -> (nanoseconds: Double, digest: UInt64) {
    let calendar = EventCalendar()
    let purpose = Purpose(seed: 1, replication: 0, "hold")
    // The delays are drawn before the clock runs: the calendar alone is measured.
    let delays = (0..<(1 << 16) as Range<UInt64>).map { ordinal in
      let word = purpose.word(for: Name(root: ordinal), 0)
      return TimeSpan(rounding: -Arithmetic.log(unit(word)) * 1e9) + TimeSpan(nanoseconds: 1)
    }
    for node in 0..<pending {
      calendar.schedule(Event(node: UInt32(node), kind: 0), after: delays[node & 0xFFFF])
    }
    var digest: UInt64 = 0
    let elapsed = ContinuousClock().measure {
      for operation in 0..<operations {
        guard let event = calendar.next(until: .never) else { return }
        digest = digest &* 31 &+ UInt64(event.node)
        calendar.schedule(event, after: delays[operation & 0xFFFF])
      }
    }
    return (elapsed.nanoseconds / Double(operations), digest)
  }
}

extension Duration {
  /// The length in nanoseconds.
  var nanoseconds: Double {
    Double(components.seconds) * 1e9 + Double(components.attoseconds) / 1e9
  }
}
