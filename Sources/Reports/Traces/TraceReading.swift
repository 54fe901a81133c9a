import Blueprints
import Kernel
import Scenarios
import Studies

/// What a run knows of the messages that it followed, with the names of places.
package struct TraceReading: Sendable {
  /// The scenario's title, with the design where there are several.
  package let title: String
  /// The first replication.
  package let run: RunResult
  /// The messages that were followed, in the order in which they were sent.
  package let traces: [MessageTrace]
  /// What the service of each label says of itself.
  private let declarations: [String: Declaration]

  /// The traces of a run; nil where it followed nobody.
  package init?(of run: RunResult, title: String) {
    guard let recorder = run.traces else { return nil }
    self.title = title
    self.run = run
    traces = Array(recorder.traces)
    declarations = Dictionary(
      run.nodes.map { ($0.label, $0.declaration) }, uniquingKeysWith: { first, _ in first })
  }

  /// The edge that a copy is on, or a call goes along; nil of a run.
  package func edge(of span: TraceSpan) -> Edge? {
    span.kind == .run ? nil : run.edges[Int(span.place)]
  }

  /// The label of the node that a span is shown at: who runs the code, holds the copy, or calls.
  package func label(of span: TraceSpan) -> String {
    edge(of: span)?.from ?? run.consumers[Int(span.place)].label
  }

  /// What the service of the node of a label says of itself; nil where nothing is known of it.
  package func declaration(of label: String) -> Declaration? { declarations[label] }

  /// Which segments the node of a label sends.
  func segments(of label: String) -> Segments {
    declarations[label]?.segments ?? .code(origin: nil)
  }

  /// Whether the node of a label sends a segment of each request that it hands on.
  func isFront(_ label: String) -> Bool {
    if case .front = segments(of: label) { true } else { false }
  }

  /// When a span ended; where it had not, when the run did.
  package func end(of span: TraceSpan) -> Instant {
    max(span.begin, span.end == .never ? run.end : span.end)
  }

  /// What a message is called: its client, its number and, where it is not what that sent, its
  /// lineage.
  package func name(of span: TraceSpan, in trace: MessageTrace) -> String {
    let root = name(ofRoot: trace.root)
    return span.lineage == 0 ? root : root + "/" + Hexadecimal.text(UInt64(span.lineage), digits: 8)
  }

  /// What the message at the root is called: its client and its number, from 0.
  package func name(ofRoot root: UInt64) -> String {
    let client = run.traces?.client(ofRoot: root) ?? "?"
    return "\(client) \(Name(root: root).ordinal)"
  }

  /// The action that is called along an edge: the one that a send means, where the edge does not
  /// say; nil where several are, or none that is known.
  func operation(along edge: Edge) -> String? {
    guard let node = run.nodes.first(where: { edge.ends.contains($0.label) }) else { return nil }
    guard let inlets = edge.inlets else { return node.declaration.entry }
    guard inlets.nonzeroBitCount == 1,
      node.declaration.inlets.indices.contains(inlets.trailingZeroBitCount)
    else { return nil }
    return node.declaration.inlets[inlets.trailingZeroBitCount].name
  }

  /// By what AWS refers to a resource: a queue by its URL, a table by its name.
  func reference(to label: String) -> String {
    run.resources.first { $0.logicalID == label }?.ref ?? label
  }

  /// Why messages are followed, beside the sample.
  package var remarkable: RemarkableMessages { run.traces?.remarkable ?? RemarkableMessages() }

  /// All spans, folded into 64 bits.
  package var fingerprint: Fingerprint {
    var fingerprint = Fingerprint()
    for trace in traces {
      fingerprint.fold(trace.root, UInt64(trace.spans.count), UInt64(bitPattern: trace.omitted))
      for span in trace.spans {
        fingerprint.fold(
          UInt64(span.place) << 32 | UInt64(span.lineage),
          UInt64(bitPattern: span.begin.nanoseconds), UInt64(bitPattern: span.end.nanoseconds))
        fingerprint.fold(
          UInt64(span.kind.rawValue), UInt64(span.ending.rawValue), UInt64(span.attempt))
      }
    }
    return fingerprint
  }
}

/// Numbers as X-Ray writes them.
enum Hexadecimal {
  /// The low digits of a number, in lower case.
  static func text(_ number: UInt64, digits: Int) -> String {
    let all = String(number, radix: 16)
    return all.count < digits
      ? String(repeating: "0", count: digits - all.count) + all : String(all.suffix(digits))
  }
}
