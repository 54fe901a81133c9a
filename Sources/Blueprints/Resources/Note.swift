import Documents

/// Something in the input that is understood, changes nothing, and should not pass in silence.
package struct Note: Sendable, Equatable {
  /// Where it stands.
  package let place: Place
  /// What is not modelled, as a sentence without its full stop.
  package let text: String

  /// A remark on what stands at a place.
  package init(at place: Place, _ text: String) {
    self.place = place
    self.text = text
  }
}
