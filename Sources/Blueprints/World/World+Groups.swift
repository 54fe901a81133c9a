import Kernel

extension World {
  /// Whether any client says to which groups its messages belong.
  public var hasGroups: Bool { !groupLaws.isEmpty }

  /// Whether the client of a mark says to which groups its messages belong.
  public func hasGroups(of mark: Int) -> Bool {
    let seat = seating.seat(of: mark)
    return seat < groupLaws.count && groupLaws[seat] != nil
  }

  /// Says to which groups the messages of the client of a mark belong.
  public func setGroups(_ law: GroupLaw, of mark: Int) {
    let seat = seating.take(mark)
    while groupLaws.count <= seat { groupLaws.append(nil) }
    groupLaws[seat] = law
  }

  /// The number of the group that a message belongs to; nil where its client gives none.
  public func group(of name: Name) -> UInt32? {
    let seat = client(of: name)
    guard seat < groupLaws.count else { return nil }
    return groupLaws[seat]?.group(of: name)
  }

  /// The number of a group that has a name, beyond all groups that are numbered; it comes from the
  /// name, so that it is the same whoever else names groups.
  public func groupNumber(named name: String) -> UInt32 {
    let first = UInt32(GroupLaw.greatestCount) + 1
    let span = UInt32.max - first
    var place = UInt32(truncatingIfNeeded: stableHash(name)) % span
    while let other = groupNames[first + place], other != name { place = (place + 1) % span }
    groupNames[first + place] = name
    return first + place
  }
}
