import Blueprints
import Kernel

/// What a table or an index may use, as its template says it.
struct ThroughputSettings {
  /// Whether requests are paid one by one.
  var isOnDemand: Bool
  /// What is provisioned.
  var provisioned: TableSettings.Throughput?
  /// The bounds of one that is paid per request.
  var onDemand: TableSettings.OnDemandThroughput?
  /// What it is ready for from the first second on.
  var warm: TableSettings.WarmThroughput?

  /// The capacity for reads, counted in halves of a unit.
  func readCapacity(_ calibration: Calibration) -> TableCapacity {
    guard isOnDemand else {
      return TableCapacity(
        provisioned: provisioned?.reads ?? 0, burst: calibration.span(TableParameters.burst),
        beginningWith: calibration.real(TableParameters.initialBurst), parts: 2)
    }
    return TableCapacity(
      onDemand: limits(
        calibration, quota: TableParameters.tableReads, initial: TableParameters.initialReads,
        bound: onDemand?.reads, warm: warm?.reads),
      parts: 2)
  }

  /// The capacity for writes, counted in units.
  func writeCapacity(_ calibration: Calibration) -> TableCapacity {
    guard isOnDemand else {
      return TableCapacity(
        provisioned: provisioned?.writes ?? 0, burst: calibration.span(TableParameters.burst),
        beginningWith: calibration.real(TableParameters.initialBurst), parts: 1)
    }
    return TableCapacity(
      onDemand: limits(
        calibration, quota: TableParameters.tableWrites, initial: TableParameters.initialWrites,
        bound: onDemand?.writes, warm: warm?.writes),
      parts: 1)
  }

  private func limits(
    _ calibration: Calibration, quota: Parameter, initial: Parameter, bound: Int64?, warm: Int64?
  ) -> TableCapacity.OnDemandLimits {
    let bound = bound ?? -1
    return TableCapacity.OnDemandLimits(
      quota: calibration.count(quota), bound: bound < 0 ? .max : bound,
      initial: max(calibration.count(initial), warm ?? 0),
      stretch: calibration.span(TableParameters.sustained),
      growth: calibration.span(TableParameters.growth))
  }
}
