import Blueprints
import Documents
import Kernel
import Patterns

/// Which messages of a topic a subscription gets: its filter policy, asked once for each kind of
/// event where all its messages have the same answer.
final class SubscriptionFilter {
  private enum Verdict { case unknown, delivered, filtered, varying }

  private let policy: FilterPolicy
  private let paths: [String]
  private var verdicts: ContiguousArray<Verdict> = []

  /// The filter of a subscription; nil where it wants every message.
  init?(_ settings: SubscriptionSettings, of label: String, at site: Site) throws(InputError) {
    guard let document = settings.filterPolicy, !document.isNull else { return nil }
    let scope = settings.filterScope ?? FilterPolicy.Scope.attributes.rawValue
    do throws(PatternError) {
      policy = try FilterPolicy(document.text ?? JSONWriter.compact(document), scope: scope)
    } catch {
      throw InputError(
        "SNS refuses the filter of \(label): \(error.message)",
        remedy: "try it with spillway match --policy",
        at: document.place)
    }
    paths = policy.fieldPaths
  }

  /// Whether a message is delivered.
  func passes(_ kind: UInt16, _ name: Name, in world: World) -> Bool {
    while verdicts.count <= Int(kind) { verdicts.append(.unknown) }
    if verdicts[Int(kind)] == .unknown {
      verdicts[Int(kind)] = verdict(on: kind, in: world)
    }
    switch verdicts[Int(kind)] {
    case .delivered: return true
    case .filtered: return false
    case .varying: return delivers(world.kinds[Int(kind)], name, in: world)
    case .unknown: preconditionFailure("kind \(kind) has no verdict")
    }
  }

  private func verdict(on kind: UInt16, in world: World) -> Verdict {
    let kind = world.kinds[Int(kind)]
    let varies =
      switch policy.scope {
      case .body: kind.content?.varies(at: paths) ?? false
      case .attributes:
        kind.attributes.contains { !$0.value.variablePaths.isEmpty && paths.contains($0.name) }
      }
    guard !varies else { return .varying }
    return delivers(kind, Name(root: 0), in: world) ? .delivered : .filtered
  }

  private func delivers(_ kind: EventKind, _ name: Name, in world: World) -> Bool {
    let occasion = EventContent.Occasion(name, sent: world.now, in: world)
    switch policy.scope {
    case .body:
      // A message of which nothing is known is an object without fields.
      guard kind.body != .text else { return false }
      return policy.delivers(body: (kind.content ?? .empty).json(on: occasion))
    case .attributes:
      return policy.delivers(
        attributes: kind.attributes.map {
          MessageAttribute(
            $0.name, type: $0.type,
            value: String(decoding: $0.value.plain(on: occasion), as: UTF8.self))
        })
    }
  }
}
