import Blueprints
import Documents

extension EventSourceMapping {
  /// `AWS::Lambda::EventSourceMapping` in the catalogue, with the event of SAM functions.
  static let service = {
    var service = Service(declaration, settings: MappingSettings.self, isWire: true) {
      (settings, site) throws(InputError) in
      try make(settings, at: site)
    }
    service.shorthands = [SQSEvent.shorthand]
    return service
  }()
}
