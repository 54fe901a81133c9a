import Blueprints
import Documents
import Kernel

extension Client {
  /// The message that is sent as the one of a name: nearly always itself, else the one before it
  /// once more.
  ///
  /// It is a draw of the name, so every design is sent the same messages twice.
  @inline(__always)
  func origin(of name: Name) -> Name {
    traffic.repeats == .never ? name : repeated(name)
  }

  @inline(never)
  private func repeated(_ name: Name) -> Name {
    var ordinal = name.ordinal
    while ordinal & firstBits != 0, traffic.repeats.happens(repeatPurpose.word(for: ordinal)) {
      ordinal -= 1
    }
    return Name(client: mark, ordinal: ordinal)
  }

  /// The bits of an ordinal that are zero where no message came before.
  private var firstBits: UInt64 {
    traffic.users == nil ? .max : 1 << Self.requestBits - 1
  }
}

extension Purpose {
  /// The word for the n-th of something.
  fileprivate func word(for ordinal: UInt64) -> UInt64 { word(for: Name(root: ordinal), 0) }
}
