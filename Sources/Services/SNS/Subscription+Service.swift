import Blueprints
import Documents

extension Subscription {
  /// `AWS::SNS::Subscription` in the catalogue.
  static let service = Service(
    declaration, settings: SubscriptionSettings.self, isWire: true
  ) { (settings, site) throws(InputError) in
    try make(settings, at: site)
  }
}
