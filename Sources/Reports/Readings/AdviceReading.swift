import Blueprints

/// What to change, in how many replications it was said, and how that is written.
package struct AdviceReading {
  /// The node that it concerns.
  package let label: String
  /// What is said, with the figures of the first replication that says it.
  package let advice: Advice
  /// In how many replications it is said.
  package let count: Int
  /// What stands behind `--set`; nil where no one setting does it, or none that is written.
  package let setting: String?

  /// All advice, that against the worst harm first.
  package static func all(of subject: Subject) -> [AdviceReading] {
    let directory = Directory(subject.first.resources)
    let readings = subject.nodes.flatMap { node in
      var known: [Advice] = []
      for advice in node.runs.flatMap({ $0.advice })
      where !known.contains(where: { $0.concerns(advice) }) {
        known.append(advice)
      }
      return known.map { advice in
        AdviceReading(
          label: node.label, advice: advice,
          count: node.runs.count { $0.advice.contains { $0.concerns(advice) } },
          setting: advice.setting.flatMap { path(of: $0, in: directory) })
      }
    }
    return readings.enumerated().sorted { one, other in
      let (left, right) = (one.element.advice.harm.rawValue, other.element.advice.harm.rawValue)
      return left == right ? one.offset < other.offset : left < right
    }.map { $0.element }
  }

  /// A setting as the command takes it: below what the template itself writes; nil where it writes
  /// nothing of the resource.
  private static func path(of setting: Advice.Setting, in directory: Directory) -> String? {
    guard let resource = directory[setting.resource] else {
      return "\(setting.resource).\(setting.property)=\(setting.value)"
    }
    return resource.settingsPath.map { path in
      (path + [setting.property]).joined(separator: ".") + "=\(setting.value)"
    }
  }
}

extension Advice {
  /// Whether it is the same advice, perhaps with other figures.
  fileprivate func concerns(_ other: Advice) -> Bool {
    name == other.name && setting?.resource == other.setting?.resource
  }
}
