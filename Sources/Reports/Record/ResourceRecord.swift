/// One object for each resource, client and pool, with a key for each measure.
enum ResourceRecord {
  static func fact(of subject: Subject) -> Fact {
    .object(subject.nodes.map { (key: $0.label, value: fact(of: $0)) })
  }

  private static func fact(of node: NodeReading) -> Fact {
    var entries: [(key: String, value: Fact)] = [("type", .text(node.declaration.type))]
    for reading in node.measures {
      let key =
        reading.detail.isEmpty
        ? reading.measure.name : "\(reading.measure.name) \(reading.detail)"
      entries.append((key, reading.fact))
    }
    return .object(entries)
  }
}
