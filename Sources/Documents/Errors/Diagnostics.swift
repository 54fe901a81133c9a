/// Collects slips, so that a reader can go on and report all of them at once.
package final class Diagnostics {
  /// The slips so far, as found.
  package private(set) var errors: [InputError] = []
  private var places: Set<Place> = []

  /// No slips yet.
  package init() {}

  /// No slip was reported.
  package var isEmpty: Bool { errors.isEmpty }

  /// Keeps a slip; the same slip at the same place is kept once.
  package func report(_ error: InputError) {
    if let place = error.place, !places.insert(place).inserted, errors.contains(error) { return }
    errors.append(error)
  }

  /// Keeps several slips.
  package func report(_ several: InputErrors) {
    for error in several.errors { report(error) }
  }

  /// Ends a reading: returns if all went well.
  ///
  /// - Throws: Every slip reported so far.
  package func throwIfAny() throws(InputErrors) {
    if !errors.isEmpty { throw InputErrors(errors) }
  }
}
