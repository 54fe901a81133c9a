// Each function takes the offset to read from and gives the one behind what it has read, or -1
// where the text is not JSON. The offset stays in a register that way.
extension EventFields {
  /// Reads a text, and gives whether it starts with a JSON object.
  func scan(_ text: Span<UInt8>) -> Bool {
    for field in touched { heads[Int(field)] = -1 }
    touched.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    elements.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    openRun = -1
    arrays = 0
    let start = white(text, 0)
    guard start < text.count, text[start] == 0x7B else { return false }
    end = object(text, start &+ 1, at: 0, depth: 1)
    return end >= 0
  }

  /// Nothing but white space stands behind the object that was read.
  func isWhole(_ text: [UInt8]) -> Bool { text[end...].allSatisfy { $0.isWhite } }

  @inline(__always)
  private func white(_ text: Span<UInt8>, _ start: Int) -> Int {
    var at = start
    while at < text.count, text[at] <= 0x20, text[at].isWhite { at &+= 1 }
    return at
  }

  /// The members of an object behind its brace; no field lies in it where the node is -1.
  private func object(_ text: Span<UInt8>, _ start: Int, at node: Int32, depth: Int) -> Int {
    var at = white(text, start)
    guard at < text.count, depth <= TokenReader.depthLimit else { return -1 }
    if text[at] == 0x7D { return at &+ 1 }
    while true {
      guard at < text.count, text[at] == 0x22 else { return -1 }
      var child: Int32 = -1
      at = name(text, at &+ 1, at: node, child: &child)
      guard at >= 0 else { return -1 }
      at = white(text, at)
      guard at < text.count, text[at] == 0x3A else { return -1 }
      at = value(text, white(text, at &+ 1), at: child, depth: depth)
      guard at >= 0 else { return -1 }
      at = white(text, at)
      guard at < text.count else { return -1 }
      if text[at] == 0x7D { return at &+ 1 }
      guard text[at] == 0x2C else { return -1 }
      at = white(text, at &+ 1)
    }
  }

  @inline(__always)
  private func name(
    _ text: Span<UInt8>, _ start: Int, at node: Int32, child: inout Int32
  ) -> Int {
    if node < 0 { return skipString(text, start) }
    var at = start
    var word: UInt64 = 0
    var hasDot = false
    while at < text.count {
      let byte = text[at]
      if byte == 0x22 {
        if hasDot {
          child = paths.descendant(of: node, named: text.extracting(start..<at).copied)
        } else if at == start {
          child = paths.childNamedEmpty(of: node)
        } else {
          child = paths.child(of: node, word: word, in: text, at: start..<at)
        }
        return at &+ 1
      }
      if byte == 0x5C {
        scratch.removeAll(keepingCapacity: true)
        let end = decode(text, start)
        if end >= 0 { child = paths.descendant(of: node, named: scratch) }
        return end
      }
      if byte < 0x20 { return -1 }
      if byte == 0x2E { hasDot = true }
      word = word << 8 | UInt64(byte)
      at &+= 1
    }
    return -1
  }

  private func value(_ text: Span<UInt8>, _ start: Int, at node: Int32, depth: Int) -> Int {
    guard start < text.count else { return -1 }
    let field = node < 0 ? -1 : paths.field(at: node)
    switch text[start] {
    case 0x22:
      if field < 0 { return skipString(text, start &+ 1) }
      return keepString(text, start &+ 1, field: field)
    case 0x7B:
      let isWanted = node >= 0 && paths.goesOn(behind: node)
      return object(text, start &+ 1, at: isWanted ? node : -1, depth: depth &+ 1)
    case 0x5B:
      return array(text, start &+ 1, at: node, depth: depth &+ 1)
    case 0x2D, 0x30...0x39:
      let end = number(text, start)
      if end >= 0, field >= 0 { keep(text, start..<end, .number, field: field) }
      return end
    default:
      let end = word(text, start)
      if end >= 0, field >= 0 { keep(text, start..<end, .word, field: field) }
      return end
    }
  }

  private func array(_ text: Span<UInt8>, _ start: Int, at node: Int32, depth: Int) -> Int {
    var at = white(text, start)
    guard at < text.count, depth <= TokenReader.depthLimit else { return -1 }
    let array = arrays
    arrays &+= 1
    if text[at] == 0x5D { return at &+ 1 }
    var index: Int32 = 0
    while true {
      guard at < text.count else { return -1 }
      if node >= 0, text[at] == 0x7B || text[at] == 0x5B {
        open.append(ArrayElement(array: array, index: index))
        openRun = -1
        at = value(text, at, at: node, depth: depth)
        open.removeLast()
        openRun = -1
      } else {
        at = value(text, at, at: node, depth: depth)
      }
      guard at >= 0 else { return -1 }
      at = white(text, at)
      guard at < text.count else { return -1 }
      if text[at] == 0x5D { return at &+ 1 }
      guard text[at] == 0x2C else { return -1 }
      at = white(text, at &+ 1)
      index &+= 1
    }
  }
}

extension Span<UInt8> {
  /// The bytes as an array.
  var copied: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for index in indices { bytes.append(self[index]) }
    return bytes
  }
}
