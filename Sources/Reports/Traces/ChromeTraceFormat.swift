import Blueprints
import Documents
import Kernel

/// Writes traces in the trace event format of Chrome, which Perfetto opens: `trace.json`.
///
/// A node has as many tracks as spans of it overlap; an event stands on one line. Times are
/// microseconds of the run.
package struct ChromeTraceFormat {
  private let reading: TraceReading
  private let tracks: TraceTracks
  private var bytes: [UInt8] = []
  /// The names of places and clients as JSON; looked up, never listed.
  private var quoted: [String: String] = [:]

  private init(_ reading: TraceReading) {
    self.reading = reading
    tracks = TraceTracks(of: reading)
  }

  /// The whole text, with a line break at its end.
  package static func text(of reading: TraceReading) -> String {
    var format = ChromeTraceFormat(reading)
    return format.text()
  }

  private mutating func text() -> String {
    append("{\"displayTimeUnit\":\"ms\",\"otherData\":\(summary()),\"traceEvents\":[\n")
    let title = quote(reading.title)
    append(
      #"{"ph":"M","name":"process_name","pid":1,"tid":0,"args":{"name":\#(title)}}"#)
    for track in tracks.all {
      let (thread, name) = (track.thread, quote(track.name))
      let head = ",\n{\"ph\":\"M\",\"pid\":1,\"tid\":\(thread),"
      append(head + "\"name\":\"thread_name\",\"args\":{\"name\":\(name)}}")
      append(head + "\"name\":\"thread_sort_index\",\"args\":{\"sort_index\":\(thread)}}")
    }
    for index in reading.traces.indices { append(trace: index) }
    append("\n]}\n")
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: Events

  private mutating func append(trace index: Int) {
    let trace = reading.traces[index]
    for (place, span) in trace.spans.enumerated() {
      let thread = tracks.threads[index][place]
      let duration = (reading.end(of: span) - span.begin).nanoseconds
      append(
        ",\n{\"ph\":\"X\",\"name\":\(title(of: span)),\"cat\":\"\(category(of: span))\","
          + "\"pid\":1,\"tid\":\(thread),\"ts\":\(Self.micros(span.begin.nanoseconds)),"
          + "\"dur\":\(Self.micros(duration)),\"args\":{\(arguments(of: span, in: trace))}}")
      guard let before = TracePath.predecessor(of: place, in: trace, of: reading) else { continue }
      let link = "\"name\":\"way\",\"cat\":\"way\",\"id\":\(index * 10_000 + place),\"pid\":1,"
      append(
        ",\n{\"ph\":\"s\",\(link)\"tid\":\(tracks.threads[index][before]),"
          + "\"ts\":\(Self.micros(trace.spans[before].begin.nanoseconds))}")
      append(
        ",\n{\"ph\":\"f\",\"bp\":\"e\",\(link)\"tid\":\(thread),"
          + "\"ts\":\(Self.micros(span.begin.nanoseconds))}")
    }
  }

  private mutating func arguments(of span: TraceSpan, in trace: MessageTrace) -> String {
    var text =
      "\"message\":\(quote(reading.name(of: span, in: trace))),\"attempt\":\(span.attempt),"
      + "\"outcome\":\"\(span.ending.text)\""
    if span.isDuplicate { text += ",\"duplicate\":true" }
    guard span.kind == .run else { return text }
    text += ",\"messages\":\(span.messages)"
    if span.ending == .done {
      text += ",\"latency\":\(Self.micros((span.end - span.journey).nanoseconds))"
    }
    return text
  }

  /// How many messages there were, and which of them are worth a look.
  private func summary() -> String {
    guard let recorder = reading.run.traces else { return "{}" }
    let found = reading.remarkable
    var writer = JSONWriter(.compact)
    writer.object {
      $0.member("fingerprint", reading.run.fingerprint.description)
      $0.member("sent", recorder.sent)
      $0.member("sampled", recorder.reserved + recorder.drawn)
      $0.member("kept", recorder.traces.count)
      list("lost", found.lost, to: &$0)
      list("duplicated", found.duplicated, to: &$0)
      $0.object("slowest") {
        for consumer in found.slowest {
          list(consumer.consumer, consumer.messages.map { $0.root }, to: &$0)
        }
      }
    }
    return writer.text
  }

  private func list(_ key: String, _ roots: [UInt64], to writer: inout JSONWriter) {
    writer.array(key) {
      for root in roots { $0.value(reading.name(ofRoot: root)) }
    }
  }

  // MARK: Words

  private mutating func title(of span: TraceSpan) -> String {
    guard let edge = reading.edge(of: span) else { return "\"run\"" }
    return quote(edge.to.isEmpty ? "held" : "to \(edge.to)")
  }

  private func category(of span: TraceSpan) -> String {
    switch span.kind {
    case .hop: "message"
    case .run: "run"
    case .call: "call"
    }
  }

  /// A text as JSON; what comes from a template is escaped here.
  private mutating func quote(_ text: String) -> String {
    if let known = quoted[text] { return known }
    var writer = JSONWriter(.compact)
    writer.value(text)
    quoted[text] = writer.text
    return writer.text
  }

  /// Microseconds with all their digits.
  private static func micros(_ nanoseconds: Int64) -> String {
    let (whole, part) = nanoseconds.quotientAndRemainder(dividingBy: 1_000)
    return part == 0 ? "\(whole)" : "\(whole).\(String(1_000 + part).dropFirst())"
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
