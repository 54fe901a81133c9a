extension YAMLReader {
  /// An anchor whose value is being read.
  struct OpenAnchor {
    /// The name; `nil` where a value has no anchor.
    let name: String?
    /// The values counted before its own parts.
    let nodes: Int
    /// The level of its value.
    let depth: Int
    /// The deepest level reached before it.
    let outerDeepest: Int
  }

  /// Reads tag and anchor, in either order, and the blanks behind them.
  mutating func readProperties(
    into properties: inout YAMLProperties, inFlow: Bool
  ) throws(InputError) {
    while true {
      if byte == "!" {
        let start = at
        if properties.tag != nil { throw slip("a second tag for one value", "keep one") }
        properties.tag = (text: try tag(inFlow: inFlow), offset: start)
      } else if byte == "&" {
        let start = at
        if properties.anchor != nil { throw slip("a second anchor for one value", "keep one") }
        properties.anchor = (name: try anchorName("an anchor"), offset: start)
      } else {
        return
      }
      guard endsWord(at) || byte == ":" || inFlow && byte.isFlowIndicator else {
        throw slip("a space is missing here", "put a space after a tag or an anchor")
      }
      skipBlanks()
    }
  }

  private mutating func tag(inFlow: Bool) throws(InputError) -> String {
    let start = at
    at += 1
    if byte == "<" {
      while !endsWord(at), byte != ">" { at += 1 }
      guard byte == ">" else {
        throw slip("this tag is never closed", "close it with >", at: start)
      }
      at += 1
    } else {
      while !endsWord(at), byte != "\"", byte != "'", !(inFlow && byte.isFlowIndicator) { at += 1 }
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func anchorName(_ what: String) throws(InputError) -> String {
    let start = at
    at += 1
    while !endsWord(at), !byte.isFlowIndicator, !isAtPlainColon(inFlow: true) { at += 1 }
    guard at > start + 1 else {
      throw slip("\(what) without a name", "name it, or quote the text", at: start)
    }
    return String(decoding: bytes[start + 1..<at], as: UTF8.self)
  }

  /// Reads an alias: the value of its anchor, counted once more.
  mutating func alias(
    depth: Int, _ properties: YAMLProperties
  ) throws(InputError) -> Document {
    let start = at
    let name = try anchorName("an alias")
    if !properties.isEmpty {
      throw slip("an alias with a tag or an anchor", "put them where the anchor is", at: start)
    }
    guard let anchor = anchors[name] else {
      let near = Suggestion.nearest(to: name, among: anchorNames)
      throw slip(
        "no anchor &\(Wording.excerpt(name)) stands above this alias",
        near.map { "did you mean *\($0)?" } ?? "write &\(Wording.excerpt(name)) before its value",
        at: start)
    }
    guard let document = anchor.document else {
      throw slip("*\(name) stands inside the value that it names", "write it out", at: start)
    }
    nodes += anchor.size - 1
    deepest = max(deepest, depth + anchor.height)
    if nodes > limits.nodes { throw limits.tooMany(at: source.place(at: start)) }
    if deepest > limits.depth { throw limits.tooDeep(at: source.place(at: start)) }
    return document
  }

  /// Counts a value that begins here.
  mutating func count(depth: Int) throws(InputError) {
    nodes += 1
    deepest = max(deepest, depth)
    if depth > limits.depth { throw limits.tooDeep(at: source.place(at: at)) }
    if nodes > limits.nodes { throw limits.tooMany(at: source.place(at: at)) }
  }

  /// Begins the value of an anchor; the value itself was counted already.
  mutating func open(_ properties: YAMLProperties, depth: Int) -> OpenAnchor {
    let name = properties.anchor?.name
    if let name {
      if anchors[name] == nil { anchorNames.append(name) }
      anchors[name] = YAMLAnchor()
    }
    let opened = OpenAnchor(name: name, nodes: nodes, depth: depth, outerDeepest: deepest)
    if name != nil { deepest = depth }
    return opened
  }

  /// Ends the value of an anchor.
  mutating func close(_ opened: OpenAnchor, _ document: Document) {
    guard let name = opened.name else { return }
    anchors[name] = YAMLAnchor(
      document: document, size: nodes - opened.nodes + 1, height: deepest - opened.depth)
    deepest = max(deepest, opened.outerDeepest)
  }
}
