import Blueprints
import Kernel

extension Call {
  /// What tells it from others, and not from its own repetitions by an SDK: the attempts of one run
  /// of the code share the upper bits of their number.
  var token: UInt64 {
    SplitMix64.mix(
      name.word, UInt64(attempt >> 8) << 32 | UInt64(edge) << 16 | UInt64(way))
  }
}
