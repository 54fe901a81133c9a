extension YAMLReader {
  /// A collection in brackets that is being read.
  private struct FlowSlot {
    /// Where its bracket was opened.
    let open: Int
    /// Its level, from 1.
    let depth: Int
    /// The indentation of the block around.
    let parent: Int
  }

  /// Reads a list in `[ ]` or a map in `{ }`, counted already.
  mutating func flowCollection(
    depth: Int, parent: Int, _ properties: YAMLProperties
  ) throws(InputError) -> Document {
    let slot = FlowSlot(open: at, depth: depth, parent: parent)
    let isList = byte == "["
    let place = source.place(at: at)
    let opened = open(properties, depth: depth)
    at += 1
    let value: Document.Value = isList ? .list(try flowList(slot)) : .map(try flowMap(slot))
    let tag = try collectionTag(properties, isList ? "seq" : "map", place)
    let document = Document(value, at: place, tag: tag)
    close(opened, document)
    return document
  }

  /// Skips to the next word within brackets.
  private mutating func flowGap(_ slot: FlowSlot) throws(InputError) {
    skipGap()
    guard at < bytes.count, !isAtAnyMarker else { throw unclosed(slot.open) }
    if isFresh, column <= slot.parent, looksLikeBlockLine() { throw unclosed(slot.open) }
  }

  private mutating func flowList(_ slot: FlowSlot) throws(InputError) -> [Document] {
    var items: [Document] = []
    try flowGap(slot)
    while byte != "]" {
      let start = at
      let (document, key) = try flowNode(slot, depth: slot.depth + 1)
      try flowGap(slot)
      if isAtFlowColon(key) {
        items.append(try flowPair(slot, document, key, start))
      } else {
        items.append(document)
      }
      try takeComma(slot, closing: "]")
    }
    at += 1
    return items
  }

  /// Reads the value behind a key in a list, which together are a map of one entry.
  private mutating func flowPair(
    _ slot: FlowSlot, _ document: Document, _ key: YAMLScalar?, _ start: Int
  ) throws(InputError) -> Document {
    guard let key else { throw collectionAsKey(document) }
    try count(depth: slot.depth + 2)
    var builder = YAMLMapBuilder()
    try builder.add(key, flowValue(slot, depth: slot.depth + 2), in: source)
    return Document(.map(builder.finished()), at: source.place(at: start))
  }

  private mutating func flowMap(_ slot: FlowSlot) throws(InputError) -> DocumentMap {
    var builder = YAMLMapBuilder()
    try flowGap(slot)
    while byte != "}" {
      let (document, key) = try flowNode(slot, depth: slot.depth + 1)
      guard let key else { throw collectionAsKey(document) }
      try flowGap(slot)
      if isAtFlowColon(key) {
        try builder.add(key, flowValue(slot, depth: slot.depth + 1), in: source)
      } else {
        try checkBareKey(key)
        let nothing = Document(.null, at: source.place(at: at))
        try builder.add(key, nothing, in: source)
      }
      try takeComma(slot, closing: "}")
    }
    at += 1
    return builder.finished()
  }

  /// A plain word with a colon inside, alone in a map, lacks a space far more often than a value.
  private func checkBareKey(_ key: YAMLScalar) throws(InputError) {
    guard key.isPlain, let colon = key.text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return }
    let offset = key.text.utf8.distance(from: key.text.utf8.startIndex, to: colon)
    let word = Wording.excerpt(String(key.text[..<colon]))
    throw slip("no space after the colon", "write \(word): and the value", at: key.start + offset)
  }

  private func isAtFlowColon(_ key: YAMLScalar?) -> Bool {
    byte == ":" && (isAtPlainColon(inFlow: true) || key?.isPlain != true)
  }

  private mutating func flowValue(_ slot: FlowSlot, depth: Int) throws(InputError) -> Document {
    at += 1
    let end = at
    try flowGap(slot)
    if byte == "," || byte == "]" || byte == "}" {
      try count(depth: depth)
      return Document(.null, at: source.place(at: end))
    }
    return try flowNode(slot, depth: depth).document
  }

  /// Reads a value within brackets; a scalar also as the key that it may turn out to be.
  private mutating func flowNode(
    _ slot: FlowSlot, depth: Int
  ) throws(InputError) -> (document: Document, key: YAMLScalar?) {
    try count(depth: depth)
    var properties = YAMLProperties()
    try readProperties(into: &properties, inFlow: true)
    try flowGap(slot)
    switch byte {
    case "[", "{":
      return (try flowCollection(depth: depth, parent: slot.parent, properties), nil)
    case "*":
      let start = at
      let document = try alias(depth: depth, properties)
      return (document, document.scalarText.map { YAMLScalar(text: $0, start: start) })
    case ",", "]", "}":
      if properties.isEmpty { throw missingEntry(slot) }
      let scalar = YAMLScalar(text: "", start: at, isPlain: true)
      return (try finish(scalar, properties, depth), scalar)
    default:
      let scalar = try flowScalar(slot)
      return (try finish(scalar, properties, depth), scalar)
    }
  }

  private mutating func flowScalar(_ slot: FlowSlot) throws(InputError) -> YAMLScalar {
    switch byte {
    case "\"": return try doubleQuoted(parent: slot.parent)
    case "'": return try singleQuoted(parent: slot.parent)
    case "-" where endsWord(at + 1):
      throw slip("a dash within brackets", "separate the entries by commas, without dashes")
    default: return try plain(parent: slot.parent, inFlow: true)
    }
  }

  private func missingEntry(_ slot: FlowSlot) -> InputError {
    if byte == "," {
      return slip("an entry is missing before this comma", "write it, or remove the comma")
    }
    return wrongBracket(slot)
  }

  private func wrongBracket(_ slot: FlowSlot) -> InputError {
    let open = Unicode.Scalar(bytes[slot.open])
    return slip(
      "the \(open) of line \(source.line(at: slot.open)) ends with the wrong bracket",
      "close it with \(open == "[" ? "]" : "}")")
  }

  /// Takes the comma between two entries, or leaves the closing bracket for the caller.
  private mutating func takeComma(
    _ slot: FlowSlot, closing: Unicode.Scalar
  ) throws(InputError) {
    try flowGap(slot)
    if byte == "," {
      at += 1
      try flowGap(slot)
    } else if byte == "]" || byte == "}" {
      if byte != closing { throw wrongBracket(slot) }
    } else if byte == ":" {
      throw slip(
        "a colon within a value", "put a comma before the next key, or quote the whole text")
    } else {
      throw slip("a comma is missing here", "write a comma between two entries")
    }
  }
}
