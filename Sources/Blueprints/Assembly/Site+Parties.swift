import Documents

/// Who a property means: a node of the template, or somebody whom AWS finds elsewhere.
extension Site {
  /// What follows in the run where somebody is no part of the template.
  public enum Absence: String, Sendable {
    /// Nothing is heard of whoever would send.
    case silence = "no event comes from it"
    /// Whoever would receive takes whatever is sent.
    case acceptance = "it accepts everything, and what follows is left out"
  }

  /// The node whose ARN a reference gives; nil where that is of another stack or of what is not
  /// modelled, which is noted.
  ///
  /// - Throws: An error where it gives a name or a URL, which AWS does not take there.
  public func party(
    _ reference: Reference, as wanted: String, missing absence: Absence
  ) throws(InputError) -> (any Node)? {
    if let node = find(reference.text) {
      try requireARN(reference)
      return node
    }
    guard isElsewhere(reference.text) else { throw unknown(reference, as: wanted) }
    noteElsewhere(reference, absence)
    return nil
  }

  /// The logical id of the resource that a reference means; nil where that is none of the template.
  public func logicalID(of reference: Reference) -> String? {
    directory == nil ? find(reference.text)?.label : resource(reference.text)?.logicalID
  }

  /// The node whose ARN a reference gives which the service cannot do without; nil where that is
  /// no part of the template.
  public func party(
    required reference: Reference?, _ property: String, as wanted: String,
    missing absence: Absence
  ) throws(InputError) -> (any Node)? {
    guard let reference else { throw lacking(property, wanted) }
    return try party(reference, as: wanted, missing: absence)
  }

  /// The node that a reference gives by name or ARN; nil where it is no part of the template.
  ///
  /// - Parameter types: The types among whose names a slip of the pen is looked for.
  /// - Throws: An error where one of these names is near.
  public func party(
    named reference: Reference, of types: [String], missing absence: Absence
  ) throws(InputError) -> (any Node)? {
    if let node = find(reference.text) { return node }
    if !isElsewhere(reference.text), let near = nearest(to: reference.text, of: types) {
      throw InputError(
        "\(reference.text) is no resource of this template", remedy: "did you mean \(near)?",
        at: reference.place)
    }
    noteElsewhere(reference, absence)
    return nil
  }

  /// Refuses the name or the URL of a resource, where AWS takes only its ARN.
  public func requireARN(_ reference: Reference) throws(InputError) {
    guard let resource = resource(reference.text), !reference.text.hasPrefix("arn:") else { return }
    let form =
      resource.ref == resource.arn
      ? "!Ref \(resource.logicalID)" : "!GetAtt \(resource.logicalID).Arn"
    throw InputError(
      "\(reference.text) is \(reference.text.hasPrefix("https://") ? "a URL" : "a name"), "
        + "and AWS wants an ARN", remedy: "use \(form)", at: reference.place)
  }

  /// Whether a text means what only AWS finds: an ARN, a dynamic reference, or what is known when
  /// it is deployed.
  public func isElsewhere(_ text: String) -> Bool {
    if text.hasPrefix("arn:") { return true }
    guard let open = text.firstIndex(of: "{") else { return false }
    return text[open...].contains("}")
  }

  /// The error of a text that means nothing.
  func unknown(_ reference: Reference, as wanted: String) -> InputError {
    let near = nearest(to: reference.text, of: []).map { "did you mean \($0)?" }
    return InputError(
      "\(reference.text) is no resource of this template",
      remedy: near ?? "name \(wanted) of the template", at: reference.place)
  }

  /// The error of a property that is missing.
  func lacking(_ property: String, _ wanted: String) -> InputError {
    InputError(
      "\(label) has no \(property)", remedy: "give the name or ARN of \(wanted)",
      at: properties.place)
  }

  private func noteElsewhere(_ reference: Reference, _ absence: Absence) {
    guard let resource = resource(reference.text) else {
      return note(
        "\(reference.text) is not part of the template: \(absence.rawValue)", at: reference.place)
    }
    note(
      "\(resource.logicalID) is \(resource.type), which is not modelled here: "
        + absence.rawValue, at: reference.place)
  }

  /// The resource that a text means, also one that no node stands for.
  private func resource(_ text: String) -> Resource? {
    guard let directory, case .one(let index) = directory.meant(by: text) else { return nil }
    return directory.resources[index]
  }

  /// The nearest name of a resource of some types, or of any.
  private func nearest(to text: String, of types: [String]) -> String? {
    let resources = directory?.resources.filter { types.isEmpty || types.contains($0.type) } ?? []
    return Suggestion.nearest(
      to: text, among: resources.flatMap { [$0.logicalID, $0.physicalName] })
  }
}
