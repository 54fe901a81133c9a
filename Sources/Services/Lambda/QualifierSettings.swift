import Blueprints
import Documents
import Kernel

/// Environments that are started before anybody asks for them, as a version or an alias has them.
struct ProvisionedConcurrencyConfig: Settings {
  var count: Int64?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit(
      "ProvisionedConcurrentExecutions", &count, in: 1...1_000_000, "Environments kept ready.")
  }
}

/// The properties of `AWS::Lambda::Version`.
struct VersionSettings: Settings {
  var function: Reference?
  var provisioned: ProvisionedConcurrencyConfig?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("FunctionName", &function, "The function that the version is of.")
    try visitor.group(
      "ProvisionedConcurrencyConfig", &provisioned, "Environments started ahead of demand.")
    visitor.ignored(
      "CodeSha256", "Description", "RuntimePolicy", "FunctionScalingConfig")
  }
}

/// The properties of `AWS::Lambda::Alias`.
struct AliasSettings: Settings {
  var function: Reference?
  var version: String?
  var name: String?
  var provisioned: ProvisionedConcurrencyConfig?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.reference("FunctionName", &function, "The function that the alias is of.")
    try visitor.visit("FunctionVersion", &version, "The version that the alias points to.")
    try visitor.visit("Name", &name, "The name of the alias.")
    try visitor.group(
      "ProvisionedConcurrencyConfig", &provisioned, "Environments started ahead of demand.")
    visitor.notYet("RoutingConfig", "every request goes to the version of the alias")
    visitor.ignored("Description")
  }
}
