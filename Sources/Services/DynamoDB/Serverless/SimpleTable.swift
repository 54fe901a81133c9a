import Blueprints
import Documents

/// `AWS::Serverless::SimpleTable`: a table with a partition key and nothing more.
enum SimpleTable {
  /// The short form, as templates use it.
  static let shorthand = Shorthand(
    .resource("AWS::Serverless::SimpleTable"), for: ["AWS::DynamoDB::Table"]
  ) { (request) throws(InputError) in
    let id = request.draft.logicalID
    let known = [
      "PointInTimeRecoverySpecification", "PrimaryKey", "ProvisionedThroughput",
      "SSESpecification", "TableName", "Tags",
    ]
    for entry in request.properties.map?.entries ?? [] where !known.contains(entry.key) {
      throw .strayProperty(entry, among: known, of: id)
    }
    let composer = Composer(at: request.draft.document.place)
    let properties = request.properties
    let name = properties["PrimaryKey"]?["Name"] ?? composer.text("id")
    let letter = try keyType(properties["PrimaryKey"]?["Type"], of: id)
    let throughput = properties["ProvisionedThroughput"]
    var expansion = Shorthand.Expansion()
    let table = composer.draft(
      id, "AWS::DynamoDB::Table",
      [
        "TableName": properties["TableName"],
        "AttributeDefinitions": composer.list([
          composer.map(["AttributeName": name, "AttributeType": composer.text(letter)])
        ]),
        "KeySchema": composer.list([
          composer.map(["AttributeName": name, "KeyType": composer.text("HASH")])
        ]),
        "BillingMode": throughput == nil ? composer.text("PAY_PER_REQUEST") : nil,
        "ProvisionedThroughput": throughput, "SSESpecification": properties["SSESpecification"],
        "PointInTimeRecoverySpecification": properties["PointInTimeRecoverySpecification"],
        "Tags": properties["Tags"],
      ])
    expansion.drafts = [table]
    return expansion
  }

  private static func keyType(_ type: Document?, of id: String) throws(InputError) -> String {
    switch type?.text {
    case nil where type == nil: return "S"
    case "String": return "S"
    case "Number": return "N"
    case "Binary": return "B"
    default:
      throw InputError(
        "the key of \(id) cannot be of type \(type?.scalarText ?? type?.kindName ?? "")",
        remedy: "choose String, Number or Binary", at: type?.place)
    }
  }
}
