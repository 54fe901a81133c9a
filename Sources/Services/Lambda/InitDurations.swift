import Kernel

/// How long the init phase of a new environment takes, by runtime, package and processor.
enum InitDurations {
  static func distribution(runtime: String?, image: Bool, arm: Bool) -> Distribution {
    .constant(0)
  }
}
