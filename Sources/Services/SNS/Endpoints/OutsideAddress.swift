import Blueprints
import Documents
import Kernel

/// Finds who stands for the endpoint of a subscription that no node of the template is.
enum OutsideAddress {
  /// The entry under `outside` that an endpoint means: by its whole text, or a URL by its host; nil
  /// where there is none.
  ///
  /// - Throws: An error where the endpoint is missing, or cannot be reached by the protocol.
  static func endpoint(
    _ settings: SubscriptionSettings, by transport: Transport, label: String, at site: Site
  ) throws(InputError) -> OutsideEntry? {
    guard let reference = settings.endpoint else {
      throw InputError(
        "\(label) has no Endpoint", remedy: "give the address that the messages go to",
        at: site.properties.place)
    }
    let text = reference.text
    if transport.isWeb, let scheme = scheme(of: text), scheme != transport.rawValue {
      throw InputError(
        "\(text) is not reached by \(transport.rawValue)",
        remedy: "write Protocol: \(scheme), or an endpoint that begins with "
          + "\(transport.rawValue)://", at: reference.place)
    }
    guard let node = site.find(text) ?? host(of: text).flatMap({ site.find($0) }) else {
      return nil
    }
    guard let entry = OutsideEntry(node) else {
      throw InputError(
        "\(node.label) takes no messages by \(transport.rawValue)",
        remedy: "it is of type \(node.card.declaration.type)", at: reference.place)
    }
    return entry
  }

  /// The entry under `outside` that a URL means, by its whole text or its host.
  static func entry(of url: String, at site: Site) -> OutsideEntry? {
    (site.find(url) ?? host(of: url).flatMap { site.find($0) }).flatMap { OutsideEntry($0) }
  }

  /// What is taken for an endpoint that the scenario does not describe.
  static func assumed(_ transport: Transport, in world: World) -> EndpointSettings {
    var settings = EndpointSettings()
    guard let parameters = OutsideParameters.of(transport) else { return settings }
    let calibration = world.calibration
    settings.latency = calibration.time(parameters.latency)
    settings.fails = calibration.real(parameters.failures)
    let rate = calibration.count(parameters.rate)
    if rate != .max, !transport.isMail, transport != .sms {
      settings.limit = Rate(count: rate, per: .seconds(1))
    }
    return settings
  }

  private static func scheme(of text: String) -> String? {
    for scheme in ["https", "http"] where text.hasPrefix("\(scheme)://") { return scheme }
    return nil
  }

  /// The host that a URL names; nil where the text is no URL.
  static func host(of text: String) -> String? {
    guard let scheme = scheme(of: text) else { return nil }
    let rest = text.dropFirst(scheme.count + 3)
    let host = rest.prefix { $0 != "/" && $0 != ":" && $0 != "?" }
    return host.isEmpty ? nil : String(host)
  }

  /// The path that a URL names; nil where the text is no URL.
  static func path(of text: String) -> String? {
    guard let scheme = scheme(of: text) else { return nil }
    let rest = text.dropFirst(scheme.count + 3)
    guard let begin = rest.firstIndex(of: "/") else { return "/" }
    return String(rest[begin...].prefix { $0 != "?" })
  }
}
