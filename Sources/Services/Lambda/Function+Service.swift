import Blueprints
import Documents

extension Function {
  /// `AWS::Lambda::Function` in the catalogue, with the short forms that are about functions.
  static let service = {
    var service = Service(declaration, settings: FunctionSettings.self) {
      (settings, site) throws(InputError) in
      Function(settings, label: site.label, in: site.world)
    }
    service.shorthands = [ServerlessFunction.shorthand, Connector.shorthand]
    return service
  }()
}
