import Blueprints
import Documents

/// The key of KMS with which a resource encrypts, where its service says that it names one.
struct EncryptionKeyUse {
  /// Whose key it is.
  enum Key: Equatable {
    /// AWS manages it, by its alias: roles of the account may use it, services may not, and nobody
    /// can change its policy.
    case managed(String)
    /// A key of the template, by its logical id.
    case own(String)
    /// A key that the template does not hold.
    case elsewhere
  }

  let key: Key

  /// The key of what is called; nil where it has none that anybody must be let at.
  init?(of node: NodeReading, _ directory: Directory) {
    guard let resource = directory[node.label],
      let text = Self.property(at: node.declaration.keyPath, of: resource, directory)?.text
    else { return nil }
    if let alias = text.firstRange(of: "alias/aws/") {
      key = .managed(String(text[alias.lowerBound...]))
    } else if case .one(let index) = directory.meant(by: text, among: ["AWS::KMS::Key"]) {
      key = .own(directory.resources[index].logicalID)
    } else {
      key = .elsewhere
    }
  }

  /// What its properties have at a path, through lists by their first entries and through what a
  /// text on the way means.
  private static func property(
    at path: [String], of resource: Resource, _ directory: Directory
  ) -> Document? {
    guard !path.isEmpty else { return nil }
    return path.reduce(resource.properties as Document?) { document, name in
      var place = document?.list?.first ?? document
      if let text = place?.text, case .one(let index) = directory.meant(by: text) {
        place = directory.resources[index].properties
      }
      return place?[name]
    }
  }
}
