/// How policies of IAM name what an action is done to.
///
/// A shape is an ARN over `{Ref}` and the attributes of the resource, as `{Arn}/index/*`; `*`
/// stands for whatever is there.
public struct PolicyName: Equatable, Sendable {
  /// The actions; where there are none, all that no other name of the resource is about.
  public let actions: [String]
  /// The shapes that fit, the one first that a policy has which is written; none where IAM knows no
  /// resource, so that policies name `*`.
  public let shapes: [String]

  /// The name for all actions that have no other one.
  public init(_ shapes: String...) {
    self.shapes = shapes
    actions = []
  }

  /// The name for some actions.
  public init(of actions: String..., as shapes: [String]) {
    self.actions = actions
    self.shapes = shapes
  }

  /// Actions for which IAM knows no resource.
  public static func everything(for actions: String...) -> PolicyName {
    PolicyName(actions: actions, shapes: [])
  }

  private init(actions: [String], shapes: [String]) {
    self.actions = actions
    self.shapes = shapes
  }
}

extension Declaration {
  /// The shapes by which policies name it where an action is done to it.
  public func policyShapes(for action: String) -> [String] {
    let own = policyNames.first { $0.actions.contains(action) }
    return (own ?? policyNames.first { $0.actions.isEmpty })?.shapes ?? ["{Arn}"]
  }
}
