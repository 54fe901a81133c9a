import Blueprints
import Documents
import Kernel

extension ServerlessFunction {
  /// A published version and the alias that points to it.
  struct Publication {
    /// The alias's logical id.
    let alias: String
    /// The version and the alias.
    let drafts: [Shorthand.Draft]
    /// The names under which a template refers to them.
    let names: [(name: String, logicalID: String)]
  }

  /// The name under `AutoPublishAlias`; nil where nothing is published.
  func aliasName() throws(InputError) -> String? {
    guard let document = property("AutoPublishAlias") else { return nil }
    guard let name = document.text, !name.isEmpty else {
      throw InputError(
        "AutoPublishAlias of \(logicalID) takes a name, found \(document.kindName)",
        remedy: "give a text or a Ref to a parameter", at: document.place)
    }
    return name
  }

  /// What `AutoPublishAlias` stands for.
  func publication() throws(InputError) -> Publication? {
    let provisioned = property("ProvisionedConcurrencyConfig")
    guard let name = try aliasName() else {
      guard let provisioned else { return nil }
      throw InputError(
        "ProvisionedConcurrencyConfig of \(logicalID) needs an alias",
        remedy: "add AutoPublishAlias: live", at: provisioned.place)
    }
    let alias = "\(logicalID)Alias" + name.filter { $0.isLetter || $0.isNumber }
    let version = "\(logicalID)Version\(codeDigest())"
    let drafts = [
      composer.draft(
        version, "AWS::Lambda::Version",
        ["Description": property("VersionDescription"), "FunctionName": composer.ref(logicalID)]),
      composer.draft(
        alias, "AWS::Lambda::Alias",
        [
          "Name": composer.text(name), "FunctionName": composer.ref(logicalID),
          "FunctionVersion": composer.attribute("Version", of: version),
          "ProvisionedConcurrencyConfig": provisioned,
        ]),
    ]
    let names: [(name: String, logicalID: String)] = [
      ("\(logicalID).Version", version), ("\(logicalID).Alias", alias),
    ]
    return Publication(alias: alias, drafts: drafts, names: names)
  }

  /// Ten digits that change with the code, as SAM's do.
  private func codeDigest() -> String {
    var writer = JSONWriter(.compact)
    writer.array {
      for name in ["CodeUri", "InlineCode", "ImageUri", "AutoPublishCodeSha256"] {
        if let code = property(name) { $0.value(code) } else { $0.null() }
      }
    }
    let digits = String(stableHash(writer.text), radix: 16)
    return String((String(repeating: "0", count: 16) + digits).suffix(10))
  }
}
