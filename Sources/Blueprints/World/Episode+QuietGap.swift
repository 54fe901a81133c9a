import Kernel
import Measures

extension Episode {
  /// How long nothing may happen before a time of throttles, timeouts or dead letters counts as
  /// over.
  public static let quietGap = TimeSpan.seconds(10)
}
