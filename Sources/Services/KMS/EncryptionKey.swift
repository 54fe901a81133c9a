import Blueprints
import Documents
import Kernel

/// The properties of `AWS::KMS::Key`, none of which changes a figure.
struct EncryptionKeySettings: Settings {
  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    visitor.ignored(
      "BypassPolicyLockoutSafetyCheck", "Description", "Enabled", "EnableKeyRotation",
      "KeyPolicy", "KeySpec", "KeyUsage", "MultiRegion", "Origin", "PendingWindowInDays",
      "RotationPeriodInDays", "Tags")
  }
}

/// A key of the customer: it is paid by the month, and what is asked of it by whoever asks.
final class EncryptionKey: Node {
  /// A key for a month; what is counted are seconds.
  static let month = Price(
    "KMS keys", microdollars: 1_000_000, per: 730 * 3_600,
    source: .documented("https://aws.amazon.com/kms/pricing/")
  ).sold(by: "month", of: 730 * 3_600)

  static let declaration: Declaration = {
    let arn = "arn:{partition}:kms:{region}:{account}:key/{id}"
    var declaration = Declaration(
      type: "AWS::KMS::Key", title: "KMS key",
      summary: "Encrypts the keys with which services encrypt.",
      identity: Identity(ref: "{id}", arn: arn, attributes: [("KeyId", "{id}")]))
    declaration.emblem = .key
    declaration.authority = .free
    declaration.ownPolicy = "KeyPolicy"
    declaration.prices = [month, EncryptionCalls.price]
    declaration.limits = [
      Limit(
        EncryptionService.quota.name, .account,
        "Requests in a second, those of services among them; what is past it is shown, and not "
          + "turned away.",
        source: EncryptionService.quota.entries[0].source)
    ]
    declaration.parameters = [EncryptionService.quota]
    return declaration
  }()

  /// `AWS::KMS::Key` in the catalogue.
  static let service = Service(declaration, settings: EncryptionKeySettings.self) {
    (_, site) throws(InputError) in EncryptionKey(site.label, in: site.world)
  }

  let card: NodeCard

  private init(_ label: String, in world: World) {
    card = NodeCard(label, Self.declaration, in: world)
  }

  var usedParameters: [Parameter] { [] }

  func extraCharges(until end: Instant) -> [Charge] {
    let seconds = (end - .start).nanoseconds / 1_000_000_000
    return [Charge(price: Self.month, units: seconds, isByTime: true)]
  }
}
