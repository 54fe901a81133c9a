import Documents
import Kernel
import Measures

extension Document {
  /// When something begins that may also begin while the run drains.
  ///
  /// - Throws: That it comes after the end of the run at the latest.
  func moment(of thing: String, before end: TimeSpan) throws(InputError) -> Instant {
    let span = try duration()
    guard span <= end else {
      throw InputError(
        "\(thing) comes after the end of the run",
        remedy: "duration and drain end after \(Quantity(end.nanoseconds, .nanoseconds).text)",
        at: place)
    }
    return .start + span
  }
}
