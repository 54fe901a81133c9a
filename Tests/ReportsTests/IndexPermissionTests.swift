import Bench
import Studies
import Testing

@testable import Reports

/// A query of an index needs a permission on that index, and none on the table.
@Suite struct IndexPermissionTests {
  private static func reading(_ resources: String, query: String) throws -> PermissionReading {
    let result = try Bench(
      template: """
        Resources:
          T:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              KeySchema:
                - {AttributeName: id, KeyType: HASH}
                - {AttributeName: at, KeyType: RANGE}
              LocalSecondaryIndexes: [{IndexName: ByAge}]
              GlobalSecondaryIndexes:
                - {IndexName: ByCustomer, KeySchema: [{AttributeName: customer, KeyType: HASH}]}
          R:
            Type: AWS::IAM::Role
            Properties:
              Policies:
                - PolicyName: all
                  PolicyDocument:
                    Statement: [{Effect: Allow, Action: "dynamodb:*", Resource: \(resources)}]
          F:
            Type: AWS::Lambda::Function
            Properties: {Role: !GetAtt R.Arn, Runtime: python3.13, Timeout: 3}
        """,
      scenario: """
        duration: 5 s
        calibration: ideal
        traffic: {App: {to: F, rate: 2/s}}
        behavior: {F: {steps: [\(query)]}}
        """
    ).run()
    return PermissionReading(Subject(title: "Shop", runs: [result]))
  }

  private static let (table, indexes) = ("!GetAtt T.Arn", "!Sub '${T.Arn}/index/*'")
  private static let (whole, global) = ("{Query: T}", "{Query: T, indexes: ByCustomer}")

  private static func missing(_ resources: String, _ query: String) throws -> [String] {
    try reading(resources, query: query).check.missing.map {
      "\($0.need.caller) on \($0.need.place): \($0.actions.joined(separator: " "))"
    }
  }

  @Test(arguments: ["ByCustomer", "ByAge"])
  func `a query of an index fails where the policy allows the table alone`(index: String) throws {
    let query = "{Query: T, indexes: \(index)}"
    #expect(try Self.missing(Self.table, query) == ["F on indexes of T: dynamodb:Query"])
    #expect(try Self.missing(Self.indexes, query) == [])
    #expect(try Self.missing("[\(Self.table), \(Self.indexes)]", query) == [])
  }

  @Test func `a query of the table fails where the policy allows its indexes alone`() throws {
    #expect(try Self.missing(Self.indexes, Self.whole) == ["F on T: dynamodb:Query"])
    #expect(try Self.missing(Self.table, Self.whole) == [])
  }

  @Test func `the least policy names the indexes, and the table where that is asked too`() throws {
    func resources(_ query: String) throws -> [[String]] {
      try Self.reading("'*'", query: query).least.policies.flatMap { $0.statements }
        .filter { $0.target == "T" }.map { $0.resources.map { String($0.suffix(8)) } }
    }
    #expect(try resources(Self.global) == [["/index/*"]])
    let both = try resources("\(Self.whole), \(Self.global)")
    #expect(both.count == 2 && both.contains(["/index/*"]))
  }
}
