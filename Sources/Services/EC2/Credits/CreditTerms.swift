/// How an instance of a burstable type earns credits: a credit is a vCPU that works for a minute.
struct CreditTerms: BitwiseCopyable, Equatable {
  /// How many vCPUs there are.
  let cores: Int64
  /// The credits that it earns in an hour, in tenths.
  let tenthsPerHour: Int64
  /// The credits that it has when it starts.
  let launchCredits: Int64
  /// Whether it keeps its credits while it is stopped.
  let keepsCredits: Bool
  /// What an hour of a vCPU beyond the credits costs [micro-USD].
  let surplusHour: Int64
  /// Whether it works on beyond its credits.
  var isUnlimited: Bool

  init(cores: Int64, tenthsPerHour: Int64, family: BurstableFamily) {
    self.cores = cores
    self.tenthsPerHour = tenthsPerHour
    launchCredits = family.hasLaunchCredits ? 30 * cores : 0
    keepsCredits = family.keepsCredits
    surplusHour = family.surplusHour
    isUnlimited = family.isUnlimited
  }

  /// The part of its vCPUs that it earns: at this utilization the credits stay as they are.
  var baseline: Double { Double(tenthsPerHour) / Double(600 * cores) }
}
