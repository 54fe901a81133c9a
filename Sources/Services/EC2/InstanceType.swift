import Blueprints
import Documents

/// What an instance of a type is: cores, a price, and credits where its cores are shared.
struct InstanceType {
  /// The name: `t3.micro`.
  let name: String
  /// How many vCPUs it has.
  let cores: Int64
  /// What an hour costs on demand, with Linux in us-east-1 [micro-USD].
  let hourly: Int64
  /// How its cores are shared with others; nil where they are its own.
  var credits: CreditTerms?

  /// Source of prices, read as list prices of us-east-1 in 2024 to 2026.
  static let pricing = Source.documented("https://aws.amazon.com/ec2/pricing/on-demand/")

  /// The type of a name; nil where it is not modelled.
  init?(named name: String) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let (family, size) = (String(parts[0]), String(parts[1]))
    if let burstable = BurstableFamily(rawValue: family) {
      guard let row = burstable.rows.first(where: { $0.size == size }) else { return nil }
      self.init(
        name, cores: row.cores, hourly: row.hourly,
        credits: CreditTerms(cores: row.cores, tenthsPerHour: row.creditTenths, family: burstable))
    } else {
      guard let large = Self.largePrices.first(where: { $0.family == family })?.hourly,
        let cores = Self.sizes.first(where: { $0.name == size })?.cores,
        Self.isMade(size, in: family)
      else { return nil }
      self.init(name, cores: cores, hourly: large * cores / 2, credits: nil)
    }
  }

  private init(_ name: String, cores: Int64, hourly: Int64, credits: CreditTerms?) {
    self.name = name
    self.cores = cores
    self.hourly = hourly
    self.credits = credits
  }

  /// Reads a name.
  ///
  /// - Throws: An error where no modelled type has it, with the nearest that is.
  static func read(_ name: String, at place: Place?) throws(InputError) -> InstanceType {
    if let type = InstanceType(named: name) { return type }
    let near = Suggestion.nearest(to: name, among: names)
    throw InputError(
      "\(name) is no instance type that is modelled",
      remedy: near.map { "did you mean \($0)?" } ?? "choose one of the families "
        + (BurstableFamily.allCases.map { $0.rawValue } + largePrices.map { $0.family })
        .joined(separator: ", "), at: place)
  }

  /// All names, by families.
  static var names: [String] {
    BurstableFamily.allCases.flatMap { family in
      family.rows.map { "\(family.rawValue).\($0.size)" }
    }
      + largePrices.flatMap { row in
        sizes.filter { isMade($0.name, in: row.family) }.map { "\(row.family).\($0.name)" }
      }
  }

  /// The vCPUs of each size of the families that are not burstable.
  private static let sizes: [(name: String, cores: Int64)] = [
    ("large", 2), ("xlarge", 4), ("2xlarge", 8), ("4xlarge", 16), ("8xlarge", 32),
    ("9xlarge", 36), ("12xlarge", 48), ("16xlarge", 64), ("18xlarge", 72), ("24xlarge", 96),
  ]

  /// Whether a family has instances of a size: those of Graviton end at 16xlarge, c5 goes by nines.
  private static func isMade(_ size: String, in family: String) -> Bool {
    switch size {
    case "9xlarge", "18xlarge": family == "c5"
    case "8xlarge", "16xlarge": family != "c5"
    case "24xlarge": family.last != "g"
    default: true
    }
  }

  /// What an hour of the size `large` costs in each family [micro-USD]; others cost in proportion
  /// to their vCPUs.
  private static let largePrices: [(family: String, hourly: Int64)] = [
    ("m5", 96_000), ("m5a", 86_000), ("m6a", 86_400), ("m6g", 77_000), ("m6i", 96_000),
    ("m7g", 81_600), ("m7i", 100_800),
    ("c5", 85_000), ("c5a", 77_000), ("c6a", 76_500), ("c6g", 68_000), ("c6i", 85_000),
    ("c7g", 72_500), ("c7i", 89_250),
    ("r5", 126_000), ("r6g", 100_800), ("r6i", 126_000), ("r7g", 107_100), ("r7i", 132_300),
  ]
}

/// A family whose instances earn credits while they idle, and spend them while they work.
enum BurstableFamily: String, CaseIterable {
  case t2, t3, t3a, t4g

  /// One size.
  struct Row {
    var size: String
    var cores: Int64
    /// The credits that it earns in an hour, in tenths.
    var creditTenths: Int64
    /// What an hour costs [micro-USD].
    var hourly: Int64
  }

  /// Whether an instance works on beyond its credits where the template says nothing.
  var isUnlimited: Bool { self != .t2 }
  /// Whether a new or restarted instance has credits to begin with.
  var hasLaunchCredits: Bool { self == .t2 }
  /// Whether credits outlive a stop of the instance.
  var keepsCredits: Bool { self != .t2 }
  /// What an hour of a vCPU beyond the credits costs [micro-USD].
  var surplusHour: Int64 { self == .t4g ? 40_000 : 50_000 }

  /// Its sizes.
  ///
  /// Source of the credits: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/
  /// burstable-credits-baseline-concepts.html.
  var rows: [Row] {
    switch self {
    case .t2:
      [
        Row(size: "nano", cores: 1, creditTenths: 30, hourly: 5_800),
        Row(size: "micro", cores: 1, creditTenths: 60, hourly: 11_600),
        Row(size: "small", cores: 1, creditTenths: 120, hourly: 23_000),
        Row(size: "medium", cores: 2, creditTenths: 240, hourly: 46_400),
        Row(size: "large", cores: 2, creditTenths: 360, hourly: 92_800),
        Row(size: "xlarge", cores: 4, creditTenths: 540, hourly: 185_600),
        Row(size: "2xlarge", cores: 8, creditTenths: 816, hourly: 371_200),
      ]
    case .t3: Self.rows(nano: 5_200)
    case .t3a: Self.rows(nano: 4_700)
    case .t4g: Self.rows(nano: 4_200)
    }
  }

  /// The sizes of the newer families, each of which costs twice what the one before costs.
  private static func rows(nano: Int64) -> [Row] {
    let sizes: [(String, cores: Int64, tenths: Int64)] = [
      ("nano", 2, 60), ("micro", 2, 120), ("small", 2, 240), ("medium", 2, 240),
      ("large", 2, 360), ("xlarge", 4, 960), ("2xlarge", 8, 1_920),
    ]
    return sizes.enumerated().map { step, size in
      Row(size: size.0, cores: size.cores, creditTenths: size.tenths, hourly: nano << Int64(step))
    }
  }
}
