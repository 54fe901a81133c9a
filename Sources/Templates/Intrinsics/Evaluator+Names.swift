import Blueprints
import Documents

extension Evaluator {
  /// What `Ref` gives of a resource.
  func ref(of index: Int) -> String {
    let member = member(index)
    guard let identity = member.declaration?.identity else {
      return Opaque.text(member.draft.logicalID)
    }
    return fill(identity.ref, of: index)
  }

  /// The ARN of a resource.
  func arn(of index: Int) -> String {
    guard let identity = member(index).declaration?.identity else {
      return opaqueAttribute("Arn", of: index)
    }
    return fill(identity.arn, of: index)
  }

  /// What stands for an attribute of a resource that no service declares.
  func opaqueAttribute(_ name: String, of index: Int) -> String {
    let draft = member(index).draft
    guard name == "Arn" else { return Opaque.text("\(draft.logicalID).\(name)") }
    let parts = draft.type.split(separator: ":", omittingEmptySubsequences: true)
    let service = parts.count > 1 ? parts[1].lowercased() : "custom"
    return "arn:\(circumstances.partition):\(service):\(circumstances.region):"
      + "\(World.account):" + Opaque.text(draft.logicalID)
  }

  /// A text of an identity with its fields filled in.
  func fill(_ text: String, of index: Int) -> String {
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      filled += rest[..<open] + field(String(rest[rest.index(after: open)..<close]), of: index)
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }

  /// The physical name of a resource.
  func physicalName(of index: Int) -> String {
    guard member(index).declaration != nil else {
      return Opaque.text(member(index).draft.logicalID)
    }
    return field("name", of: index)
  }

  private func member(_ index: Int) -> Registry.Member {
    guard let registry else { preconditionFailure("resource \(index) is asked for too early") }
    return registry.members[index]
  }

  private func field(_ name: String, of index: Int) -> String {
    switch name {
    case "region": return circumstances.region
    case "account": return World.account
    case "partition": return circumstances.partition
    case "domain": return circumstances.domain
    case "id": return MadeUp.identifier("\(circumstances.stackName)/\(logicalID(index))")
    default: break
    }
    let key = "\(index).\(name)"
    switch fields[key] {
    case .done(let text): return text
    case .working, .failed: return madeUpName(of: index)
    case nil: break
    }
    fields[key] = .working
    let text = name == "name" ? givenName(of: index) : propertyField(name, of: index)
    fields[key] = .done(text ?? madeUpName(of: index))
    return text ?? madeUpName(of: index)
  }

  private func logicalID(_ index: Int) -> String {
    member(index).draft.logicalID
  }

  /// A name whose document is wrong counts as not given: its error is reported with the
  /// properties, and names made from each other are a circle of references.
  private func givenName(of index: Int) -> String? {
    guard let property = member(index).declaration?.identity.nameProperty else { return nil }
    return propertyText(property, of: index)
  }

  private func madeUpName(of index: Int) -> String {
    var name = MadeUp.name(stack: circumstances.stackName, logicalID: logicalID(index))
    if member(index).declaration?.identity.isLowercase == true { name = name.lowercased() }
    guard let suffix = member(index).declaration?.identity.nameSuffix,
      propertyText(suffix.property, of: index) == "true"
    else { return name }
    return name + suffix.text
  }

  private func propertyField(_ name: String, of index: Int) -> String {
    let wantsName = name.hasSuffix(".name")
    let property = wantsName ? String(name.dropLast(5)) : name
    let text = propertyText(property, of: index)
    guard let text else { return Opaque.text("\(logicalID(index)).\(property)") }
    guard wantsName, text.hasPrefix("arn:"), let colon = text.lastIndex(of: ":") else {
      return text
    }
    return String(text[text.index(after: colon)...])
  }

  private func propertyText(_ property: String, of index: Int) -> String? {
    guard let document = member(index).draft.document["Properties"]?[property] else { return nil }
    do throws(InputError) {
      return try apart(document)?.scalarText
    } catch {
      return nil
    }
  }
}
