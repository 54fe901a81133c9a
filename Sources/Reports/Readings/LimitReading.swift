import Blueprints
import Measures

/// A bound of a node, or of all nodes of a type together, with its greatest use.
package struct LimitReading {
  /// The node; nil of what an account bounds for all of them.
  package let label: String?
  /// The bound.
  package let ceiling: Ceiling

  /// Where it is and what is bounded, in words.
  package var title: String {
    let index = ceiling.detail.isEmpty ? "" : " \(ceiling.detail)"
    return "\(label ?? "account")\(index): \(ceiling.name)"
  }

  /// All bounds, those that were used most first.
  package static func all(of nodes: [NodeReading]) -> [LimitReading] {
    var readings: [LimitReading] = []
    for node in nodes {
      for ceiling in node.ceilings {
        guard ceiling.isShared else {
          readings.append(LimitReading(label: node.label, ceiling: ceiling))
          continue
        }
        if readings.contains(where: { $0.label == nil && $0.ceiling == ceiling }) { continue }
        readings.append(LimitReading(label: nil, ceiling: ceiling))
      }
    }
    return readings.enumerated().sorted { one, other in
      let (left, right) = (one.element.ceiling.share, other.element.ceiling.share)
      return left == right ? one.offset < other.offset : left > right
    }.map { $0.element }
  }
}
