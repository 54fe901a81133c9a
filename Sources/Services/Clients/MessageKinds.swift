import Blueprints
import Kernel

/// The kinds of event that a client sends, by weight.
struct MessageKinds {
  /// The numbers that the world gave the kinds.
  let numbers: ContiguousArray<UInt16>
  /// Which one a message is; nil where there is but one.
  let choice: DiscreteChoice?
  /// The draw that decides.
  let purpose: Purpose

  /// The number of the first kind.
  var first: UInt16 { numbers[0] }

  /// The kind of a message.
  func kind(of name: Name) -> UInt16 {
    guard let choice else { return numbers[0] }
    return numbers[choice.index(at: purpose.word(for: name, 0))]
  }
}
