import Kernel
import Programs

/// What a client sends, and how fast.
struct Traffic: Sendable {
  /// How the moments of sending lie on the curve of the rate.
  enum Arrivals: Sendable {
    /// Equally spaced.
    case constant
    /// Independent of each other.
    case poisson
    /// Poisson at a high and at a low rate in turn, for exponential times.
    case bursty(Burstiness)
    /// Moments from a recording.
    case trace(ContiguousArray<Instant>)
  }

  /// A source that is on and off: a Markov-modulated Poisson process with two states.
  struct Burstiness: Sendable {
    /// How many times the mean rate it sends while it is on, more than 1.
    var factor: Double
    /// How long it is on, on average [s].
    var meanOn: Double

    /// How long it is off, on average [s], so that the mean rate stays what it is.
    var meanOff: Double { meanOn * (factor - 1) }
  }

  /// Users that wait for an answer before they send again.
  struct Users: Sendable {
    var count: UInt32
    var thinkTime: Distribution
    /// How long a user waits for the answer, all attempts together, before giving up; `forever`
    /// where users are patient.
    var patience: TimeSpan
  }

  var curve: RateCurve
  var arrivals = Arrivals.poisson
  var users: Users?
  var batch: Int64 = 1
  /// Sending ends here.
  var end: Instant
  /// How the client calls: how it tries again, if the calibration does not decide, and so on.
  var terms = CallTerms()
  /// How often it sends the message before once more instead of a new one.
  var repeats = Odds.never
  /// Whether it leaves it to FIFO queues and topics to tell its messages apart by their bodies.
  var goesByBody = false
}
