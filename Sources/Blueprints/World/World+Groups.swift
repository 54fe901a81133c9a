import Kernel

extension World {
  /// Whether any client says to which groups its messages belong.
  public var hasGroups: Bool { !groupLaws.isEmpty }

  /// Whether a client says to which groups its messages belong.
  public func hasGroups(of client: Int) -> Bool {
    client < groupLaws.count && groupLaws[client] != nil
  }

  /// Says to which groups the messages of a client belong.
  public func setGroups(_ law: GroupLaw, of client: Int) {
    while groupLaws.count <= client { groupLaws.append(nil) }
    groupLaws[client] = law
  }

  /// The number of the group that a message belongs to; nil where its client gives none.
  public func group(of name: Name) -> UInt32? {
    let client = name.client
    guard client < groupLaws.count else { return nil }
    return groupLaws[client]?.group(of: name)
  }

  /// The number of a group that has a name, beyond all groups that are numbered.
  public func groupNumber(named name: String) -> UInt32 {
    let index = groupNames.firstIndex(of: name) ?? groupNames.count
    if index == groupNames.count { groupNames.append(name) }
    return UInt32(GroupLaw.greatestCount) + 1 + UInt32(index)
  }
}
