import Documents

/// Reads how often a scenario is run: so many times, or until the figures of its goals are known.
struct ReplicationReader {
  /// The keys of what is said in full.
  static let keys = ["precision", "most"]
  /// From the finest to the coarsest share that can be asked for.
  private static let shares = 0.001...0.5

  private let keyed: KeyedReader
  private let diagnostics: Diagnostics

  /// A reader of the scenario's own keys.
  init(_ keyed: KeyedReader, reporting diagnostics: Diagnostics) {
    self.keyed = keyed
    self.diagnostics = diagnostics
  }

  /// How often: as many times as is written; once where it goes by precision, or nothing is said.
  func replications() -> UInt32 {
    guard !isByPrecision else { return 1 }
    return keyed.count("replications", in: 1...10_000).map { UInt32($0) } ?? 1
  }

  /// The precision, where it goes by that.
  func precision() -> Precision? {
    guard let document = keyed["replications"], isByPrecision else { return nil }
    guard document.map != nil else { return .usual }
    let own = KeyedReader(
      document, of: "replications", known: Self.keys, reporting: diagnostics)
    let share = own.read("precision") { (document) throws(InputError) in
      let share = try document.share()
      guard Self.shares.contains(share) else {
        throw InputError(
          "precision is \(document.scalarText ?? ""), out of range",
          remedy: "choose from 0.1 % to 50 %", at: document.place)
      }
      return share
    }
    let most = own.count("most", in: Precision.leastMost...Precision.greatestMost)
    return Precision(
      share: share ?? Precision.usual.share, most: most.map { UInt32($0) } ?? Precision.usual.most)
  }

  /// Reports the designs without a goal, of which no figure could become known.
  func refuseAimless(_ designs: [Design]) {
    guard isByPrecision, let place = keyed["replications"]?.place else { return }
    for design in designs where design.goals.isEmpty {
      let whose = designs.count > 1 ? "design \(design.name)" : "the scenario"
      diagnostics.report(
        InputError(
          "replications go on until the figures of goals are known, and \(whose) has no goal",
          remedy: "write goals, or how many replications", at: place))
    }
  }

  private var isByPrecision: Bool {
    keyed["replications"].map { $0.map != nil || $0.scalarText == "auto" } ?? false
  }
}
