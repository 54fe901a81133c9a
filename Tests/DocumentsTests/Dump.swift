@testable import Documents

/// A value as compact JSON, with each tag in front of its value.
func dump(_ document: Document) -> String {
  let tag = document.tag.map { $0 + " " } ?? ""
  switch document.value {
  case .list(let items): return tag + "[" + items.map(dump).joined(separator: ",") + "]"
  case .map(let map):
    let entries = map.entries.map { JSONText.quoted($0.key) + ":" + dump($0.value) }
    return tag + "{" + entries.joined(separator: ",") + "}"
  default:
    var writer = JSONWriter(.compact)
    writer.value(document)
    return tag + writer.text
  }
}

/// What reading a YAML text gives: the value, or the error as rendered.
func readYAML(_ text: String, limits: Document.Limits = .standard) -> String {
  do {
    return dump(try YAML.read(SourceText(name: "a.yaml", text: text), limits: limits))
  } catch {
    return error.rendered
  }
}

/// What reading a JSON text gives: the value, or the error as rendered.
func readJSON(_ text: String, limits: Document.Limits = .standard) -> String {
  do {
    return dump(try JSON.read(SourceText(name: "a.json", text: text), limits: limits))
  } catch {
    return error.rendered
  }
}

/// The slip in a text as "line:column problem; remedy", or the value where there is none.
func slip(inYAML text: String, limits: Document.Limits = .standard) -> String {
  do {
    return dump(try YAML.read(SourceText(name: "a.yaml", text: text), limits: limits))
  } catch {
    return brief(error)
  }
}

/// The slip in a text as "line:column problem; remedy", or the value where there is none.
func slip(inJSON text: String, limits: Document.Limits = .standard) -> String {
  do {
    return dump(try JSON.read(SourceText(name: "a.json", text: text), limits: limits))
  } catch {
    return brief(error)
  }
}

private func brief(_ error: InputError) -> String {
  let place = error.place.map { "\($0.line):\($0.column) " } ?? ""
  return place + error.problem + (error.remedy.map { "; " + $0 } ?? "")
}

/// SplitMix64: the same numbers on every run.
struct Numbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
