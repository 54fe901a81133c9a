import Blueprints
import Documents
import Kernel

/// The stream of a table: a record of each change of an item, in the order of the changes.
///
/// Of an item that is not known before, the old image says what the new one says.
final class ChangeFeed {
  /// What happened to an item.
  enum Change: Int, CaseIterable {
    /// It was not there before.
    case insert
    /// It is another one now.
    case modify
    /// It is gone.
    case remove
    /// It is gone because its time to live was over.
    case expire

    /// The word of the record.
    var eventName: String {
      switch self {
      case .insert: "INSERT"
      case .modify: "MODIFY"
      case .remove, .expire: "REMOVE"
      }
    }
  }

  /// The shards that the records are in.
  let log: ShardLog
  /// What makes the record of each change of what was written.
  private let envelopes: ContiguousArray<Int>

  /// The stream of a table.
  ///
  /// - Parameters:
  ///   - settings: What the records show.
  ///   - keys: The names of the attributes of the table's key.
  ///   - label: The logical id of the table.
  ///   - partitions: How many partitions the table begins with, each with a shard.
  init(
    _ settings: StreamSpecification, keys: [String], label: String, partitions: Int,
    in world: World
  ) {
    log = ShardLog(
      StreamParameters.tableTerms(of: label, in: world), label: label, shards: partitions,
      in: world)
    log.share.reads = world.calibration.count(StreamParameters.tableReads)
    let image = ChangeRecord(
      view: settings.view, keys: keys.isEmpty ? ["id"] : keys, table: label, in: world)
    envelopes = ContiguousArray(
      Change.allCases.map { change in world.addEnvelope { image.record(of: change, in: $0) } })
  }

  /// The stream of the table of a template, which names the attributes of its key.
  convenience init(
    _ settings: StreamSpecification, of label: String, partitions: Int, at site: Site
  ) {
    let keys = (site.properties["KeySchema"]?.list ?? []).compactMap { $0["AttributeName"]?.text }
    self.init(settings, keys: keys, label: label, partitions: partitions, in: site.world)
  }

  /// An item changed by a call just now.
  ///
  /// - Parameter key: The item's key, as `ItemKey` numbers it.
  func changed(_ change: Change, _ call: Call, key: UInt64, in world: World) {
    changed(change, call.name, kind: call.kind, journey: call.journey, key: key, in: world)
  }

  /// An item changed just now because of a message.
  func changed(
    _ change: Change, _ name: Name, kind: UInt16, journey: Instant, key: UInt64, in world: World
  ) {
    let record = world.kind(kind, through: envelopes[change.rawValue])
    log.append(name, kind: record, journey: journey, key: key, in: world)
  }

  /// Lets go of its readers when the run is over.
  func close() { log.close() }
}
