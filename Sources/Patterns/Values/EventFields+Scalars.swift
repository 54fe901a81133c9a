extension EventFields {
  /// The end of a string of which nothing is kept.
  func skipString(_ text: Span<UInt8>, _ start: Int) -> Int {
    var at = start
    let ones: UInt64 = 0x0101_0101_0101_0101
    while at &+ 8 <= text.count {
      // The lowest byte that is a quote, a backslash or a control sets the lowest of these bits.
      let word = text.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      let quote = word ^ (ones &* 0x22)
      let slash = word ^ (ones &* 0x5C)
      let found =
        ((quote &- ones) & ~quote | (slash &- ones) & ~slash | (word &- ones &* 0x20) & ~word)
        & (ones &* 0x80)
      if found == 0 {
        at &+= 8
        continue
      }
      at &+= found.trailingZeroBitCount >> 3
      if text[at] == 0x22 { return at &+ 1 }
      guard text[at] == 0x5C else { return -1 }
      at = skipEscape(text, at)
      if at < 0 { return -1 }
    }
    while at < text.count {
      let byte = text[at]
      if byte == 0x22 { return at &+ 1 }
      if byte < 0x20 { return -1 }
      at = byte == 0x5C ? skipEscape(text, at) : at &+ 1
      if at < 0 { return -1 }
    }
    return -1
  }

  private func skipEscape(_ text: Span<UInt8>, _ start: Int) -> Int {
    guard start &+ 1 < text.count else { return -1 }
    switch text[start &+ 1] {
    case "\"", "\\", "/", "b", "f", "n", "r", "t": return start &+ 2
    case "u":
      guard start &+ 6 <= text.count else { return -1 }
      for index in start &+ 2..<start &+ 6 where text[index].hexadecimal == nil { return -1 }
      return start &+ 6
    default: return -1
    }
  }

  /// Adds a string with its escapes undone to ``scratch``.
  func decode(_ text: Span<UInt8>, _ start: Int) -> Int {
    var at = start
    while at < text.count {
      let byte = text[at]
      if byte == 0x22 { return at &+ 1 }
      if byte < 0x20 { return -1 }
      guard byte == 0x5C else {
        scratch.append(byte)
        at &+= 1
        continue
      }
      let end = skipEscape(text, at)
      if end < 0 { return -1 }
      switch text[at &+ 1] {
      case "b": scratch.append(0x08)
      case "f": scratch.append(0x0C)
      case "n": scratch.append(0x0A)
      case "r": scratch.append(0x0D)
      case "t": scratch.append(0x09)
      case "u":
        var unit: UInt32 = 0
        for index in at &+ 2..<end { unit = unit << 4 | (text[index].hexadecimal ?? 0) }
        Characters.append(unit: unit, to: &scratch)
      default: scratch.append(text[at &+ 1])
      }
      at = end
    }
    return -1
  }

  /// Keeps a string, given from behind its quote.
  func keepString(_ text: Span<UInt8>, _ start: Int, field: Int32) -> Int {
    let end = skipString(text, start)
    guard end >= 0 else { return -1 }
    let first = Int32(truncatingIfNeeded: bytes.count)
    var hasEscape = false
    for index in start..<end &- 1 {
      let byte = text[index]
      if byte == 0x5C {
        hasEscape = true
        break
      }
      bytes.append(byte)
    }
    guard hasEscape else {
      add(.string, from: first, field: field)
      return end
    }
    bytes.removeLast(bytes.count - Int(first))
    scratch.removeAll(keepingCapacity: true)
    _ = decode(text, start)
    bytes += scratch
    add(.string, from: first, field: field)
    if Characters.hasLoneSurrogate(scratch) { values[values.count - 1].hasLoneSurrogate = true }
    return end
  }

  /// Keeps a value that is no string.
  func keep(_ text: Span<UInt8>, _ range: Range<Int>, _ kind: EventValue.Kind, field: Int32) {
    let first = Int32(truncatingIfNeeded: bytes.count)
    for index in range { bytes.append(text[index]) }
    add(kind, from: first, field: field)
  }

  private func add(_ kind: EventValue.Kind, from first: Int32, field: Int32) {
    if !open.isEmpty, openRun < 0 {
      openRun = Int32(truncatingIfNeeded: elements.count)
      elements += open
    }
    let next = heads[Int(field)]
    if next < 0 { touched.append(field) }
    heads[Int(field)] = Int32(truncatingIfNeeded: values.count)
    values.append(
      EventValue(
        kind: kind, start: first, end: Int32(truncatingIfNeeded: bytes.count),
        elements: open.isEmpty ? 0 : openRun,
        elementCount: Int32(truncatingIfNeeded: open.count), next: next))
  }

  /// The end of a number.
  func number(_ text: Span<UInt8>, _ start: Int) -> Int {
    var at = start
    func digits() -> Bool {
      let first = at
      while at < text.count, text[at].isDigit { at &+= 1 }
      return at > first
    }
    if text[at] == 0x2D { at &+= 1 }
    let lead = at
    guard digits() else { return -1 }
    if text[lead] == 0x30, at &- lead > 1 { return -1 }
    if at < text.count, text[at] == 0x2E {
      at &+= 1
      guard digits() else { return -1 }
    }
    if at < text.count, text[at] | 0x20 == 0x65 {
      at &+= 1
      if at < text.count, text[at] == 0x2B || text[at] == 0x2D { at &+= 1 }
      guard digits() else { return -1 }
    }
    return at
  }

  /// The end of `true`, `false` or `null`.
  func word(_ text: Span<UInt8>, _ start: Int) -> Int {
    let rest = text.count &- start
    func has(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
      text[start &+ 1] == a && text[start &+ 2] == b && text[start &+ 3] == c
    }
    var end = -1
    switch text[start] {
    case "t": if rest >= 4, has(0x72, 0x75, 0x65) { end = start &+ 4 }
    case "n": if rest >= 4, has(0x75, 0x6C, 0x6C) { end = start &+ 4 }
    case "f":
      if rest >= 5, has(0x61, 0x6C, 0x73), text[start &+ 4] == 0x65 { end = start &+ 5 }
    default: break
    }
    if end >= 0, end < text.count, text[end].isWord { return -1 }
    return end
  }
}
