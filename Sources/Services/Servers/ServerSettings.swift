import Blueprints
import Documents
import Kernel

/// What a scenario says of a server under `outside`, beside what it says of any endpoint.
struct ServerSettings {
  /// The keys that make a server of an endpoint.
  static let known = StationTerms.known + ["cpus"]

  /// How it answers.
  var endpoint = EndpointSettings()
  /// How it works on requests.
  var station = StationTerms()
  /// The cores that all requests share; nil where each has all that it needs.
  var cpus: Int64?

  init() {}

  /// Whether an entry says more than how an endpoint answers.
  static func areIn(_ document: Document) -> Bool {
    known.contains { document[$0] != nil }
  }

  /// Reads an entry.
  init(_ document: Document, of label: String) throws(InputError) {
    endpoint = try EndpointSettings(document, of: label, beside: Self.known)
    station = try StationTerms(document, of: label)
    if let cpus = document["cpus"] {
      self.cpus = try cpus.count(in: 1...SharedProcessor.mostCores, as: "cpus")
    }
  }
}
