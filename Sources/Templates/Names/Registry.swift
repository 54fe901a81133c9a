import Blueprints
import Documents

/// The resources of a template before their properties are resolved.
struct Registry {
  /// A resource and the service that declares its type.
  struct Member {
    /// The resource as written or generated.
    let draft: Shorthand.Draft
    /// What the catalogue says of its type; nil where that is not modelled.
    let declaration: Declaration?
    /// The logical id that the template itself gives: its own, or that of what it was made from.
    let origin: String
  }

  /// The resources that exist, in the order of the template.
  var members: [Member] = []
  /// Where each logical id stands among them.
  var positions: [String: Int] = [:]
  /// The resources that a condition took away, and which condition.
  var removed: [String: String] = [:]
  /// The logical ids of generated resources by the names that SAM gives them: `ProcessOrder.Alias`.
  var generatedNames: [String: String] = [:]
  /// Types that change nothing, of which nobody need be told.
  var inert: [String] = []
  /// Types that are modelled, short ones of SAM among them.
  var types: [String] = []
}

extension Shorthand.Draft {
  /// Where the resource stands.
  var place: Place { document.place }
}
