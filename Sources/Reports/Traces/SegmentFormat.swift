import Blueprints
import Documents
import Kernel

/// Writes traces as X-Ray segment documents, one to a line: `segments.jsonl`.
///
/// What runs code and some fronts send segments; what sends none, as tables, buckets and topics,
/// stands in the subsegments of those who call it, from which X-Ray infers it. Every function is
/// traced as with active tracing.
package struct SegmentFormat {
  /// A document is 64 KB at most; so many subsegments fit in safely.
  static let subsegmentLimit = 80
  /// So many characters of a name are taken.
  private static let nameLimit = 200

  let reading: TraceReading
  /// The date at which the run began [s since 1970].
  let epoch: Int64

  /// The whole text, with a line break after each document.
  package static func text(of reading: TraceReading) -> String {
    let start = reading.run.start ?? Almanac.usualStart
    let format = SegmentFormat(reading: reading, epoch: start.seconds)
    var bytes: [UInt8] = []
    for trace in reading.traces {
      for segment in format.segments(of: trace) {
        bytes.append(contentsOf: segment.json.utf8)
        bytes.append(UInt8(ascii: "\n"))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The documents of a trace, in the order in which its spans were known.
  func segments(of trace: MessageTrace) -> [Segment] {
    let context = SegmentContext(trace, reading, epoch: epoch)
    return trace.spans.indices.flatMap { place -> [Segment] in
      let span = trace.spans[place]
      switch (span.kind, reading.segments(of: reading.label(of: span))) {
      case (.run, .invocation(let service, let code)):
        return invocation(place, of: service, running: code, context)
      case (.run, let segments):
        var segment = run(place, origin: segments.origin, context)
        segment.annotations += context.link(of: place)
        return [segment]
      case (.call, .front(let origin)): return [front(place, origin, context)]
      default: return []
      }
    }
  }

  // MARK: Documents

  /// The two segments of an invocation: that of the service, and that of the function in it.
  private func invocation(
    _ place: Int, of origin: String, running code: String, _ context: SegmentContext
  ) -> [Segment] {
    let span = context.trace.spans[place]
    var service = segment(of: place, salt: 1, context)
    service.origin = origin
    service.begin = context.arrival(of: place)
    service.parent = context.parent(of: place)
    service.status = span.ending.isFault ? 500 : 200
    service.annotations += context.link(of: place)
    var function = run(place, origin: code, context)
    function.parent = service.id
    return [service, function]
  }

  /// The segment of a run of code, with the calls that it made.
  private func run(_ place: Int, origin: String?, _ context: SegmentContext) -> Segment {
    let span = context.trace.spans[place]
    var segment = segment(of: place, salt: 2, context)
    segment.origin = origin
    segment.parent = context.parent(of: place)
    segment.isFault = span.ending.isFault
    if span.ending.isFault { segment.cause = (context.id(of: place, salt: 3), span.ending.text) }
    segment.annotations += [
      ("attempt", String(span.attempt)), ("outcome", span.ending.text),
      ("message", reading.name(of: span, in: context.trace)),
    ]
    segment.subsegments = context.calls(of: place).prefix(Self.subsegmentLimit).map {
      subsegment($0, context)
    }
    return segment
  }

  /// The segment of whoever hands a request on.
  private func front(_ place: Int, _ origin: String, _ context: SegmentContext) -> Segment {
    let span = context.trace.spans[place]
    var segment = segment(of: place, salt: 4, context)
    segment.origin = origin
    segment.request = ("POST", "https://\(segment.name)/")
    segment.status = span.ending.status
    segment.isFault = span.ending.isFault
    segment.isThrottle = span.ending == .throttled
    segment.subsegments = [subsegment(place, context)]
    return segment
  }

  /// The subsegment of an attempt of a call.
  private func subsegment(_ place: Int, _ context: SegmentContext) -> Segment {
    let span = context.trace.spans[place]
    let edge = reading.edge(of: span)
    let callee = edge?.to ?? ""
    let declaration = reading.declaration(of: callee)
    let type = declaration?.type ?? ""
    var segment = segment(of: place, salt: 0, context)
    segment.trace = nil
    segment.name = Self.allowed(type.hasPrefix("AWS::") ? Self.service(of: type) : callee)
    segment.namespace = type.hasPrefix("AWS::") ? "aws" : "remote"
    segment.status = span.ending.status
    segment.isFault = span.ending.isFault
    segment.isThrottle = span.ending == .throttled
    segment.isError = span.ending == .refused
    if segment.namespace == "aws" {
      segment.calls = Segment.Calls(
        operation: edge.flatMap { reading.operation(along: $0) },
        requestID: context.requestID(of: place), retries: Int(span.attempt),
        resource: declaration?.segmentKey.map { ($0, reading.reference(to: callee)) })
    } else {
      segment.request = ("POST", "https://\(segment.name)/")
    }
    return segment
  }

  private func segment(of place: Int, salt: UInt64, _ context: SegmentContext) -> Segment {
    let span = context.trace.spans[place]
    return Segment(
      name: Self.allowed(reading.label(of: span)), id: context.id(of: place, salt: salt),
      trace: context.traceID(of: place), begin: span.begin, end: reading.end(of: span),
      isOpen: span.end == .never, epoch: epoch)
  }

  // MARK: Words

  /// A name with what X-Ray allows in one: letters, numbers, spaces and some signs.
  static func allowed(_ name: String) -> String {
    let signs: Set<Character> = [
      "_", ".", ":", "/", "%", "&", "#", "=", "+", "\\", "-", "@", " ",
    ]
    let safe = name.prefix(nameLimit).map { character in
      character.isLetter || character.isNumber || signs.contains(character) ? character : "_"
    }
    // One character may be many scalars; the limit is on what is sent.
    let text = String(String(safe).unicodeScalars.prefix(nameLimit).map(Character.init))
    return text.isEmpty ? "_" : text
  }

  /// The service of a type, as `DynamoDB`.
  private static func service(of type: String) -> String {
    let parts = type.split(separator: ":")
    return parts.count > 1 ? String(parts[1]) : type
  }
}

extension TraceSpan.Ending {
  /// Whether X-Ray counts it as a fault: the other side's failure.
  var isFault: Bool {
    switch self {
    case .threw, .outOfTime, .failed, .timedOut, .abandoned, .retriesExhausted: true
    default: false
    }
  }

  /// The status of HTTP that says so; nil where no answer came.
  var status: Int? {
    switch self {
    case .done, .swallowed, .suppressed: 200
    case .throttled: 429
    case .refused: 400
    case .threw, .failed, .outOfTime: 500
    default: nil
    }
  }
}
