import Blueprints
import Kernel

/// A global secondary index: a copy of the table under another key, with a capacity of its own.
///
/// What it cannot take, the table does not take either.
final class SecondaryIndex {
  let name: String
  let throughput: Throughput
  /// Under which key items stand in it where nobody says.
  let usualKey: TableTerms.IndexKey
  let projection: IndexProjection

  /// An index of the table that a label names, whose partition key is an attribute.
  init(
    _ settings: GlobalIndexSettings, of table: TableSettings, label: String, in world: World
  ) {
    let name = settings.name ?? ""
    self.name = name
    throughput = Throughput(
      ThroughputSettings(
        isOnDemand: table.isOnDemand, provisioned: settings.throughput,
        onDemand: settings.onDemand, warm: settings.warm),
      label: label, index: name, in: world)
    usualKey = settings.partitionKey == table.partitionKey ? .same : .spread
    projection = IndexProjection(settings.projection, world.calibration)
  }
}
