/// Collects slips, so that a reader can go on and report all of them at once.
public final class Diagnostics {
  /// The slips so far, as found.
  public private(set) var errors: [InputError] = []
  private var places: Set<Place> = []

  /// No slips yet.
  public init() {}

  /// No slip was reported.
  public var isEmpty: Bool { errors.isEmpty }

  /// Keeps a slip; the same slip at the same place, or at none, is kept once.
  public func report(_ error: InputError) {
    let isAtNewPlace = error.place.map { places.insert($0).inserted } ?? false
    if !isAtNewPlace, errors.contains(error) { return }
    errors.append(error)
  }

  /// Keeps several slips.
  public func report(_ several: InputErrors) {
    for error in several.errors { report(error) }
  }

  /// What a reading gives; where it slips, the slip is kept and there is nothing.
  public func attempt<Value>(_ read: () throws(InputError) -> Value) -> Value? {
    do throws(InputError) {
      return try read()
    } catch {
      report(error)
      return nil
    }
  }

  /// Ends a reading: returns if all went well.
  ///
  /// - Throws: Every slip reported so far.
  public func throwIfAny() throws(InputErrors) {
    if !errors.isEmpty { throw InputErrors(errors) }
  }
}
