/// Writes JSON as it is told to, keys in the order given.
///
///     var writer = JSONWriter()
///     writer.object {
///       $0.member("name", "orders")
///       $0.array("sizes") { $0.value(Int64(3)) }
///     }
///     writer.text
///
/// A call that would not give JSON, such as a value without a key in an object, is our mistake.
public struct JSONWriter {
  /// How the text is laid out.
  public enum Layout: Sendable {
    /// One entry to a line, indented by two spaces.
    case pretty
    /// No space at all.
    case compact
  }

  private struct Level {
    let isObject: Bool
    var count = 0
  }

  private let layout: Layout
  private var bytes: [UInt8] = []
  private var levels: [Level] = []
  private var awaitsValue = false

  /// A writer that has written nothing yet.
  public init(_ layout: Layout = .pretty) { self.layout = layout }

  /// What was written, without a line break at the end; every object and array must be ended.
  public var text: String {
    precondition(levels.isEmpty && !awaitsValue, "\(levels.count) levels are still open")
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Begins an object; keys and values follow.
  public mutating func beginObject() { begin("{", isObject: true) }
  /// Ends the object begun last.
  public mutating func endObject() { end("}", isObject: true) }
  /// Begins an array; values follow.
  public mutating func beginArray() { begin("[", isObject: false) }
  /// Ends the array begun last.
  public mutating func endArray() { end("]", isObject: false) }

  /// Writes a key; its value comes next.
  public mutating func key(_ key: String) {
    precondition(levels.last?.isObject == true && !awaitsValue, "the key \(key) is out of place")
    startEntry()
    JSONText.append(key, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    if layout == .pretty { bytes.append(UInt8(ascii: " ")) }
    awaitsValue = true
  }

  /// Writes a value that is JSON text already.
  public mutating func raw(_ json: String) {
    startValue()
    bytes.append(contentsOf: json.utf8)
  }

  /// Writes a text, escaped where JSON asks for it.
  public mutating func value(_ text: String) {
    startValue()
    JSONText.append(text, to: &bytes)
  }

  private mutating func begin(_ bracket: Unicode.Scalar, isObject: Bool) {
    startValue()
    bytes.append(UInt8(truncatingIfNeeded: bracket.value))
    levels.append(Level(isObject: isObject))
  }

  private mutating func end(_ bracket: Unicode.Scalar, isObject: Bool) {
    precondition(
      levels.last?.isObject == isObject && !awaitsValue, "\(bracket) at level \(levels.count)")
    if let level = levels.popLast(), level.count > 0 { breakLine() }
    bytes.append(UInt8(truncatingIfNeeded: bracket.value))
  }

  private mutating func startValue() {
    if awaitsValue {
      awaitsValue = false
      return
    }
    precondition(levels.last?.isObject != true, "a value without a key in an object")
    precondition(!levels.isEmpty || bytes.isEmpty, "a second value beside the first")
    startEntry()
  }

  private mutating func startEntry() {
    guard !levels.isEmpty else { return }
    if levels[levels.count - 1].count > 0 { bytes.append(UInt8(ascii: ",")) }
    levels[levels.count - 1].count += 1
    breakLine()
  }

  private mutating func breakLine() {
    guard layout == .pretty else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * levels.count))
  }
}
