/// Where a study runs: a design, and the settings that are changed there.
package struct Point: Hashable, Sendable {
  /// A setting with its value there.
  package struct Choice: Hashable, Sendable {
    /// The path of the setting, as `--set` takes it.
    package let path: String
    /// Its value, as it is written in YAML.
    package let value: String

    /// A value of a setting.
    package init(_ path: String, _ value: String) {
      self.path = path
      self.value = value
    }
  }

  /// The name of the design; empty where the scenario has one template.
  package let design: String
  /// The settings, in the order of the study's knobs.
  package let choices: [Choice]

  /// A point of a study.
  package init(design: String = "", _ choices: [Choice]) {
    self.design = design
    self.choices = choices
  }

  /// How it is written: `sns, Queue.VisibilityTimeout=30`; empty where nothing is chosen.
  package var text: String {
    ((design.isEmpty ? [] : [design]) + choices.map { "\($0.path)=\($0.value)" })
      .joined(separator: ", ")
  }

  /// The value of a setting; nil where the point leaves it alone.
  package func value(of path: String) -> String? { choices.first { $0.path == path }?.value }
}
