import Blueprints
import Documents
import Templates

/// A design ready to run: its nodes, connected, in a world of their own.
package struct Architecture {
  /// The world, before its first event.
  package let world: World
  /// The design.
  package let design: Design
  /// All that the input says that is not modelled, each remark once, in the order in which they
  /// were made.
  package let notes: [Note]

  /// Whether a node is no part of the design, but lets its faults happen and its actions be done.
  package func isInjector(_ node: any Node) -> Bool { node is FaultInjector || node is Operator }

  /// Makes a design ready to run.
  ///
  /// - Throws: All errors of the design at once.
  package init(
    _ design: Design, of scenario: Scenario, replication: UInt32 = 0, _ catalogue: Catalogue
  ) throws(InputErrors) {
    let diagnostics = Diagnostics()
    let world = World(
      seed: scenario.seed, replication: replication, region: scenario.region,
      calibration: scenario.calibration, tracking: scenario.tracking,
      almanac: scenario.almanac)
    let assembly = Assembly(
      design, in: world, catalogue, reporting: diagnostics)
    _ = assembly.assemble()
    try diagnostics.throwIfAny()
    self.world = world
    self.design = design
    notes = Self.distinct(design.template.notes + design.notes + assembly.notes)
  }

  private static func distinct(_ notes: [Note]) -> [Note] {
    var kept: [Note] = []
    for note in notes where !kept.contains(note) { kept.append(note) }
    return kept
  }
}
