extension YAMLReader {
  /// The start of a value in block style, its tags and anchors read.
  private struct BlockStart {
    let slot: BlockSlot
    /// Tag and anchor on a line before the value; they belong to the whole of it.
    let outer: YAMLProperties
    /// Tag and anchor on the value's own line; before a key they belong to the key.
    let inner: YAMLProperties
    /// The column of the first of all that stands on the value's line.
    let column: Int
    /// The value begins its line.
    let isFresh: Bool
    /// A tab before it on the line.
    let tab: Int?
  }

  /// Reads the value of a slot, from behind the dash, colon or marker.
  mutating func blockNode(_ slot: BlockSlot) throws(InputError) -> Document {
    let before = at
    var tab = skipGap()
    try count(depth: slot.depth)
    guard !isEmpty(slot) else { return Document(.null, at: source.place(at: before)) }
    try checkIndentTab()
    var outer = YAMLProperties()
    while true {
      let start = at
      let fresh = isFresh
      var inner = YAMLProperties()
      try readProperties(into: &inner, inFlow: false)
      guard !inner.isEmpty, at >= bytes.count || byte.isBreak || isAtComment else {
        let column = start - lineStart
        return try blockContent(
          BlockStart(
            slot: slot, outer: outer, inner: inner, column: column, isFresh: fresh, tab: tab))
      }
      let end = at
      outer = try joined(outer, inner)
      tab = skipGap()
      if isEmpty(slot) {
        return try finish(YAMLScalar(text: "", start: end, isPlain: true), outer, slot.depth)
      }
      try checkIndentTab()
    }
  }

  /// No value follows: the text ends here, or the next line belongs to a block around.
  private func isEmpty(_ slot: BlockSlot) -> Bool {
    guard at < bytes.count else { return true }
    guard isFresh else { return false }
    if isAtAnyMarker { return true }
    let mayShare = slot.kind == .value && column == slot.parent && isAtIndicator("-")
    return column <= slot.parent && !mayShare
  }

  private func joined(
    _ outer: YAMLProperties, _ inner: YAMLProperties
  ) throws(InputError) -> YAMLProperties {
    if outer.tag != nil, let tag = inner.tag {
      throw slip("a second tag for one value", "keep one", at: tag.offset)
    }
    if outer.anchor != nil, let anchor = inner.anchor {
      throw slip("a second anchor for one value", "keep one", at: anchor.offset)
    }
    return YAMLProperties(tag: outer.tag ?? inner.tag, anchor: outer.anchor ?? inner.anchor)
  }

  private mutating func blockContent(_ start: BlockStart) throws(InputError) -> Document {
    let slot = start.slot
    switch byte {
    case "-" where endsWord(at + 1):
      return try blockList(start)
    case "|", ">":
      let scalar = try blockText(parent: slot.parent)
      return try finish(scalar, joined(start.outer, start.inner), slot.depth)
    case "[", "{":
      let properties = try joined(start.outer, start.inner)
      let document = try flowCollection(depth: slot.depth, parent: slot.parent, properties)
      if takesKeyColon() { throw collectionAsKey(document) }
      return document
    case "*":
      return try blockAlias(start)
    default:
      let scalar = try blockScalar(parent: slot.parent)
      if takesKeyColon() { return try blockMap(firstKey: scalar, start) }
      return try finish(scalar, joined(start.outer, start.inner), slot.depth)
    }
  }

  private mutating func blockAlias(_ start: BlockStart) throws(InputError) -> Document {
    let place = at
    let document = try alias(depth: start.slot.depth, start.inner)
    guard takesKeyColon() else {
      if start.outer.isEmpty { return document }
      throw slip("an alias with a tag or an anchor", "put them where the anchor is", at: place)
    }
    guard let text = document.scalarText else { throw collectionAsKey(document) }
    return try blockMap(firstKey: YAMLScalar(text: text, start: place), start)
  }

  /// Reads a quoted or plain scalar; a plain one ends before a colon on its first line.
  private mutating func blockScalar(parent: Int) throws(InputError) -> YAMLScalar {
    if byte == "\"" { return try doubleQuoted(parent: parent) }
    if byte == "'" { return try singleQuoted(parent: parent) }
    return try plain(parent: parent, inFlow: false)
  }

  /// Moves to the colon behind a key, if there is one.
  private mutating func takesKeyColon() -> Bool {
    var end = at
    while end < bytes.count, bytes[end].isBlank { end += 1 }
    guard end < bytes.count, bytes[end] == ":", endsWord(end + 1) else { return false }
    at = end
    return true
  }

  /// The slip of a key that is not text.
  func collectionAsKey(_ document: Document) -> InputError {
    InputError(
      "\(document.kindName) cannot be a key", remedy: "use text as the key, or quote it",
      at: document.place)
  }

  private mutating func blockList(_ start: BlockStart) throws(InputError) -> Document {
    let slot = start.slot
    if slot.kind == .value, !start.isFresh {
      throw slip(
        "a list cannot begin on the line of its key", "begin it on the next line, or use [ ]")
    }
    if let tab = start.tab { throw tabSlip(at: tab) }
    if let offset = start.inner.offset {
      throw slip("a tag or an anchor before a dash", "put it on the line above", at: offset)
    }
    let place = source.place(at: at)
    let opened = open(start.outer, depth: slot.depth)
    let indent = start.column
    var items: [Document] = []
    repeat {
      at += 1
      items.append(try blockNode(BlockSlot(parent: indent, kind: .item, depth: slot.depth + 1)))
    } while try nextItem(indent: indent, shares: indent == slot.parent)
    let tag = try collectionTag(start.outer, "seq", place)
    let document = Document(.list(items), at: place, tag: tag)
    close(opened, document)
    return document
  }

  private mutating func nextItem(indent: Int, shares: Bool) throws(InputError) -> Bool {
    guard try nextLine(indent: indent) else { return false }
    if isAtIndicator("-") { return true }
    if shares { return false }
    throw slip("a dash is missing here: the lines above are a list", "begin the line with - ")
  }

  private mutating func blockMap(
    firstKey: YAMLScalar, _ start: BlockStart
  ) throws(InputError) -> Document {
    let slot = start.slot
    try checkKey(firstKey)
    if !start.isFresh, slot.kind == .value {
      throw slip("a second key on one line", "quote the text, or begin a new line for the key")
    }
    if !start.isFresh, slot.kind == .marked {
      throw slip(
        "a map cannot begin on the line of ---", "begin it on the next line", at: firstKey.start)
    }
    if let tab = start.tab { throw tabSlip(at: tab) }
    let place = source.place(at: start.inner.offset ?? firstKey.start)
    let opened = open(start.outer, depth: slot.depth)
    var builder = YAMLMapBuilder()
    var key = try anchored(firstKey, start.inner, slot.depth)
    while true {
      at += 1
      let inside = BlockSlot(parent: start.column, kind: .value, depth: slot.depth + 1)
      try builder.add(key, blockNode(inside), in: source)
      guard try nextLine(indent: start.column) else { break }
      key = try nextKey(depth: slot.depth, parent: start.column)
    }
    let tag = try collectionTag(start.outer, "map", place)
    let document = Document(.map(builder.finished()), at: place, tag: tag)
    close(opened, document)
    return document
  }

  private mutating func nextKey(depth: Int, parent: Int) throws(InputError) -> YAMLScalar {
    if isAtIndicator("-") {
      throw slip("a list item among the keys of a map", "indent it below its key")
    }
    var properties = YAMLProperties()
    try readProperties(into: &properties, inFlow: false)
    let start = at
    if byte == "[" || byte == "{" {
      throw slip("a key is missing here: the lines above are a map", "write a key and a colon")
    }
    if byte == "*" {
      let document = try alias(depth: depth, properties)
      guard let text = document.scalarText else { throw collectionAsKey(document) }
      guard takesKeyColon() else { throw missingColon(start) }
      return YAMLScalar(text: text, start: start)
    }
    let scalar = try blockScalar(parent: parent)
    guard takesKeyColon(), scalar.isOneLine || !scalar.isPlain else { throw missingColon(start) }
    try checkKey(scalar)
    return try anchored(scalar, properties, depth)
  }

  private func missingColon(_ start: Int) -> InputError {
    let line = bytes[start...].prefix { !$0.isBreak && $0 != " " }
    let word = Wording.excerpt(String(decoding: line.prefix { $0 != ":" }, as: UTF8.self))
    if let colon = line.firstIndex(where: { $0 == ":" }), colon > start {
      return slip("no space after the colon", "write \(word): and the value", at: colon)
    }
    return slip("no colon follows this key", "write \(word): and the value", at: start)
  }

  private func checkKey(_ key: YAMLScalar) throws(InputError) {
    if key.isOneLine { return }
    if !key.isPlain {
      throw slip("a key that goes on over a line break", "write it on one line", at: key.start)
    }
    throw slip(
      "a colon within the text begun on line \(source.line(at: key.start))",
      "quote that text, or align this key with the one above")
  }

  /// Lets an anchor name a key.
  private mutating func anchored(
    _ key: YAMLScalar, _ properties: YAMLProperties, _ depth: Int
  ) throws(InputError) -> YAMLScalar {
    guard !properties.isEmpty else { return key }
    _ = try finish(key, properties, depth)
    return key
  }

  /// Goes to the next line of a block; false where the block has ended.
  private mutating func nextLine(indent: Int) throws(InputError) -> Bool {
    skipGap()
    if at >= bytes.count { return false }
    guard isFresh else { throw stray() }
    if isAtAnyMarker { return false }
    try checkIndentTab()
    if column > indent { throw misindented(expected: indent) }
    closedIndent = column == indent ? nil : indent
    return column == indent
  }

  /// The value of a scalar under its tag, remembered under its anchor.
  mutating func finish(
    _ scalar: YAMLScalar, _ properties: YAMLProperties, _ depth: Int
  ) throws(InputError) -> Document {
    let (value, tag) = try scalar.resolved(properties, in: source)
    let document = Document(value, at: source.place(at: scalar.start), tag: tag)
    close(open(properties, depth: depth), document)
    return document
  }

  /// The tag of a list or a map, unless it is YAML's own.
  func collectionTag(
    _ properties: YAMLProperties, _ own: String, _ place: Place
  ) throws(InputError) -> String? {
    guard let tag = properties.tag, let core = YAMLScalar.coreName(tag.text) else {
      return properties.tag?.text
    }
    if core.isEmpty || core == own { return nil }
    guard ["str", "int", "float", "bool", "null", "map", "seq"].contains(core) else {
      return tag.text
    }
    throw InputError(
      "\(own == "seq" ? "a list" : "a map") does not fit its tag \(Wording.excerpt(tag.text))",
      remedy: "change the value, or remove the tag", at: place)
  }
}
