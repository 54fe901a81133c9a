import Blueprints
import Documents

extension Function {
  /// `AWS::Lambda::Function` in the catalogue, with the short forms that are about functions.
  static let service = {
    var service = Service(declaration, settings: FunctionSettings.self) {
      (settings, site) throws(InputError) in
      let function = Function(settings, label: site.label, in: site.world)
      try function.admission.check(site.label, in: site.world, at: site.properties.place)
      return function
    }
    service.shorthands = [ServerlessFunction.shorthand, Connector.shorthand]
    return service
  }()
}
