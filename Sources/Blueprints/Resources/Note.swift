import Documents

/// Something in the input that is understood, changes nothing, and should not pass in silence.
public struct Note: Sendable, Equatable {
  /// Where it stands.
  public let place: Place
  /// What is not modelled, as a sentence without its full stop.
  public let text: String

  /// A remark on what stands at a place.
  public init(at place: Place, _ text: String) {
    self.place = place
    self.text = text
  }
}
