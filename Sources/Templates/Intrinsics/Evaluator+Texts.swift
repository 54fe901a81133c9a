import Blueprints
import Documents

extension Evaluator {
  /// `Fn::Sub`: a text, or a text and the values of further names.
  func substitution(_ call: Call) throws(InputError) -> Document {
    var variables = DocumentMap()
    var template = call.argument
    if call.argument.list != nil {
      let arguments = try call.arguments(2...2)
      template = arguments[0]
      guard let map = arguments[1].map else {
        throw call.misuse("takes a map as its second argument, found \(arguments[1].kindName)")
      }
      variables = map
    }
    guard let text = template.scalarText else {
      throw call.misuse("takes a text, found \(template.kindName)")
    }
    var filled = ""
    for piece in Substitution.pieces(of: text) {
      switch piece {
      case .literal(let literal): filled += literal
      case .name(let name):
        let text = try value(of: name, in: call, given: variables)
        charge(text, at: template.place)
        if isExhausted { return Document(.text(""), at: template.place) }
        filled += text
      }
    }
    return Document(.text(filled), at: template.place)
  }

  private func value(
    of name: String, in call: Call, given variables: DocumentMap
  ) throws(InputError) -> String {
    if let variable = variables[name] { return try text(variable, in: call) }
    let place = call.argument.list?.first?.place ?? call.argument.place
    let isAttribute = name.contains(".") && registry?.generatedNames[name] == nil
    let value = isAttribute ? try attribute(path: name, at: place) : try reference(name, at: place)
    guard let text = value?.scalarText else {
      throw InputError(
        "\(name) is \(value?.kindName ?? "AWS::NoValue") and cannot be put into a text",
        remedy: "join it with Fn::Join first", at: place)
    }
    return text
  }

  /// `Fn::Join`.
  func joining(_ call: Call) throws(InputError) -> Document {
    let arguments = try call.arguments(2...2)
    let delimiter = try text(arguments[0], in: call)
    guard let values = try list(arguments[1], in: call) else {
      return Document(.text(Opaque.text("list")), at: call.argument.place)
    }
    var texts: [String] = []
    for value in values {
      guard let text = value.scalarText else {
        throw InputError(
          "Fn::Join takes texts, found \(value.kindName)", remedy: call.function.usage,
          at: value.place)
      }
      texts.append(text)
    }
    return Document(.text(texts.joined(separator: delimiter)), at: call.argument.place)
  }

  /// `Fn::Split`.
  func splitting(_ call: Call) throws(InputError) -> Document {
    let arguments = try call.arguments(2...2)
    let delimiter = try text(arguments[0], in: call)
    guard !delimiter.isEmpty else { throw call.misuse("takes a delimiter, found an empty text") }
    let whole = try text(arguments[1], in: call)
    let parts = Self.split(whole, by: Array(delimiter.utf8))
    if parts.count == 1, Opaque.isOpaque(whole) {
      return Document(.text(whole), at: call.argument.place)
    }
    let documents = parts.map { Document(.text($0), at: call.argument.place) }
    return Document(.list(documents), at: call.argument.place)
  }

  /// `Fn::Base64`.
  func base64(_ call: Call) throws(InputError) -> Document {
    let text = try text(call.argument, in: call)
    return Document(.text(Base64.encode(Array(text.utf8))), at: call.argument.place)
  }

  /// `Fn::ToJsonString`.
  func jsonText(_ call: Call) throws(InputError) -> Document {
    guard let value = try resolve(call.argument), value.map != nil || value.list != nil else {
      throw call.misuse("takes a map or a list")
    }
    var writer = JSONWriter(.compact)
    writer.value(value)
    return Document(.text(writer.text), at: call.argument.place)
  }

  /// `Fn::ImportValue`.
  func importing(_ call: Call) throws(InputError) -> Document {
    let name = try text(call.argument, in: call)
    guard let value = circumstances.imports[name] else {
      let names = circumstances.imports.keys.sorted()
      let meant = Suggestion.nearest(to: name, among: names).map { ", or did you mean \($0)?" }
      throw InputError(
        "no value is given for the import \(name)",
        remedy: "add it under imports in the scenario" + (meant ?? ""), at: call.argument.place)
    }
    return Document(.text(value), at: call.argument.place)
  }

  /// `Fn::Transform`, whose value only the macro knows.
  func macro(_ call: Call) -> Document {
    let name = call.argument["Name"]?.text ?? "macro"
    note(Note(at: call.place, "Fn::Transform with \(name) is not modelled"))
    return Document(.text(Opaque.text("Fn::Transform \(name)")), at: call.place)
  }

  private static func split(_ text: String, by delimiter: [UInt8]) -> [String] {
    let bytes = Array(text.utf8)
    var parts: [String] = []
    var start = 0
    var index = 0
    while index + delimiter.count <= bytes.count {
      if bytes[index..<index + delimiter.count].elementsEqual(delimiter) {
        parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
        index += delimiter.count
        start = index
      } else {
        index += 1
      }
    }
    return parts + [String(decoding: bytes[start...], as: UTF8.self)]
  }
}
