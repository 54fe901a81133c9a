import Documents

/// A metric math expression of metrics and numbers.
indirect enum MetricExpression: Equatable {
  case number(Double)
  /// The metric of an index.
  case metric(Int)
  case negative(MetricExpression)
  case calculation(Operator, MetricExpression, MetricExpression)
  /// The first, or the second where that has no data.
  case filled(MetricExpression, Double)

  /// What is done with two numbers.
  enum Operator: Equatable {
    case plus, minus, times, over
  }

  /// The value where the metrics have some; nil where one that counts has none, and for a division
  /// by zero.
  func value(_ metric: (Int) -> Double?) -> Double? {
    switch self {
    case .number(let number): return number
    case .metric(let index): return metric(index)
    case .negative(let inner): return inner.value(metric).map { -$0 }
    case .filled(let inner, let number): return inner.value(metric) ?? number
    case .calculation(let sign, let left, let right):
      guard let a = left.value(metric), let b = right.value(metric) else { return nil }
      switch sign {
      case .plus: return a + b
      case .minus: return a - b
      case .times: return a * b
      case .over: return b == 0 ? nil : a / b
      }
    }
  }
}

/// Reads metric math: `+ - * /`, parentheses, numbers, ids, and `FILL(id, number)`.
struct MetricExpressionReader {
  /// Why an expression is not read.
  enum Slip: Error, Equatable {
    /// It may be right, and is more than is modelled.
    case notModelled
    /// It names an id that no other entry has.
    case unknown(String)
  }

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private let meaning: (String) -> MetricExpression?

  /// Reads a whole expression, whose ids have meanings.
  static func read(
    _ text: String, meaning: @escaping (String) -> MetricExpression?
  ) throws(Slip) -> MetricExpression {
    var reader = MetricExpressionReader(bytes: Array(text.utf8), meaning: meaning)
    let expression = try reader.sum()
    guard reader.next == nil else { throw .notModelled }
    return expression
  }

  private init(bytes: [UInt8], meaning: @escaping (String) -> MetricExpression?) {
    self.bytes = bytes
    self.meaning = meaning
  }

  /// The next byte that is no space.
  private var next: UInt8? {
    mutating get {
      while position < bytes.count, bytes[position] == 0x20 { position += 1 }
      return position < bytes.count ? bytes[position] : nil
    }
  }

  private mutating func take(_ mark: Character) -> Bool {
    guard next == mark.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func sum() throws(Slip) -> MetricExpression {
    var left = try product()
    while true {
      if take("+") {
        left = .calculation(.plus, left, try product())
      } else if take("-") {
        left = .calculation(.minus, left, try product())
      } else {
        return left
      }
    }
  }

  private mutating func product() throws(Slip) -> MetricExpression {
    var left = try factor()
    while true {
      if take("*") {
        left = .calculation(.times, left, try factor())
      } else if take("/") {
        left = .calculation(.over, left, try factor())
      } else {
        return left
      }
    }
  }

  private mutating func factor() throws(Slip) -> MetricExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw .notModelled }
    if take("-") { return .negative(try factor()) }
    if take("(") {
      let inner = try sum()
      guard take(")") else { throw .notModelled }
      return inner
    }
    let word = word()
    guard let first = word.utf8.first else { throw .notModelled }
    if first == 0x2E || 0x30...0x39 ~= first {
      guard let number = NumberText(word)?.double else { throw .notModelled }
      return .number(number)
    }
    if take("(") {
      guard word == "FILL" else { throw .notModelled }
      return try filling()
    }
    guard let meant = meaning(word) else { throw .unknown(word) }
    return meant
  }

  private mutating func filling() throws(Slip) -> MetricExpression {
    let inner = try sum()
    guard take(","), case let isNegative = take("-"), let number = NumberText(word())?.double,
      take(")")
    else { throw .notModelled }
    return .filled(inner, isNegative ? -number : number)
  }

  private mutating func word() -> String {
    _ = next
    let begin = position
    while position < bytes.count {
      switch bytes[position] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2E: position += 1
      default: return String(decoding: bytes[begin..<position], as: UTF8.self)
      }
    }
    return String(decoding: bytes[begin..<position], as: UTF8.self)
  }
}
