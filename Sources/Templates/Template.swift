import Blueprints
import Documents

/// A CloudFormation or SAM template with everything resolved.
package struct Template: Sendable {
  /// What the template says of itself.
  package let description: String?
  /// The resources in the order of the template, generated ones after what they were made from.
  package let resources: [Resource]
  /// The outputs in the order of the template.
  package let outputs: [Output]
  /// What is not modelled, in the order in which it was met.
  package let notes: [Note]

  /// A value that the template gives away.
  package struct Output: Sendable {
    /// The key under `Outputs`.
    package let name: String
    /// The value, resolved.
    package let value: Document
    /// The name under which other stacks import it.
    package let export: String?
  }
}
