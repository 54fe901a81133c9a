import Blueprints
import Documents
import Kernel
import Measures

/// Settings of a service that only has a page.
struct ToySettings: Settings {
  var size: Int64 = 10
  var mode = "slow"

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("BucketSize", &size, in: 1...100, "How much it holds.")
    try visitor.choice("Mode", &mode, among: ["slow", "fast"], "How it works.")
    visitor.ignored("Tags")
  }
}

extension Catalogue {
  /// A catalogue with one service that nothing can be built of.
  static let toy: Catalogue = {
    let source = Source.documented("https://example.com/bucket")
    var declaration = Declaration(
      type: "AWS::Toy::Bucket", title: "Toy bucket", summary: "Holds sand.",
      identity: Identity(ref: "{name}", arn: "arn:toy:{name}"))
    declaration.inlets = [
      Inlet(
        "Pour", "Adds sand.", permission: "toy:Pour",
        price: Price("Pours", microdollars: 400_000, per: 1_000_000, source: source)),
      Inlet("Look", "Looks inside.", permission: nil),
    ]
    declaration.measures = [
      Measure("Grains", .gauge, in: .messages, role: .unfinished, "Grains that it holds.")
    ]
    declaration.limits = [
      Limit("grains", .resource, "Grains that it holds at most.", source: source)
    ]
    declaration.faults = [Fault(.stop, "It is turned over.")]
    declaration.parameters = [
      Parameter(
        "toy.pour", .time(.lognormal(.init(median: 5e6, p99: 40e6))), in: .anyLength,
        "How long pouring takes.",
        source: .assumption("children differ")
      ).ideally(.span(.zero))
    ]
    let service = Service(declaration, settings: ToySettings.self) {
      (_, _) throws(InputError) in nil
    }
    return Catalogue(
      services: [service], inert: ["AWS::IAM::Role"],
      parameters: [
        Parameter("toy.limit", .count(.max), in: .limit, "The most of all.", source: source)
      ],
      client: { (site) throws(InputError) in
        throw InputError("no client", at: site.properties.place)
      },
      outside: { (site) throws(InputError) in
        throw InputError("no endpoint", at: site.properties.place)
      })
  }()
}
