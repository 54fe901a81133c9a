import Kernel

extension TraceReading {
  /// How many messages were followed, and a digest of all that is known of them.
  var fact: Fact {
    .object([
      ("sent", .whole(run.traces?.sent ?? 0)),
      ("sampled", .whole((run.traces?.reserved ?? 0) + (run.traces?.drawn ?? 0))),
      ("kept", .whole(Int64(traces.count))), ("digest", .text(fingerprint.description)),
    ])
  }
}
