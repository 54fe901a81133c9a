import Blueprints
import Documents

extension Queue {
  /// `AWS::SQS::Queue` in the catalogue.
  static let service = Service(declaration, settings: QueueSettings.self) {
    (settings, site) throws(InputError) in
    Queue(settings, label: site.label, in: site.world)
  }
}
