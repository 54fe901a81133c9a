import Documents
import Kernel

/// A segment document of X-Ray, or a subsegment within one.
struct Segment {
  /// What a subsegment says of a call of AWS.
  struct Calls {
    let operation: String?
    let requestID: String
    let retries: Int
    /// The key under which the callee is named, and its name.
    let resource: (key: String, name: String)?
  }

  var name: String
  /// 16 hexadecimal digits.
  let id: String
  /// `1-`, the second at which the trace began, and 24 hexadecimal digits; nil in a subsegment.
  var trace: String?
  var parent: String?
  var begin: Instant
  var end: Instant
  /// Whether it had not ended when the run did.
  var isOpen: Bool
  /// The date at which the run began [s since 1970].
  let epoch: Int64
  var origin: String?
  var namespace: String?
  var request: (method: String, url: String)?
  var status: Int?
  var calls: Calls?
  /// A failure of the one who asks.
  var isError = false
  /// A failure of the one who is asked.
  var isFault = false
  /// Too many requests, which counts as an error too.
  var isThrottle = false
  /// What was thrown: its own identity, and words.
  var cause: (id: String, message: String)?
  var annotations: [(key: String, value: String)] = []
  var subsegments: [Segment] = []

  init(
    name: String, id: String, trace: String, begin: Instant, end: Instant, isOpen: Bool,
    epoch: Int64
  ) {
    self.name = name
    self.id = id
    self.trace = trace
    self.begin = begin
    self.end = end
    self.isOpen = isOpen
    self.epoch = epoch
  }

  /// The document on one line.
  var json: String {
    var writer = JSONWriter(.compact)
    write(to: &writer)
    return writer.text
  }

  private func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("name", name)
    writer.member("id", id)
    if let trace { writer.member("trace_id", trace) }
    if let parent { writer.member("parent_id", parent) }
    writer.key("start_time")
    writer.raw(seconds(begin))
    if isOpen {
      writer.member("in_progress", true)
    } else {
      writer.key("end_time")
      writer.raw(seconds(end))
    }
    if let origin { writer.member("origin", origin) }
    if let namespace { writer.member("namespace", namespace) }
    writeHTTP(to: &writer)
    writeCalls(to: &writer)
    if isError || isThrottle { writer.member("error", true) }
    if isThrottle { writer.member("throttle", true) }
    if isFault { writer.member("fault", true) }
    writeCause(to: &writer)
    if !annotations.isEmpty {
      writer.object("annotations") {
        for annotation in annotations { $0.member(annotation.key, annotation.value) }
      }
    }
    if !subsegments.isEmpty {
      writer.array("subsegments") { for segment in subsegments { segment.write(to: &$0) } }
    }
    writer.endObject()
  }

  private func writeHTTP(to writer: inout JSONWriter) {
    guard request != nil || status != nil else { return }
    writer.object("http") {
      if let request {
        $0.object("request") {
          $0.member("method", request.method)
          $0.member("url", request.url)
        }
      }
      if let status { $0.object("response") { $0.member("status", status) } }
    }
  }

  private func writeCalls(to writer: inout JSONWriter) {
    guard let calls else { return }
    writer.object("aws") {
      if let operation = calls.operation { $0.member("operation", operation) }
      $0.member("request_id", calls.requestID)
      if calls.retries > 0 { $0.member("retries", calls.retries) }
      if let resource = calls.resource { $0.member(resource.key, resource.name) }
    }
  }

  private func writeCause(to writer: inout JSONWriter) {
    guard let cause else { return }
    writer.object("cause") {
      $0.array("exceptions") {
        $0.object {
          $0.member("id", cause.id)
          $0.member("type", "Error")
          $0.member("message", cause.message)
        }
      }
    }
  }

  /// Seconds since 1970, to the microsecond.
  private func seconds(_ moment: Instant) -> String {
    let (whole, rest) = moment.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    return "\(epoch + whole).\(String(1_000_000 + rest / 1_000).dropFirst())"
  }
}
