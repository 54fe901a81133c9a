import Blueprints
import Kernel

/// The moments at which a client sends: functions of the ordinals, so the same in every design.
struct ArrivalProcess {
  private let traffic: Traffic
  private let client: Int
  private let purpose: Purpose
  private let burstPurpose: Purpose
  private var moment = Instant.start
  private var piece = 0
  /// The end of the present phase of a bursty source, and whether it is on.
  private var phaseEnd = Instant.start
  private var isOn = false
  private var phases: UInt64 = 0

  init(_ traffic: Traffic, client: Int, label: String, in world: World) {
    self.traffic = traffic
    self.client = client
    purpose = world.purpose("arrival/\(label)")
    burstPurpose = world.purpose("burst/\(label)")
  }

  /// The moment of the n-th sending; nil where nothing more is sent.
  mutating func next(_ ordinal: UInt64) -> Instant? {
    switch traffic.arrivals {
    case .constant: return advance(by: 1)
    case .poisson: return advance(by: gap(ordinal))
    case .bursty(let burstiness): return advance(by: gap(ordinal), burstiness)
    case .trace(let moments):
      return ordinal < UInt64(moments.count) ? moments[Int(ordinal)] : nil
    }
  }

  /// An exponential draw with mean 1.
  private func gap(_ ordinal: UInt64) -> Double {
    -Arithmetic.log(unit(purpose.word(for: Name(client: client, ordinal: ordinal), 0)))
  }

  private mutating func advance(by messages: Double) -> Instant? {
    guard let next = traffic.curve.advance(from: moment, piece: piece, by: messages) else {
      return nil
    }
    (moment, piece) = next
    return moment
  }

  /// Goes on along the curve, faster while the source is on and not at all while it is off.
  private mutating func advance(by messages: Double, _ burstiness: Traffic.Burstiness) -> Instant? {
    var missing = messages / burstiness.factor
    while true {
      if moment >= phaseEnd { changePhase(burstiness) }
      guard isOn else {
        skip(to: phaseEnd)
        continue
      }
      guard let next = traffic.curve.advance(from: moment, piece: piece, by: missing) else {
        return nil
      }
      if next.moment < phaseEnd {
        (moment, piece) = next
        return moment
      }
      missing -= area(until: phaseEnd)
      skip(to: phaseEnd)
    }
  }

  /// Goes on along the curve without sending.
  private mutating func skip(to end: Instant) {
    moment = end
    let pieces = traffic.curve.pieces
    while piece < pieces.count, pieces[piece].end < moment { piece += 1 }
  }

  /// The area under the curve from the present moment on.
  private func area(until end: Instant) -> Double {
    var area = 0.0
    for piece in traffic.curve.pieces[piece...] {
      guard piece.begin < end else { break }
      guard piece.end > moment else { continue }
      let (from, to) = (max(moment, piece.begin), min(end, piece.end))
      area += (piece.rate(at: from) + piece.rate(at: to)) / 2 * (to - from).seconds
    }
    return area
  }

  private mutating func changePhase(_ burstiness: Traffic.Burstiness) {
    isOn.toggle()
    let mean = isOn ? burstiness.meanOn : burstiness.meanOff
    let word = burstPurpose.word(for: Name(client: client, ordinal: phases), 0)
    phases += 1
    phaseEnd = moment + TimeSpan(rounding: -Arithmetic.log(unit(word)) * mean * 1e9)
  }
}
