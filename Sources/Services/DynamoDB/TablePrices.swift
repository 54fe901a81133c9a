import Blueprints

/// What one class of tables costs.
struct TablePrices {
  /// A write request unit: a write of 1 KB to an on-demand table.
  let writeRequest: Price
  /// Half a read request unit: an eventually consistent read of 4 KB from an on-demand table.
  let readRequest: Price
  /// A write capacity unit for an hour; what is counted are units times milliseconds.
  let writeCapacity: Price
  /// A read capacity unit for an hour; what is counted are units times milliseconds.
  let readCapacity: Price

  /// A GB for a month; what is counted are KB times seconds.
  let storage: Price
  /// A GB of secondary indexes for a month; what is counted are KB times seconds.
  let indexStorage: Price

  private static let requests = Source.documented(
    "https://aws.amazon.com/dynamodb/pricing/on-demand/")
  private static let capacity = Source.documented(
    "https://aws.amazon.com/dynamodb/pricing/provisioned/")

  /// Of the class that tables have unless they say otherwise.
  static let standard = TablePrices(
    writeRequest: Price(
      "DynamoDB write request units", microdollars: 625_000, per: 1_000_000, source: requests),
    readRequest: Price(
      "DynamoDB halves of read request units", microdollars: 125_000, per: 2_000_000,
      source: requests),
    writeCapacity: Price(
      "DynamoDB write capacity", microdollars: 650, per: 3_600_000, source: capacity
    ).sold(by: "hour", of: 3_600_000),
    readCapacity: Price(
      "DynamoDB read capacity", microdollars: 130, per: 3_600_000, source: capacity
    ).sold(by: "hour", of: 3_600_000),
    storage: storage("DynamoDB storage", microdollars: 250_000),
    indexStorage: storage("DynamoDB index storage", microdollars: 250_000))

  /// A GB of tables and local indexes for a month, for which every second can be recovered.
  static let recovery = Price(
    "DynamoDB point-in-time recovery", microdollars: 200_000, per: StorageTime.gigabyteMonth,
    source: .documented("https://aws.amazon.com/dynamodb/pricing/")
  ).sold(by: "GB-month", of: StorageTime.gigabyteMonth)

  /// What is charged beside requests to tables of the standard class.
  static let besideRequests = [
    infrequent.writeRequest, infrequent.readRequest,
    standard.writeCapacity, standard.readCapacity, standard.storage, standard.indexStorage,
    infrequent.writeCapacity, infrequent.readCapacity, infrequent.storage,
    infrequent.indexStorage, recovery,
  ]

  private static func storage(_ item: String, microdollars: Int64) -> Price {
    Price(
      item, microdollars: microdollars, per: StorageTime.gigabyteMonth,
      source: .documented("https://aws.amazon.com/dynamodb/pricing/")
    ).free(25 * StorageTime.gigabyteMonth, sharing: "DynamoDB storage")
      .sold(by: "GB-month", of: StorageTime.gigabyteMonth)
  }

  /// Of `STANDARD_INFREQUENT_ACCESS`, where requests and capacity cost a quarter more.
  static let infrequent = TablePrices(
    writeRequest: Price(
      "DynamoDB infrequent-access write request units", microdollars: 781_250, per: 1_000_000,
      source: requests),
    readRequest: Price(
      "DynamoDB infrequent-access halves of read request units", microdollars: 156_250,
      per: 2_000_000, source: requests),
    writeCapacity: Price(
      "DynamoDB infrequent-access write capacity", microdollars: 3_250, per: 14_400_000,
      source: capacity
    ).sold(by: "hour", of: 3_600_000),
    readCapacity: Price(
      "DynamoDB infrequent-access read capacity", microdollars: 650, per: 14_400_000,
      source: capacity
    ).sold(by: "hour", of: 3_600_000),
    storage: storage("DynamoDB infrequent-access storage", microdollars: 100_000),
    indexStorage: storage(
      "DynamoDB infrequent-access index storage", microdollars: 100_000))
}
