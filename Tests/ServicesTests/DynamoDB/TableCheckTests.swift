import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

/// What CloudFormation refuses of a table, and at which line.
struct TableCheckTests {
  /// What is refused, after the number of its line.
  private func slip(_ properties: String, _ calibration: String = "aws-2026") throws -> String? {
    let site = Stage(calibration).site("T", properties: properties)
    do throws(InputError) {
      _ = try Table.service.build(site)
    } catch {
      let line = error.place.map { String($0.line) } ?? "nowhere"
      return "\(line): \(error.problem) → \(error.remedy ?? "")"
    }
    return site.diagnostics.errors.first?.problem
  }

  private let lacking =
    "is provisioned and lacks read or write capacity → give both in "
    + "ProvisionedThroughput, or set BillingMode to PAY_PER_REQUEST"
  private let surplus =
    "is paid per request and has provisioned capacity → remove ProvisionedThroughput, "
    + "or set BillingMode to PROVISIONED"

  @Test func `a provisioned table without capacity is refused`() throws {
    #expect(try slip("TableName: orders") == "1: T \(lacking)")
    #expect(try slip("TableName: orders\nBillingMode: PROVISIONED") == "2: T \(lacking)")
    let reads = "TableName: orders\nProvisionedThroughput:\n  ReadCapacityUnits: 5"
    #expect(try slip(reads) == "3: T \(lacking)")
    #expect(try slip(reads + "\n  WriteCapacityUnits: 0") == "4: T \(lacking)")
  }

  @Test func `an on-demand table with provisioned capacity is refused`() throws {
    #expect(
      try slip(
        "BillingMode: PAY_PER_REQUEST\nProvisionedThroughput: {ReadCapacityUnits: 5}")
        == "2: T \(surplus)")
    #expect(
      try slip(
        """
        BillingMode: PAY_PER_REQUEST
        GlobalSecondaryIndexes:
          - IndexName: A
            ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}
        """) == "4: the index A of T \(surplus)")
  }

  @Test func `an index of a provisioned table lacks capacity at its own place`() throws {
    #expect(
      try slip(
        """
        ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}
        GlobalSecondaryIndexes:
          - IndexName: A
        """) == "3: the index A of T \(lacking)")
  }

  @Test func `what could not be read is not missing too`() throws {
    #expect(
      try slip("BillingMode: PAY_PER_REQEST")
        == #"expected one of 2 words as BillingMode of T, found "PAY_PER_REQEST""#)
    #expect(
      try slip("ProvisionedThroughput: {ReadCapacityUnits: many, WriteCapacityUnits: 1}")
        == "expected a whole number as ReadCapacityUnits of T.ProvisionedThroughput, "
        + #"found "many""#)
    #expect(try slip("ProvisionedThroughput: [1]")?.contains("lacks") == false)
  }

  @Test func `more than the quota of a table is refused, also of an index`() throws {
    #expect(
      try slip(
        """
        ProvisionedThroughput:
          ReadCapacityUnits: 40000
          WriteCapacityUnits: 40001
        """)
        == "3: T is provisioned with 40001 write units a second, and the quota is 40000 "
        + "→ provision 40000 at most, or set dynamodb.tableWrites to the quota that you have")
    let index = """
      ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}
      GlobalSecondaryIndexes:
        - IndexName: A
          ProvisionedThroughput: {ReadCapacityUnits: 50000, WriteCapacityUnits: 1}
      """
    #expect(
      try slip(index)
        == "4: the index A of T is provisioned with 50000 read units a second, and the quota is "
        + "40000 → provision 40000 at most, or set dynamodb.tableReads to the quota that you have")
    #expect(try slip(index, "ideal") == nil)
  }

  @Test func `indexes have names of their own, and not too many`() throws {
    func slip(_ indexes: [String]) throws -> String? {
      try self.slip(
        "BillingMode: PAY_PER_REQUEST\nGlobalSecondaryIndexes:\n"
          + indexes.map { "  - \($0)" }.joined(separator: "\n"))
    }
    #expect(
      try slip(["{IndexName: A}", "{}"]) == "4: an index of T has no IndexName → give it one")
    #expect(
      try slip(["{IndexName: A}", "{IndexName: A}"])
        == "4: two indexes of T are named A → give each its own name")
    #expect(
      try slip((1...21).map { "{IndexName: I\($0)}" })
        == "3: T has 21 global and 0 local indexes "
        + "→ a table has 20 global and 5 local ones at most"
    )
  }
}
