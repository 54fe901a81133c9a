import Blueprints
import Kernel

/// What the nodes of a run have used of what is sold, up to a moment.
package struct Usage: Sendable {
  /// What one resource uses of one thing.
  struct Item: Hashable, Sendable {
    /// The resource.
    let label: String
    /// What is sold.
    let name: String
    /// Whether time alone runs it up.
    let isByTime: Bool
  }

  /// How much of it.
  struct Amount: Sendable {
    /// The units, those included that what is stored uses up within a month.
    var units: Int128 = 0
    /// Whether it is of what is stored, which is paid for one month however often it is written.
    var isStored = false
    /// What a month uses whatever happens in it; nil where that depends on it.
    var monthly: Int128?
  }

  /// Up to when.
  package let end: Instant
  /// How many messages the clients had sent.
  let messages: Int64
  /// What is used, in the order of the nodes.
  private(set) var items: [Item] = []
  private var amounts: [Item: Amount] = [:]

  /// Nothing yet.
  static let nothing = Usage(of: [], messages: 0, until: .start)

  /// What nodes were charged for until a moment.
  init(of nodes: [(label: String, charges: [Charge])], messages: Int64, until end: Instant) {
    self.end = end
    self.messages = messages
    for node in nodes {
      for charge in node.charges {
        let item = Item(label: node.label, name: charge.price.item, isByTime: charge.isByTime)
        if amounts[item] == nil { items.append(item) }
        amounts[item, default: Amount()].units += Int128(charge.units) + Int128(charge.laterUnits)
        if charge.laterUnits > 0 { amounts[item]?.isStored = true }
        if let units = charge.monthlyUnits {
          let known = amounts[item]?.monthly ?? 0
          amounts[item]?.monthly = known + Int128(units)
        }
      }
    }
  }

  /// All that a run used.
  init(of result: RunResult) {
    self.init(
      of: result.nodes.map { ($0.label, $0.charges) }, messages: result.messages,
      until: result.end)
  }

  /// How much of something.
  subscript(item: Item) -> Amount { amounts[item] ?? Amount() }
}
