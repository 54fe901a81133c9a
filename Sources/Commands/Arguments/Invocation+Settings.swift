import Documents
import Scenarios

extension Invocation {
  /// What an option that stands for a setting of the scenario says, where it was given; a slip in
  /// it is at the option.
  ///
  /// - Throws: That its value cannot be read.
  func settings(_ option: Option, at path: [String]) throws(InputError) -> [Setting] {
    guard let text = value(option) else { return [] }
    return [Setting(path, to: try YAML.read(SourceText(name: "--\(option.name)", text: text)))]
  }
}

extension Document {
  /// A phrase that stands in no file, at an option or at what it stands for.
  init(phrase text: String, of name: String) {
    self.init(.text(text), at: SourceText(name: name, text: text).place(at: 0))
  }
}
