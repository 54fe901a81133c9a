import Blueprints
import Documents

extension EventSourceMapping {
  /// `AWS::Lambda::EventSourceMapping` in the catalogue, with the events of SAM functions.
  static let service = {
    var service = Service(declaration, settings: MappingSettings.self, isWire: true) {
      (settings, site) throws(InputError) in
      try node(settings, at: site)
    }
    service.shorthands = [SQSEvent.shorthand] + StreamEvent.shorthands
    return service
  }()
}
