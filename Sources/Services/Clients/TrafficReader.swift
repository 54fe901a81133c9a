import Blueprints
import Documents
import Kernel
import Programs

/// Reads what a scenario says of a client, and reports every slip in it.
struct TrafficReader {
  /// The keys that an entry under `traffic` takes.
  static let known =
    [
      "to", "action", "as", "rate", "arrivals", "spikes", "ramps", "daily", "users", "thinkTime",
      "patience", "batch", "size", "events", "group", "body", "until", "duplicates", "dedup",
      "retries", "timeout", "budget", "breaker", "deadline", "method", "path", "host",
    ] + CallWord.ofClients

  let label: String
  let document: Document
  let diagnostics: Diagnostics
  /// The time of day at which the run begins, in UTC.
  let timeOfDay: TimeSpan

  init(_ site: Site) {
    label = site.label
    document = site.properties
    diagnostics = site.diagnostics
    timeOfDay = site.world.almanac.timeOfDay
  }

  /// What the client sends, and how fast; what cannot be read counts as left out.
  func traffic() -> Traffic {
    guard let map = document.map else {
      report(
        "\(label) must say what it sends, and is \(document.kindName)", "give to and rate", document
      )
      return Traffic(curve: RateCurve(pieces: []), end: .start)
    }
    checkKeys(of: map, among: Self.known, as: label)
    let end =
      Instant.start
      + (read("until") { (document) throws(InputError) in try document.duration() } ?? .zero)
    var traffic = Traffic(curve: RateCurve(pieces: []), end: end)
    traffic.arrivals = arrivals() ?? .poisson
    traffic.users = users()
    traffic.curve = curve(until: end)
    traffic.batch = count("batch", in: 1...10_000) ?? 1
    traffic.terms = terms(of: map)
    traffic.repeats = repeats() ?? .never
    traffic.goesByBody = goesByBody() ?? false
    checkWork(traffic)
    if map["arrivals"]?["trace"] != nil { return traffic }
    if map["rate"] == nil, map["users"] == nil, map["spikes"] == nil, map["ramps"] == nil {
      report("\(label) says neither a rate nor users", "for example rate: 50/s", document)
    }
    if map["users"] != nil, let rate = map.entry("rate") {
      report(
        "\(label) has users, whose own pace is the rate", "leave out rate or users", rate.value)
    }
    return traffic
  }

  // MARK: Parts

  private func arrivals() -> Traffic.Arrivals? {
    read("arrivals") { (document) throws(InputError) in
      switch document.scalarText {
      case "constant": return .constant
      case "poisson": return .poisson
      default: break
      }
      if let bursty = document["bursty"] { return .bursty(try burstiness(bursty)) }
      if let trace = document["trace"] { return .trace(try moments(trace)) }
      let words = ["constant", "poisson", "bursty", "trace"]
      let word = document.scalarText ?? document.map?.keys.first ?? document.kindName
      let meant = Suggestion.nearest(to: word, among: words).map { "did you mean \($0)?" }
      throw InputError(
        "\(word) is no way to arrive",
        remedy: meant
          ?? "choose constant, poisson, bursty: {factor: 5, on: 10 s} or trace: {file: orders.csv}",
        at: document.place)
    }
  }

  private func burstiness(_ document: Document) throws(InputError) -> Traffic.Burstiness {
    let map = try Self.entries(of: document, "bursty", ["factor", "on"])
    let factor = try Self.required("factor", in: map, document)
    let on = try Self.required("on", in: map, document)
    let value = try Self.ratio(factor)
    guard value > 1, value <= 1_000 else {
      throw InputError(
        value > 1
          ? "a burst of more than 1,000 times the mean is out of range"
          : "a burst must be faster than the mean",
        remedy: "give a factor above 1 and up to 1,000", at: factor.place)
    }
    let span = try on.duration()
    guard span >= .milliseconds(1) else {
      throw InputError("a burst must take time", remedy: "give 1 ms or more", at: on.place)
    }
    return Traffic.Burstiness(factor: value, meanOn: span.seconds)
  }

  /// A number, with or without the sign of a factor.
  static func ratio(_ document: Document) throws(InputError) -> Double {
    if let number = document.number?.double, number < .infinity { return number }
    return try document.factor()
  }

  private func moments(_ document: Document) throws(InputError) -> ContiguousArray<Instant> {
    guard let list = document.list else {
      throw InputError(
        "a trace is a list of moments", remedy: "name its file: trace: {file: orders.csv}",
        at: document.place)
    }
    var moments: ContiguousArray<Instant> = []
    for entry in list {
      let moment = Instant.start + (try entry.duration())
      guard moment >= moments.last ?? .start else {
        throw InputError(
          "a moment of the trace lies before the one above it", remedy: "sort the trace",
          at: entry.place)
      }
      moments.append(moment)
    }
    return moments
  }

  private func users() -> Traffic.Users? {
    guard let count = count("users", in: 1...1_000_000) else { return nil }
    let think = read("thinkTime") { (document) throws(InputError) in
      let think = try DistributionReader.time(document)
      guard Self.typical(think) >= 1_000 else {
        throw InputError(
          "the users of \(label) hardly think", remedy: "give 1 us or more on average",
          at: document.place)
      }
      return think
    }
    let patience = read("patience") { (document) throws(InputError) in try document.duration() }
    if document["thinkTime"] == nil {
      report(
        "the users of \(label) never think", "give thinkTime, for example {exponential: 5 s}",
        document["users"] ?? document)
    }
    return Traffic.Users(
      count: UInt32(count), thinkTime: think ?? .constant(1e9), patience: patience ?? .forever)
  }

  /// How the client calls; every slip is reported by itself.
  private func terms(of map: DocumentMap) -> CallTerms {
    var terms = CallTerms()
    for entry in map.entries
    where CallTermsReader.keys.contains(entry.key)
      && Self.known.contains(entry.key)
    {
      var all = terms
      let isRead: Void? = diagnostics.attempt { () throws(InputError) in
        try CallTermsReader.read(DocumentMap([entry]), into: &all)
      }
      if isRead != nil { terms = all }
    }
    if map["users"] == nil, let patience = map.entry("patience") {
      report(
        "\(label) has no users whose patience could end", "give users, or a timeout",
        patience.value)
    }
    return terms
  }

  // MARK: Reading

  /// The value of a key, if it is there and can be read.
  func read<Value>(
    _ key: String, _ take: (Document) throws(InputError) -> Value
  ) -> Value? {
    guard let value = document[key] else { return nil }
    return diagnostics.attempt { () throws(InputError) in try take(value) }
  }

  private func count(_ key: String, in range: ClosedRange<Int64>) -> Int64? {
    read(key) { (document) throws(InputError) in
      try document.count(in: range, as: "\(key) of \(label)")
    }
  }

  func report(_ problem: String, _ remedy: String?, _ document: Document) {
    diagnostics.report(InputError(problem, remedy: remedy, at: document.place))
  }

  private func checkKeys(of map: DocumentMap, among known: [String], as owner: String) {
    for entry in map.entries where !known.contains(entry.key) {
      switch entry.key {
      case "bulkhead": diagnostics.report(bulkhead(entry))
      case let word where CallWord.names.contains(word): diagnostics.report(ofCode(entry))
      default: diagnostics.report(.stray(entry, among: known, of: owner))
      }
    }
  }

  /// The slip of what code alone can say.
  private func ofCode(_ entry: DocumentMap.Entry) -> InputError {
    InputError(
      "\(entry.key) belongs beside a step, and \(label) is a client",
      remedy: entry.key == "items"
        ? "give batch, which sends messages together, or have code make the request"
        : "leave it out",
      at: entry.keyPlace)
  }

  /// The slip of what is a term of calls, and none of a client's.
  private func bulkhead(_ entry: DocumentMap.Entry) -> InputError {
    InputError(
      "\(label) is many who send, and has no bulkhead between them",
      remedy: "give users, each of whom has one request under way, or a bulkhead to code",
      at: entry.keyPlace)
  }

  /// The entries of a map that takes these keys and no others.
  static func entries(
    of document: Document, _ owner: String, _ known: [String]
  ) throws(InputError) -> DocumentMap {
    guard let map = document.map else {
      throw InputError(
        "\(owner) takes \(known.joined(separator: " and ")), and is \(document.kindName)",
        remedy: nil, at: document.place)
    }
    for entry in map.entries where !known.contains(entry.key) {
      throw .stray(entry, among: known, of: owner)
    }
    return map
  }

  /// The value of a key that cannot be left out.
  static func required(
    _ key: String, in map: DocumentMap, _ document: Document
  ) throws(InputError) -> Document {
    guard let value = map[key] else {
      throw InputError("\(key) is missing", remedy: "add it", at: document.place)
    }
    return value
  }
}
