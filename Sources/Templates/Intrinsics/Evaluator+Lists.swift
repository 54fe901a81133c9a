import Documents

extension Evaluator {
  /// `Fn::Select`.
  func selection(_ call: Call) throws(InputError) -> Document {
    let arguments = try call.arguments(2...2)
    let indexText = try text(arguments[0], in: call)
    guard let index = Int(indexText), index >= 0 else {
      throw call.misuse("takes an index from 0 first, found \(indexText)")
    }
    guard let values = try list(arguments[1], in: call) else {
      return Document(.text(Opaque.text("element \(index)")), at: call.argument.place)
    }
    guard index < values.count else {
      throw InputError(
        "Fn::Select asks for element \(index) of a list of \(values.count)",
        remedy: values.isEmpty ? "fill the list" : "choose from 0 to \(values.count - 1)",
        at: arguments[0].place)
    }
    return values[index]
  }

  /// `Fn::Length`.
  func length(_ call: Call) throws(InputError) -> Document {
    guard let values = try list(call.argument, in: call) else {
      throw call.misuse("takes a list, and AWS alone knows this one")
    }
    return Document(.text("\(values.count)"), at: call.argument.place)
  }

  /// `Fn::FindInMap`.
  func lookup(_ call: Call) throws(InputError) -> Document? {
    let arguments = try call.arguments(3...4)
    let name = try text(arguments[0], in: call)
    let standard = arguments.count == 4 ? arguments[3]["DefaultValue"] : nil
    guard let table = mappings[name] else {
      throw InputError(
        "there is no mapping \(name)",
        remedy: nearest(name, among: mappings.keys) ?? "add it under Mappings",
        at: arguments[0].place)
    }
    var found = table
    for argument in arguments[1...2] {
      let key = try text(argument, in: call)
      guard let next = found[key] else {
        if let standard { return try resolve(standard) }
        throw InputError(
          "the mapping \(name) has no key \(key)",
          remedy: nearest(key, among: found.map?.keys ?? []), at: argument.place)
      }
      found = next
    }
    return found
  }

  /// `Fn::GetAZs`: three zones in every region.
  func zones(_ call: Call) throws(InputError) -> Document {
    let given = try text(call.argument, in: call)
    let region = given.isEmpty ? circumstances.region : given
    let zones = ["a", "b", "c"].map { Document(.text(region + $0), at: call.argument.place) }
    return Document(.list(zones), at: call.argument.place)
  }

  /// `Fn::Cidr`.
  func blocks(_ call: Call) throws(InputError) -> Document {
    let arguments = try call.arguments(2...3)
    let block = try text(arguments[0], in: call)
    let count = try number(arguments[1], in: call, range: 1...256)
    let bits = arguments.count == 3 ? try number(arguments[2], in: call, range: 1...32) : 8
    let texts: [String]
    if Opaque.isOpaque(block) {
      texts = (0..<count).map { Opaque.text("\(block) part \($0)") }
    } else if let whole = AddressBlock(block) {
      guard let parts = whole.parts(count, bits: bits) else {
        throw InputError(
          "\(block) does not hold \(count) blocks of \(bits) bits",
          remedy: "ask for fewer or smaller blocks", at: call.argument.place)
      }
      texts = parts
    } else {
      throw InputError(
        "\(block) is not an IPv4 block", remedy: "write it as 10.0.0.0/16",
        at: arguments[0].place)
    }
    let documents = texts.map { Document(.text($0), at: call.argument.place) }
    return Document(.list(documents), at: call.argument.place)
  }

  private func number(
    _ document: Document, in call: Call, range: ClosedRange<Int>
  ) throws(InputError) -> Int {
    let text = try text(document, in: call)
    guard let number = Int(text), range.contains(number) else {
      throw InputError(
        "Fn::Cidr takes a whole number here, found \(text)",
        remedy: "choose from \(range.lowerBound) to \(range.upperBound)", at: document.place)
    }
    return number
  }
}
