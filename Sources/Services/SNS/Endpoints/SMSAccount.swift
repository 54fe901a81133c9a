import Blueprints
import Kernel
import Measures

/// What the text messages of an account share: a rate and what they may cost in a month.
///
/// A run begins with nothing spent.
final class SMSAccount: Node {
  /// Whether a text message may go out.
  enum Admission {
    /// It goes out.
    case granted
    /// There are too many in this second.
    case throttled
    /// The month's spend is used up.
    case refused
  }

  static let label = "sns.sms"
  static let spent = Measure(
    "SMSMonthToDateSpentUSD", .gauge, in: .microUSD, role: .concurrency,
    "Spent on text messages since the run began.")
  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "SMS", title: "SMS of the account",
      summary: "Bounds the rate and the cost of an account's text messages.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.emblem = .topic
    declaration.authority = .free
    declaration.measures = [spent]
    return declaration
  }()

  let card: NodeCard
  private let rate: SharedRate?
  private let budget: Int64
  private let grace: TimeSpan
  private let level: GaugeMeasure
  private var spent: Int64 = 0
  private var end = Instant.never

  private init(in world: World) {
    card = NodeCard(Self.label, Self.declaration, in: world)
    let calibration = world.calibration
    let limit = calibration.count(OutsideParameters.sms.rate)
    rate =
      limit == .max
      ? nil : world.sharedRate(OutsideParameters.sms.rate.name, perSecond: limit)
    let dollars = calibration.count(OutsideParameters.smsBudget)
    budget = dollars > .max / 1_000_000 ? .max : dollars * 1_000_000
    grace = calibration.span(OutsideParameters.smsStop)
    level = world.gauge(Self.spent, at: Self.label)
  }

  /// The account of a world, made for the first who asks.
  static func shared(in world: World) -> SMSAccount {
    if let account = world.node(labelled: label) as? SMSAccount { return account }
    let account = SMSAccount(in: world)
    world.add(account)
    return account
  }

  /// Lets a text message of so many parts out, or not.
  func admit(_ parts: Int64, in world: World) -> Admission {
    guard world.now < end else { return .refused }
    guard rate?.take(at: world.now) != false else { return .throttled }
    spent += OutsideSubscription.textMessage.cost(of: parts)
    level.set(spent, at: world.now)
    if spent > budget, end == .never { end = world.now + grace }
    return .granted
  }
}
