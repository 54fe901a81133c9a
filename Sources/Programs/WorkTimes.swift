import Blueprints
import Kernel

/// The times that a program draws, by their numbers.
///
/// They are borrowed and never copied, so drawing one counts no references.
struct WorkTimes: ~Copyable {
  private let times: ContiguousArray<DrawnTime>

  init(_ times: ContiguousArray<DrawnTime> = []) { self.times = times }

  /// The length of one of them for a message.
  @inline(__always)
  borrowing func length(of work: Int, for message: Message) -> TimeSpan {
    times[work].length(for: message.name, UInt32(message.runs))
  }

  /// The length of one of them for a message where everything takes so many times as long.
  @inline(__always)
  borrowing func length(
    of work: Int, for message: Message, slowedBy factor: Double
  ) -> TimeSpan {
    times[work].length(for: message.name, UInt32(message.runs), slowedBy: factor)
  }
}
