import Blueprints
import Kernel

/// How a function treats the asynchronous events that come by one of its names: how often, how
/// long, and what gets the records.
struct AsynchronousTerms {
  /// What the function is called by without a version or an alias.
  static let latest = "$LATEST"

  /// The version or alias that the events came by.
  let qualifier: String
  var maximumAge: TimeSpan
  var maximumRetries: Int64 = 2
  /// Where the record of an event goes that was given up, and where that of a success goes.
  var onFailure: InvocationDestination?
  var onSuccess: InvocationDestination?

  init(_ qualifier: String, maximumAge: TimeSpan) {
    self.qualifier = qualifier
    self.maximumAge = maximumAge
  }
}

/// By which of a function's names a request came, and what that means for it.
struct FunctionAddress: BitwiseCopyable {
  /// The terms of asynchronous events, by their number in the function's queue.
  var terms = 0
  /// Environments started ahead of demand are for it.
  var isProvisioned = false
  /// It means a published version, of which there may be snapshots.
  var isPublished = false

  /// The function itself.
  static let latest = FunctionAddress()
}
