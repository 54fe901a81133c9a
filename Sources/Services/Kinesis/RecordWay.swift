import Blueprints
import Documents
import Kernel

/// How records of a caller come: under which key, and how many in a request about one message.
struct RecordWay {
  /// What gives the partition key.
  let key: ItemKey
  /// How many records a request has.
  let items: UInt32

  /// The name of one of the records.
  func name(of item: UInt32, sentBy sender: UInt32, because name: Name) -> Name {
    item == 0 ? name : name.child(sender: sender, step: 0, ordinal: item)
  }

  /// The key of one of the records, which has one as if it were a message of its own.
  func key(of item: UInt32, about name: Name, kind: UInt16, in world: World) -> UInt64 {
    guard item > 0 else { return key.number(of: name, kind: kind, in: world) }
    let ordinal = SplitMix64.mix(name.root, UInt64(item)) >> 16
    return key.number(of: Name(client: name.client, ordinal: ordinal), kind: kind, in: world)
  }
}

extension KinesisStream: CallReader {
  var callReader: (any CallReader)? { self }

  func way(
    reading said: DocumentMap, of inlet: Int, from owner: String, in world: World
  ) throws(InputError) -> UInt16 {
    guard said["key"] != nil || said["items"] != nil else { return 0 }
    let key = try ItemKey(reading: said["key"], of: owner, in: world)
    var items: Int64 = 1
    if let count = said["items"] {
      items = try count.count(
        in: 1...Self.recordsPerRequest, as: "items of PutRecords of \(label)")
    }
    return add(RecordWay(key: key, items: UInt32(items)))
  }
}

extension Message {
  /// Whether a service that offers it to a stream said under which key.
  var isKeyed: Bool { key != .max }
}
