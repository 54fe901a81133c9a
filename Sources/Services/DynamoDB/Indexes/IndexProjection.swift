import Blueprints

/// What of an item stands in an index, and so what a write of the item costs there.
struct IndexProjection {
  private let share: Double
  private let holdsKeysOnly: Bool

  /// The projection of a template; without one the whole item stands in the index.
  init(_ settings: ProjectionSettings?, _ calibration: Calibration) {
    holdsKeysOnly = settings?.kind == "KEYS_ONLY"
    share =
      settings?.kind == "INCLUDE" ? calibration.real(TableParameters.includedShare) : 1
  }

  /// How many bytes of an item stand in it.
  func bytes(of item: Int64) -> Int64 {
    holdsKeysOnly ? min(item, 1_024) : Int64(Double(item) * share)
  }

  /// The units of putting an item in, or of taking it out.
  func units(of item: Int64) -> Int64 { bytes(of: item).blocks(of: 1_024) }

  /// The units of a write that leaves the item where it is; none where only keys stand in the
  /// index, as these stay.
  func units(from old: Int64, to new: Int64) -> Int64 {
    holdsKeysOnly ? 0 : units(of: max(old, new))
  }
}
