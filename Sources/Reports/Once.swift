/// A value that is worked out when it is first asked for, and kept.
///
/// Copies of what holds it share it.
final class Once<Value> {
  private var value: Value?

  /// The value, which is worked out unless it is there.
  func callAsFunction(_ make: () -> Value) -> Value {
    if let value { return value }
    let made = make()
    value = made
    return made
  }
}
