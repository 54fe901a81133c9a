/// Finds a resource by any text that AWS or a scenario takes for it.
public struct Directory: Sendable {
  /// What a text is found to mean.
  public enum Finding: Sendable, Equatable {
    /// Nothing has it.
    case none
    /// The one resource that has it, by its index in the template's order.
    case one(Int)
    /// Several have it, by their indices.
    case several([Int])
  }

  /// All resources, in the order of the template.
  public let resources: [Resource]
  private let logicalIDs: [String: Int]
  private let constructs: [String: [Int]]
  private let texts: [String: [Int]]

  /// A directory of resources with distinct logical ids.
  public init(_ resources: [Resource]) {
    self.resources = resources
    var logicalIDs: [String: Int] = [:]
    var constructs: [String: [Int]] = [:]
    var texts: [String: [Int]] = [:]
    for (index, resource) in resources.enumerated() {
      precondition(logicalIDs[resource.logicalID] == nil, "\(resource.logicalID) is there twice")
      logicalIDs[resource.logicalID] = index
      if let name = resource.constructName { constructs[name, default: []].append(index) }
      let names = [resource.ref, resource.physicalName, resource.arn]
      for text in names + resource.attributes.map({ $0.text })
      where !text.isEmpty && texts[text]?.last != index {
        texts[text, default: []].append(index)
      }
    }
    self.logicalIDs = logicalIDs
    self.constructs = constructs
    self.texts = texts
  }

  /// The resource of a logical id.
  public subscript(logicalID: String) -> Resource? {
    logicalIDs[logicalID].map { resources[$0] }
  }

  /// What a scenario means by a name: a logical id, or the name of a construct that no other
  /// resource has.
  public func named(_ name: String) -> Finding {
    if let index = logicalIDs[name] { return .one(index) }
    return finding(constructs[name] ?? [])
  }

  /// What a resolved property means: a name, an ARN, a URL, or any attribute of a resource.
  ///
  /// One name may belong to resources of different types; whoever knows which types fit says so.
  /// Whoever has a text as its own comes before those who only tell it, as a consumer of a stream
  /// does with the ARN of the stream.
  public func meant(by text: String, among types: [String] = []) -> Finding {
    let found = texts[text] ?? logicalIDs[text].map { [$0] } ?? []
    let fitting = types.isEmpty ? found : found.filter { types.contains(resources[$0].type) }
    let owners = fitting.filter { resources[$0].ref == text || resources[$0].arn == text }
    return finding(owners.isEmpty ? fitting : owners)
  }

  /// Every name that a scenario may use, in the order of the template.
  public var names: [String] {
    resources.flatMap { resource in
      guard let name = resource.constructName, name != resource.logicalID,
        logicalIDs[name] == nil, constructs[name]?.count == 1
      else { return [resource.logicalID] }
      return [resource.logicalID, name]
    }
  }

  private func finding(_ indices: [Int]) -> Finding {
    switch indices.count {
    case 0: .none
    case 1: .one(indices[0])
    default: .several(indices)
    }
  }
}
