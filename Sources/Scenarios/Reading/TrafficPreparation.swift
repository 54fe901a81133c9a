import Blueprints
import Documents
import Kernel
import Measures

/// Makes an entry under `traffic` ready for its client: names become labels, files become lists,
/// and it says when sending ends.
struct TrafficPreparation {
  private let names: DesignNames
  private let end: TimeSpan
  private let open: (String, Place) throws(InputError) -> SourceText
  private let diagnostics: Diagnostics

  init(
    _ names: DesignNames, until end: TimeSpan,
    open: @escaping (String, Place) throws(InputError) -> SourceText,
    reporting diagnostics: Diagnostics
  ) {
    self.names = names
    self.end = end
    self.open = open
    self.diagnostics = diagnostics
  }

  /// The entry as the client reads it.
  func prepared(_ entry: Design.Entry) -> Design.Entry {
    guard var map = entry.document.map else { return entry }
    if let to = map.entry("to") { name(to, in: &map) }
    if let trace = map["arrivals"]?["trace"], trace.map != nil { load(trace, in: &map) }
    for case let spike? in (map["spikes"]?.list ?? []).map({ $0.map }) {
      _ = diagnostics.attempt { () throws(InputError) in try TriggerName(spike) }
    }
    let until = (try? map["until"]?.duration()) ?? end
    if map["until"] == nil || until > end {
      let text = Document(.text("\(end.nanoseconds) ns"), at: entry.place)
      map.set("until", to: text, keyPlace: entry.place)
    }
    return Design.Entry(
      name: entry.name, place: entry.place,
      document: Document(.map(map), at: entry.document.place))
  }

  /// What an entry says that never comes, as nothing is sent after the scenario's duration; what
  /// cannot be read is left to the client.
  func remarks(on entry: Design.Entry) -> [Note] {
    let length = Quantity(end.nanoseconds, .nanoseconds).text
    var notes: [Note] = []
    func check(_ document: Document?, _ isLate: (TimeSpan) -> Bool, _ thing: String) {
      guard let document, let span = try? document.duration(), isLate(span) else { return }
      notes.append(
        Note(at: document.place, "\(thing) never comes: clients send for \(length), the duration"))
    }
    check(entry.document["until"], { $0 > end }, "this end of \(entry.name)")
    for (key, thing, begin) in [("spikes", "spike", "at"), ("ramps", "ramp", "from")] {
      for change in entry.document[key]?.list ?? [] {
        check(change[begin], { $0 >= end }, "this \(thing) of \(entry.name)")
      }
    }
    return notes
  }

  /// A construct's name becomes the logical id; a name that means nothing is left to the client.
  private func name(_ to: DocumentMap.Entry, in map: inout DocumentMap) {
    guard let label = to.value.scalarText.flatMap({ names.logicalID($0) }) else { return }
    map.set("to", to: Document(.text(label), at: to.value.place), keyPlace: to.keyPlace)
  }

  /// Puts the moments of a file in the place of its name.
  private func load(_ trace: Document, in map: inout DocumentMap) {
    let keyed = KeyedReader(trace, of: "trace", known: ["file"], reporting: diagnostics)
    guard let file = keyed["file"], let arrivals = map.entry("arrivals") else {
      return diagnostics.report(
        InputError(
          "trace names no file", remedy: "for example trace: {file: orders.csv}", at: trace.place))
    }
    var moments = DocumentMap()
    moments.set("trace", to: self.moments(file), keyPlace: file.place)
    let value = Document(.map(moments), at: arrivals.value.place)
    map.set("arrivals", to: value, keyPlace: arrivals.keyPlace)
  }

  /// The moments in a file; none where it cannot be read.
  private func moments(_ file: Document) -> Document {
    do throws(InputError) {
      let path = try RelativePath.checked(file, as: "file")
      return try Trace.moments(try open(path, file.place))
    } catch {
      diagnostics.report(error)
      return Document(.list([]), at: file.place)
    }
  }

  /// Messages that a client sends in a second when nothing special happens.
  static func rate(of document: Document) -> Double {
    if let rate = try? document["rate"]?.rate() { return rate.perSecond }
    guard let users = try? document["users"]?.count(), let think = document["thinkTime"],
      let time = try? DistributionReader.time(think), time.mean > 0
    else { return 0 }
    return Double(users) / (time.mean / 1e9)
  }
}
