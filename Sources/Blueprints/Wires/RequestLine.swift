import Documents

/// What a request asks for, as far as its sender says it.
public struct RequestLine: Equatable, Sendable {
  /// The keys that say it, in a client and beside a step.
  public static let keys = ["method", "path", "host"]

  /// The method of HTTP, in capital letters; nil where nobody says it.
  public var method: String?
  /// The path, which begins with a slash; nil where nobody says it.
  public var path: String?
  /// The name of the host; nil where nobody says it.
  public var host: String?

  /// A request of which nothing is said, unless it is given here.
  public init(method: String? = nil, path: String? = nil, host: String? = nil) {
    self.method = method
    self.path = path
    self.host = host
  }

  /// What a map says under its keys.
  public init(reading map: DocumentMap) throws(InputError) {
    method = try Self.text("method", in: map)?.uppercased()
    path = try Self.text("path", in: map)
    host = try Self.text("host", in: map)
    guard let path, !path.hasPrefix("/") else { return }
    throw InputError(
      "the path \(path) does not begin at the root", remedy: "write path: /\(path)",
      at: map["path"]?.place)
  }

  /// Whether nothing is said of the request.
  public var isEmpty: Bool { self == RequestLine() }

  /// What is said, as an error quotes it: `GET /orders`.
  public var words: String {
    var words = [method ?? "", (host ?? "") + (path ?? "")].filter { !$0.isEmpty }
    if words.isEmpty { words = ["requests of any kind"] }
    return words.joined(separator: " ")
  }

  private static func text(_ key: String, in map: DocumentMap) throws(InputError) -> String? {
    guard let document = map[key] else { return nil }
    guard let text = document.scalarText, !text.isEmpty else {
      throw InputError(
        "\(key) is a text, and not \(document.kindName)", remedy: "for example path: /orders",
        at: document.place)
    }
    return text
  }
}

/// A node to which requests come by several ways: what they ask for decides what they get to.
public protocol Router: AnyObject {
  /// The number of the way that requests of a kind take, which their calls then carry.
  ///
  /// It is asked while wires are drawn, when every node is there.
  ///
  /// - Throws: That no way is for them, or several are.
  func way(of line: RequestLine, in world: World, at place: Place?) throws(InputError) -> UInt16
}

extension Node {
  /// The way that requests of a kind take to here.
  ///
  /// - Parameters:
  ///   - map: What the sender says of them.
  ///   - inlet: The inlet that it calls.
  ///   - owner: The sender's label, which names the draws.
  /// - Throws: That they cannot come here, or that what they ask for means nothing here.
  public func way(
    reading map: DocumentMap, of inlet: Int = 0, from owner: String = "", in world: World,
    at place: Place?
  ) throws(InputError) -> UInt16 {
    let known = card.declaration.inlets[inlet].words
    for entry in map.entries
    where CallWord.ofCallees.contains(entry.key) && !known.contains(entry.key) {
      throw InputError(
        "\(label) takes no \(entry.key) with \(card.declaration.inlets[inlet].name)",
        remedy: known.isEmpty
          ? "it is of type \(card.declaration.type)" : "it takes \(known.joined(separator: ", "))",
        at: entry.keyPlace)
    }
    let said = map.entries.first { RequestLine.keys.contains($0.key) }
    if callReader == nil {
      let line = try RequestLine(reading: map)
      if let router { return try router.way(of: line, in: world, at: place) }
    }
    guard let said, card.declaration.entry != "Request" else {
      return try callReader?.way(reading: map, of: inlet, from: owner, in: world) ?? 0
    }
    throw InputError(
      "\(label) takes no \(said.key)", remedy: "it is of type \(card.declaration.type)",
      at: said.keyPlace)
  }
}
