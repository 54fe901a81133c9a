import Blueprints
import Documents

extension Topic {
  /// `AWS::SNS::Topic` in the catalogue, with the event of SAM functions.
  static let service = {
    var service = Service(declaration, settings: TopicSettings.self) {
      (settings, site) throws(InputError) in
      Topic(settings, label: site.label, in: site.world)
    }
    service.shorthands = [SNSEvent.shorthand]
    return service
  }()
}
