import Documents
import Kernel

extension TrafficReader {
  /// The highest rate that a run gets through [1/s].
  private static var greatestRate: Double { 1e7 }
  /// The most that a client may send in a run: hours of computing.
  private static var greatestWork: Double { 1e10 }
  /// The most bursts in a run; each costs time even where nothing is sent in it.
  private static var greatestBursts: Double { 1e8 }

  /// A rate that a run gets through [1/s].
  static func rate(_ document: Document) throws(InputError) -> Double {
    let rate = try document.rate().perSecond
    guard rate <= greatestRate else {
      throw InputError(
        "\(document.text ?? document.kindName) is more than a run gets through",
        remedy: "choose up to 10 M/s", at: document.place)
    }
    return rate
  }

  /// The mean of what a law gives for words at even distances [ns]: where its mean is a matter of
  /// rare draws, this is not.
  static func typical(_ law: Distribution) -> Double {
    let words = stride(from: UInt64(1) << 59, through: .max, by: 1 << 60)
    return words.reduce(0) { $0 + Double(law.timeSpan(at: $1).nanoseconds) } / 16
  }

  /// Reports what would be sent for days on end, each part of it being in range.
  func checkWork(_ traffic: Traffic) {
    let length = (traffic.end - .start).seconds
    if case .bursty(let burstiness) = traffic.arrivals,
      length / (burstiness.meanOn * burstiness.factor) > Self.greatestBursts
    {
      report(
        "\(label) has more than 100 million bursts in a run", "make on longer or duration shorter",
        document["arrivals"] ?? document)
    }
    var work = 0.0
    for piece in traffic.curve.pieces {
      work += (piece.from + piece.to) / 2 * (piece.end - piece.begin).seconds
    }
    if let users = traffic.users {
      work += Double(users.count) * length / (Self.typical(users.thinkTime) / 1e9)
    }
    if work * Double(traffic.batch) > Self.greatestWork {
      report(
        "\(label) sends more than 10 billion messages, which no run gets through",
        "send less often or make duration shorter",
        document["rate"] ?? document["users"] ?? document)
    }
  }
}
