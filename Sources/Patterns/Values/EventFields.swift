/// The fields of one event that some pattern names, flat, in a buffer used again for the next.
final class EventFields {
  /// Which fields are kept.
  let paths: PathTable
  /// The values kept, in the order of the text.
  var values: [EventValue] = []
  /// The contents of the values, strings without quotes and escapes.
  var bytes: [UInt8] = []
  /// For each field its last value, -1 for none.
  var heads: [Int32]
  /// The fields that have a value.
  var touched: [Int32] = []
  /// The array elements of all values, one run for each.
  var elements: [ArrayElement] = []
  /// The elements that are open while the text is read.
  var open: [ArrayElement] = []
  /// The run of ``elements`` that equals ``open``; -1 for none yet.
  var openRun: Int32 = -1
  /// How many arrays the text has so far.
  var arrays: Int32 = 0
  /// Where the object that was read ends.
  var end = 0
  /// A name or text that had escapes.
  var scratch: [UInt8] = []

  /// A buffer for events of which these fields matter.
  init(paths: PathTable) {
    self.paths = paths
    heads = Array(repeating: -1, count: paths.fieldCount)
  }

  /// The fields of an event.
  convenience init(reading text: [UInt8], paths: PathTable) throws(PatternError) {
    self.init(paths: paths)
    try read(text)
  }

  /// Reads the next event in the place of the last.
  ///
  /// - Throws: The parser's reason, if the text is no JSON object.
  func read(_ text: [UInt8]) throws(PatternError) {
    guard !scan(text.span) else { return }
    // The quick reading says only that something is wrong; the strict one says what.
    var reader = TokenReader(text, stage: .event)
    guard try reader.next() == .startObject else {
      throw PatternError(
        "IllegalArgumentException: Event must be a JSON object", stage: .event)
    }
    var depth = 1
    while depth > 0 {
      switch try reader.next() {
      case .startObject, .startArray: depth += 1
      case .endObject, .endArray: depth -= 1
      default: break
      }
    }
    preconditionFailure("an event of \(text.count) bytes is refused by one reader only")
  }

  /// The bytes of a value.
  func content(_ value: EventValue) -> ArraySlice<UInt8> {
    bytes[Int(value.start)..<Int(value.end)]
  }

  /// The number a value is; `nil` if it is none or none that can be compared.
  func number(_ value: EventValue) -> Double? {
    value.kind == .number ? ComparableNumber.value(content(value)) : nil
  }

  /// A value is neither null nor the empty string.
  func isFilled(_ value: EventValue) -> Bool {
    switch value.kind {
    case .string: value.start < value.end
    case .number: true
    case .word: bytes[Int(value.start)] != 0x6E
    }
  }

  /// The last value of a field.
  func firstValue(of field: Int) -> EventValue? { value(at: heads[field]) }

  /// The value of the same field that stands before this one.
  func value(after value: EventValue) -> EventValue? { self.value(at: value.next) }

  private func value(at index: Int32) -> EventValue? { index < 0 ? nil : values[Int(index)] }

  /// Adds the elements a value lies in, unless one of them is another than was chosen.
  func choose(_ value: EventValue, within chosen: inout [ArrayElement]) -> Bool {
    let count = chosen.count
    for index in value.elements..<value.elements + value.elementCount {
      let element = elements[Int(index)]
      if let known = chosen[..<count].first(where: { $0.array == element.array }) {
        guard known.index == element.index else {
          chosen.removeLast(chosen.count - count)
          return false
        }
      } else {
        chosen.append(element)
      }
    }
    return true
  }

  /// A field has a value within the elements chosen.
  func hasValue(of field: Int, within chosen: [ArrayElement]) -> Bool {
    var next = firstValue(of: field)
    while let value = next {
      var copy = chosen
      if choose(value, within: &copy) { return true }
      next = self.value(after: value)
    }
    return false
  }
}
