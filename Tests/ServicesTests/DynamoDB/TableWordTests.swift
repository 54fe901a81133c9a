import Testing

@testable import Blueprints
@testable import Services

struct TableWordTests {
  private let template = """
    BillingMode: PAY_PER_REQUEST
    GlobalSecondaryIndexes:
      - {IndexName: ByCustomer, KeySchema: [{AttributeName: customer, KeyType: HASH}]}
    LocalSecondaryIndexes:
      - {IndexName: ByDate}
    """

  private func slip(_ action: Table.Action, _ said: String) throws -> String? {
    let caller = try TableCaller(template)
    return ServicesTests.slip { _ = try caller.way(action, said) }
  }

  @Test func `a condition is one of two`() throws {
    #expect(
      try slip(.put, "condition: version = 3")
        == "a condition is attribute_not_exists or attribute_exists, and not version = 3"
        + " → for example condition: attribute_not_exists")
  }

  @Test func `items expire only where the table says so`() throws {
    #expect(
      try slip(.put, "expires: 1 h")
        == "items of T never expire"
        + " → give the table a TimeToLiveSpecification that is enabled")
  }

  @Test func `a batch and a transaction have so many items at most`() throws {
    #expect(
      try slip(.batchWrite, "items: 26")
        == "items of BatchWriteItem of T is 26, out of range → choose from 1 to 25")
    #expect(
      try slip(.transactWrite, "items: 101")
        == "items of TransactWriteItems of T is 101, out of range → choose from 1 to 100")
  }

  @Test func `consistent is a yes or no`() throws {
    #expect(
      try slip(.get, "consistent: strongly")
        == "consistent is true or false, and not strongly → write consistent: true")
  }

  @Test func `a global index cannot be read consistently and a local one can`() throws {
    #expect(
      try slip(.query, "indexes: ByCustomer, consistent: true")
        == "ByCustomer of T cannot be read consistently"
        + " → read the table, or leave consistent out: global indexes follow later")
    #expect(try slip(.query, "indexes: ByDate, consistent: true") == nil)
  }

  @Test func `an index that is not there is named with the nearest`() throws {
    #expect(
      try slip(.query, "indexes: ByCostumer")
        == "T has no index ByCostumer → did you mean ByCustomer?")
    #expect(
      try slip(.put, "indexes: {Status: message}")
        == "T has no index Status → it has ByCustomer")
  }

  @Test func `a query reads one index and a write says the key in each`() throws {
    #expect(
      try slip(.query, "indexes: {ByCustomer: message}")
        == "Query reads one index, and not a map → for example indexes: ByCustomer")
    #expect(
      try slip(.put, "indexes: ByCustomer")
        == "indexes of a write says by which key the item stands in each, and is ByCustomer"
        + " → for example indexes: {ByCustomer: detail.customer}")
  }

  /// What a table says to words beside one of its actions.
  private func refusal(_ action: Table.Action, _ said: String) throws -> String? {
    let caller = try TableCaller(template)
    return ServicesTests.slip {
      _ = try caller.table.way(
        reading: caller.stage.document("{\(said)}").map ?? .init(), of: action.rawValue,
        in: caller.stage.world, at: nil)
    }
  }

  @Test func `a table takes no request line`() throws {
    #expect(
      try refusal(.put, "path: /orders")
        == "T takes no path → it is of type AWS::DynamoDB::Table")
  }

  @Test func `a word that means nothing beside an action is refused where it is read`() throws {
    #expect(
      try refusal(.get, "condition: attribute_exists")
        == "T takes no condition with GetItem → it takes key, consistent")
  }
}
