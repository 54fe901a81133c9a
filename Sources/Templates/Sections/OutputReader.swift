import Documents

/// Reads `Outputs`, so that an error in one is seen although nothing simulated reads it.
struct OutputReader {
  private let evaluator: Evaluator

  /// A reader that resolves with an evaluator.
  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
  }

  /// The outputs whose condition holds.
  func read(_ section: Document?) -> [Template.Output] {
    var outputs: [Template.Output] = []
    for entry in section?.map?.entries ?? [] where !entry.key.hasPrefix("Fn::ForEach::") {
      do throws(InputError) {
        if let output = try output(entry) { outputs.append(output) }
      } catch {
        evaluator.diagnostics.report(error)
      }
    }
    return outputs
  }

  private func output(_ entry: DocumentMap.Entry) throws(InputError) -> Template.Output? {
    guard let map = entry.value.map, let document = map["Value"] else {
      throw InputError(
        "the output \(entry.key) has no Value", remedy: "give it one", at: entry.keyPlace)
    }
    let keys = ["Condition", "Description", "Export", "Value"]
    Sections.checkKeys(of: map, among: keys, in: "an output", reporting: evaluator.diagnostics)
    if let condition = map["Condition"], let name = condition.text,
      try !evaluator.verdict(of: name, at: condition.place)
    {
      return nil
    }
    guard let value = evaluator.resolved(document) else { return nil }
    let export = try map["Export"]?["Name"].flatMap { (name) throws(InputError) in
      try evaluator.resolve(name)
    }
    return Template.Output(name: entry.key, value: value, export: export?.scalarText)
  }
}
