import Blueprints

extension Table {
  /// The inlets, by their places in the declaration.
  enum Action: Int, CaseIterable {
    case put, update, delete, get, query, transactWrite, transactGet, batchWrite, batchGet

    /// The operation's name in AWS.
    var name: String {
      switch self {
      case .put: "PutItem"
      case .update: "UpdateItem"
      case .delete: "DeleteItem"
      case .get: "GetItem"
      case .query: "Query"
      case .transactWrite: "TransactWriteItems"
      case .transactGet: "TransactGetItems"
      case .batchWrite: "BatchWriteItem"
      case .batchGet: "BatchGetItem"
      }
    }

    /// Whether it uses read units.
    var isRead: Bool {
      switch self {
      case .get, .query, .transactGet, .batchGet: true
      case .put, .update, .delete, .transactWrite, .batchWrite: false
      }
    }

    /// The most items of one request; 1 where it names a single one.
    var mostItems: Int64 {
      switch self {
      case .put, .update, .delete, .get, .query: 1
      case .batchWrite: 25
      case .transactWrite, .transactGet, .batchGet: 100
      }
    }

    /// The most bytes of one request [B].
    var mostBytes: Int64 {
      switch self {
      case .put, .update, .delete, .get: Table.itemLimit
      case .query: .max
      case .transactWrite, .transactGet: 4 << 20
      case .batchWrite, .batchGet: 16 << 20
      }
    }

    /// The words that callers may say beside it.
    var words: [String] {
      switch self {
      case .put, .update: ["key", "condition", "changes", "expires", "indexes"]
      case .delete: ["key", "condition", "indexes"]
      case .get: ["key", "consistent"]
      case .query: ["key", "consistent", "indexes"]
      case .transactWrite: ["key", "items", "condition", "changes", "expires", "indexes"]
      case .transactGet: ["key", "items"]
      case .batchWrite: ["key", "items", "changes", "expires", "indexes"]
      case .batchGet: ["key", "items", "consistent"]
      }
    }

    /// The inlet, with what its units cost.
    func inlet(readsAt readPrice: Price, writesAt writePrice: Price) -> Inlet {
      var inlet = Inlet(
        name, summary, permission: "dynamodb:" + permission,
        price: isRead ? readPrice : writePrice)
      inlet.words = words
      if self == .query { inlet.parts = Inlet.Parts("indexes", arnEnding: "/index/*") }
      return inlet
    }

    /// The action of IAM; transactions ask for those of what they do.
    private var permission: String {
      switch self {
      case .transactWrite: "PutItem"
      case .transactGet: "GetItem"
      default: name
      }
    }

    private var summary: String {
      switch self {
      case .put: "Writes an item in place of the old one; that it is kept is not charged here."
      case .update: "Changes an item; the larger of old and new is what is paid for."
      case .delete: "Removes an item; its size is what is paid for."
      case .get: "Reads an item by its key."
      case .query: "Reads items of a partition; their sizes are added before they are rounded up."
      case .transactWrite:
        "Writes up to 100 `items` of a `size` each, all or none, at twice the units."
      case .transactGet: "Reads up to 100 `items` of a `size` each at once, at twice the units."
      case .batchWrite: "Writes up to 25 `items` of a `size` each; says which were left undone."
      case .batchGet:
        "Reads up to 100 `items` of a `size` each, 16 MB at most; says which were left undone."
      }
    }
  }
}
