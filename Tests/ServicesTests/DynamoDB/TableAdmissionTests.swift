import Testing

@testable import Blueprints
@testable import Services

/// In which order a table looks at what a write needs.
struct TableAdmissionTests {
  /// What is counted when a write is turned away, of the table and of its index A.
  private func reasons(
    _ properties: String, _ overrides: [String: Parameter.Value], _ said: String = "key: message"
  ) throws -> [String] {
    let caller = try TableCaller(
      properties, overrides.merging(["dynamodb.burst": .span(.zero)]) { $1 })
    let way = try caller.way(.put, "changes: 1, \(said)")
    let served = caller.served(.put, way: way)
    // What was turned away changed nothing.
    #expect(caller.table.items.count == (said == hot ? 1 : served))
    #expect(caller.total("ConsumedWriteCapacityUnits") == Int64(served))
    #expect(caller.total("ThrottledRequests") == 1)
    var reasons: [String] = []
    for index in ["", "A"] {
      for reason in ["AccountLimit", "MaxOnDemand", "Provisioned", "KeyRange"] {
        let middle = reason == "AccountLimit" ? reason : reason + "Throughput"
        if caller.total("Write\(middle)ThrottleEvents", index) > 0 {
          reasons.append(index + reason)
        }
      }
    }
    return reasons
  }

  private let hot = "key: {only: hot}"

  private func onDemand(bound: Int) -> String {
    "{BillingMode: PAY_PER_REQUEST, OnDemandThroughput: {MaxWriteRequestUnits: \(bound)}}"
  }

  @Test func `rule 1: first comes the quota of the table, then the bound of the template`() throws {
    #expect(
      try reasons(
        onDemand(bound: 3),
        ["dynamodb.tableWrites": .count(3), "dynamodb.initialWrites": .count(3)])
        == ["AccountLimit"])
    #expect(
      try reasons(onDemand(bound: 3), ["dynamodb.initialWrites": .count(3)]) == ["MaxOnDemand"])
  }

  @Test func `rule 1: then comes what the table has, then its partition`() throws {
    let provisioned = "ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 3}"
    let partition = ["dynamodb.partitionWrites": Parameter.Value.count(3)]
    #expect(try reasons(provisioned, partition, hot) == ["Provisioned"])
    #expect(
      try reasons(
        "ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 4}", partition,
        hot) == ["KeyRange"])
  }

  @Test func `rule 1: last come the indexes, each with its capacity and then its partition`() throws
  {
    func table(_ writes: Int, index: Int) -> String {
      """
      ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: \(writes)}
      GlobalSecondaryIndexes:
        - IndexName: A
          ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: \(index)}
      """
    }
    let partition = ["dynamodb.partitionWrites": Parameter.Value.count(3)]
    #expect(try reasons(table(4, index: 3), partition, hot) == ["KeyRange"])
    #expect(try reasons(table(4, index: 2), partition, hot) == ["AProvisioned"])
    let hotInIndex = "indexes: {A: {only: hot}}"
    #expect(try reasons(table(40, index: 3), partition, hotInIndex) == ["AProvisioned"])
    #expect(try reasons(table(40, index: 4), partition, hotInIndex) == ["AKeyRange"])
  }
}
