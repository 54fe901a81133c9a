import Kernel

/// The CPU credits of one instance, brought up to date whenever somebody says how long its cores
/// were busy.
///
/// What it earns pays for what it spends; only the difference moves the balance. What is missing
/// comes from the launch credits first, which are above the limit that what it saves cannot pass.
/// Without credits a standard instance is slowed down to its baseline, little by little; an
/// unlimited one goes into debt, which what it earns later pays back. Debt above what a day earns
/// is charged, and all of it when the instance stops.
///
/// Amounts are whole numbers: of the units in which they are kept, a nanosecond earns as many as
/// the instance earns tenths of credits in an hour, and costs 600 for each busy vCPU.
struct CreditAccount: BitwiseCopyable {
  /// The units of one credit: of a vCPU that works for a minute.
  static let credit: Int64 = 600 * 60_000_000_000
  /// Less than this is as good as nothing, lest rounding looks like savings.
  private static let trifle = credit / 1_000
  /// How long a stopped instance keeps its credits.
  private static let life = TimeSpan.days(7)

  let terms: CreditTerms
  /// How long it takes from the last credit down to the baseline.
  private let fade: TimeSpan
  private var launch: Int64
  private var saved: Int64 = 0
  private var debt: Int64 = 0
  /// The thousandths of credits that were charged.
  private(set) var chargedMillicredits: Int64 = 0
  /// What was charged beyond them, less than a thousandth of a credit.
  private var chargedRest: Int64 = 0
  private var settled: Instant
  /// The part of its cores' time that it gets, from the baseline to 1.
  private(set) var share = 1.0

  /// That of an instance that begins to run.
  init(_ terms: CreditTerms, fade: TimeSpan, at now: Instant) {
    self.terms = terms
    self.fade = fade
    launch = terms.isUnlimited ? 0 : terms.launchCredits * Self.credit
    settled = now
  }

  private var limit: Int64 { 24 * terms.tenthsPerHour * Self.credit / 10 }

  /// The credits that are left.
  var balance: Double { Double(launch + saved) / Double(Self.credit) }
  /// The credits that it owes.
  var surplus: Double { Double(debt) / Double(Self.credit) }
  /// Whether it is out of credits, and slowed down or about to be.
  var isEmpty: Bool { !terms.isUnlimited && launch + saved < Self.trifle }

  /// Takes in how long its vCPUs worked since it was last brought up to date [ns].
  mutating func settle(busy: Int64, at now: Instant) {
    let elapsed = now - settled
    settled = now
    add(elapsed.nanoseconds * terms.tenthsPerHour - busy * 600)
    guard !terms.isUnlimited else { return }
    let step = fade > .zero ? (1 - terms.baseline) * elapsed.seconds / fade.seconds : 1
    share = isEmpty ? max(terms.baseline, share - step) : min(1, share + step)
  }

  /// Adds what was earned beyond what was spent, or takes what was spent beyond it.
  private mutating func add(_ gain: Int64) {
    guard gain < 0 else {
      let back = min(gain, debt)
      debt -= back
      saved = min(limit, saved + gain - back)
      return
    }
    var missing = -gain
    let first = min(missing, launch)
    launch -= first
    missing -= first
    let second = min(missing, saved)
    saved -= second
    missing -= second
    guard terms.isUnlimited else { return }
    debt += missing
    guard debt > limit else { return }
    charge(debt - limit)
    debt = limit
  }

  /// Charges an amount; the sum of a month would not fit into a word.
  private mutating func charge(_ amount: Int64) {
    let rest = chargedRest + amount
    chargedMillicredits += rest / Self.trifle
    chargedRest = rest % Self.trifle
  }

  /// When to look again, so that the moment at which the credits end is not missed if all cores
  /// work until then.
  func nextLook(at now: Instant) -> Instant {
    let minute = TimeSpan.minutes(1)
    guard !terms.isUnlimited, !isEmpty else { return now + minute }
    let loss = 600 * terms.cores - terms.tenthsPerHour
    let rest = TimeSpan(nanoseconds: (launch + saved + loss - 1) / loss)
    return now + min(minute, max(rest, .seconds(1)))
  }

  /// Takes all credits away.
  mutating func empty() {
    launch = 0
    saved = 0
  }

  /// The instance stops: what it owes is charged; some types lose what they have.
  mutating func stop() {
    charge(debt)
    debt = 0
    if !terms.keepsCredits { empty() }
  }

  /// The instance starts again.
  mutating func start(at now: Instant) {
    if now - settled > Self.life { empty() }
    if !terms.isUnlimited { launch = terms.launchCredits * Self.credit }
    settled = now
    share = 1
  }
}
