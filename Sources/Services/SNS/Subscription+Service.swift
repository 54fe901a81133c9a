import Blueprints
import Documents

extension Subscription {
  /// `AWS::SNS::Subscription` in the catalogue.
  static let service = Service(
    declaration, settings: SubscriptionSettings.self, isWire: true
  ) { (settings, site) throws(InputError) in
    if let remark = remark(on: settings.transport, of: site.label) {
      site.note(remark)
      return nil
    }
    return try make(settings, at: site)
  }

  /// What to say of a protocol whose endpoints are not modelled; nil where they are.
  static func remark(on transport: String?, of label: String) -> String? {
    guard let transport, !["sqs", "lambda"].contains(transport) else { return nil }
    return "the protocol \(transport) is not modelled yet: \(label) delivers nothing to it"
  }
}
