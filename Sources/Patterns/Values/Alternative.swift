/// One entry of a pattern's list: a question about one value of a field.
enum Alternative: Hashable {
  /// The string is this one, compared by code units.
  case string([UInt8])
  /// A value without quotes in exactly this spelling: `true`, `null`, a number no double holds.
  case spelling([UInt8])
  /// A number of this value.
  case number(Double)
  /// A number between bounds.
  case range(NumberRange)
  /// An address in a block.
  case address(AddressRange)
  /// A string that passes.
  case passing(StringTest)
  /// Anything, a number outside the list included.
  case anyNumberBut([Double])
  /// Anything but a string that passes one of the tests.
  case anythingBut([StringTest])
  /// Any value.
  case present
  /// Any value but null and the empty string.
  case filled
  /// No value at all, judged within the array elements chosen so far.
  case absent
}

extension Alternative {
  /// A value satisfies the alternative; `absent` is no question about a value.
  func accepts(_ value: EventValue, of event: EventFields) -> Bool {
    switch self {
    case .string(let text):
      return value.kind == .string && event.content(value).elementsEqual(text)
    case .spelling(let text):
      return value.kind != .string && event.content(value).elementsEqual(text)
    case .number(let number): return event.number(value) == number
    case .range(let range): return event.number(value).map { range.contains($0) } == true
    case .address(let range): return accepts(address: range, value, of: event)
    case .passing(let test):
      return value.kind == .string && test.passes(Characters.written(Array(event.content(value))))
    case .anyNumberBut(let numbers):
      guard let number = event.number(value) else { return true }
      return !numbers.contains(number)
    case .anythingBut(let tests):
      guard value.kind == .string else { return true }
      let content = Characters.written(Array(event.content(value)))
      return !tests.contains { $0.passes(content) }
    case .present: return true
    case .filled: return event.isFilled(value)
    case .absent: return false
    }
  }

  private func accepts(
    address range: AddressRange, _ value: EventValue, of event: EventFields
  ) -> Bool {
    let content = event.content(value)
    guard value.kind == .string else { return range.contains(content) }
    guard let digits = Address.digits(content) else { return false }
    return range.contains(digits)
  }
}
