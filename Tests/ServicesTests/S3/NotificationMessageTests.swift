import Kernel
import Testing

@testable import Blueprints
@testable import Documents
@testable import Services

/// What a notification and an event say of an object.
@Suite struct NotificationMessageTests {
  private func told(
    _ event: String, by action: Bucket.Action = .putObject, size: Int64 = 1_024,
    bus: Bool = false, versioned: Bool = false
  ) throws -> Document {
    let warehouse = Warehouse(
      [:], versioned ? "VersioningConfiguration: {Status: Enabled}" : "{}")
    if bus {
      warehouse.stage.add(EventBus(EventBusSettings(), label: "default", in: warehouse.stage.world))
      try warehouse.configure("{EventBridgeConfiguration: {EventBridgeEnabled: true}}")
    } else {
      warehouse.doorkeeper("Work")
      for type in ["Created:*", "Removed:*", "Tagging:*"] {
        try warehouse.notify("Work", of: "s3:Object\(type)")
      }
    }
    try warehouse.begin()
    warehouse.request(action, warehouse.kind(event, size: size), size: size)
    return warehouse.stage.document(warehouse.told)
  }

  @Test func `a notification has one record, with bucket, key and size`() throws {
    let told = try told("{key: in/a.png}", size: 5_000)
    #expect(told["Records"]?.list?.count == 1)
    let record = try #require(told["Records"]?.list?.first)
    #expect(record["eventSource"]?.text == "aws:s3")
    #expect(record["eventVersion"]?.scalarText == "2.6")
    #expect(record["eventName"]?.text == "ObjectCreated:Put")
    #expect(record["awsRegion"]?.text == "us-east-1")
    #expect(record["eventTime"]?.text == "2026-01-01T00:00:00Z")
    #expect(record["s3"]?["bucket"]?["name"]?.text == "uploads")
    #expect(record["s3"]?["bucket"]?["arn"]?.text == "arn:aws:s3:::uploads")
    let object = try #require(record["s3"]?["object"])
    #expect(object["key"]?.text == "in/a.png")
    #expect(object["size"]?.number?.integer == 5_000)
    #expect(object["eTag"]?.text?.count == 32 && object["versionId"] == nil)
  }

  @Test(arguments: [
    ("red flower.jpg", "red+flower.jpg"), ("a+b=c", "a%2Bb%3Dc"), ("in/ü.png", "in/%C3%BC.png"),
    ("A-z_0.9*", "A-z_0.9*"), ("100%", "100%25"),
  ])
  func `the key of a notification is spelled as in a form`(key: String, spelled: String) throws {
    let told = try told("{key: '\(key)'}")
    #expect(told["Records"]?.list?.first?["s3"]?["object"]?["key"]?.text == spelled)
    #expect(KeyText.decoded(spelled) == key)
  }

  @Test func `a percent sign that spells nothing stays one`() {
    #expect(KeyText.decoded("50%+%G1%4") == "50% %G1%4")
    #expect(KeyText.decoded("%2f%2F") == "//")
  }

  @Test func `a drawn key is spelled as in a form too`() throws {
    let warehouse = Warehouse()
    warehouse.doorkeeper("Work")
    try warehouse.notify("Work")
    try warehouse.begin()
    let reader = ContentReader(of: "App", in: warehouse.stage.world)
    let body = try reader.content(
      warehouse.stage.document("{key: {$join: [in/, {$choose: ['a b']}, '-', {$ordinal: 1}]}}"))
    let kind = warehouse.stage.world.add(EventKind(label: "App", body: .json(body), size: 9))
    warehouse.request(.putObject, kind)
    #expect(warehouse.told.contains(#""key":"in/a+b-2""#))
  }

  @Test func `a greater sequencer is a later change, and only creating and removing have one`()
    throws
  {
    let warehouse = Warehouse()
    warehouse.doorkeeper("Work")
    for type in ["Created:*", "Removed:*", "Tagging:*"] {
      try warehouse.notify("Work", of: "s3:Object\(type)")
    }
    try warehouse.begin()
    func sequencer() -> String? {
      let told = warehouse.stage.document(warehouse.told)
      return told["Records"]?.list?.first?["s3"]?["object"]?["sequencer"]?.scalarText
    }
    var seen: [String] = []
    for _ in 0..<12 {
      warehouse.request()
      seen.append(try #require(sequencer()))
    }
    // As S3 says: the shorter one is padded with zeros on its left, then they compare as texts.
    let padded = seen.map { String(repeating: "0", count: 20 - $0.count) + $0 }
    #expect(padded == padded.sorted() && Set(padded).count == 12)
    warehouse.request(.deleteObject)
    #expect(sequencer() != nil)
    warehouse.request(.putObjectTagging)
    #expect(sequencer() == nil)
  }

  @Test func `an event for the bus has the envelope of EventBridge and the plain key`() throws {
    let told = try told("{key: 'in/red flower.jpg'}", size: 7, bus: true)
    #expect(told["source"]?.text == "aws.s3" && told["detail-type"]?.text == "Object Created")
    #expect(told["account"]?.scalarText == "123456789012")
    #expect(told["resources"]?.list?.first?.text == "arn:aws:s3:::uploads")
    let detail = try #require(told["detail"])
    #expect(detail["bucket"]?["name"]?.text == "uploads")
    #expect(detail["object"]?["key"]?.text == "in/red flower.jpg")
    #expect(detail["object"]?["size"]?.number?.integer == 7)
    #expect(detail["reason"]?.text == "PutObject" && detail["deletion-type"] == nil)
  }

  @Test(arguments: [
    (Bucket.Action.postObject, "POST Object"), (.copyObject, "CopyObject"),
    (.completeMultipartUpload, "CompleteMultipartUpload"),
  ])
  func `the reason names the operation`(action: Bucket.Action, reason: String) throws {
    #expect(try told("{key: a}", by: action, bus: true)["detail"]?["reason"]?.text == reason)
  }

  @Test func `an event of a delete says how the object went`() throws {
    let gone = try told("{key: a}", by: .deleteObject, bus: true)
    #expect(gone["detail-type"]?.text == "Object Deleted")
    #expect(gone["detail"]?["deletion-type"]?.text == "Permanently Deleted")
    #expect(gone["detail"]?["object"]?["size"] == nil)
    #expect(gone["detail"]?["object"]?["etag"] == nil)
    let marked = try told("{key: a}", by: .deleteObject, bus: true, versioned: true)
    #expect(marked["detail"]?["deletion-type"]?.text == "Delete Marker Created")
    #expect(marked["detail"]?["object"]?["version-id"] != nil)
  }

  @Test func `the size of an object may stand in its event, drawn too`() throws {
    func size(_ event: String) throws -> Int64? {
      let told = try told(event)
      return told["Records"]?.list?.first?["s3"]?["object"]?["size"]?.number?.integer
    }
    #expect(try size("{key: a, size: 200 KB}") == 204_800)
    #expect(try size("{key: a, size: 77}") == 77)
    #expect(try size("{key: a}") == 1_024)
  }

  @Test func `what says nothing of an object gets a key of its own`() throws {
    let one = try told("{total: 12}")["Records"]?.list?.first?["s3"]?["object"]?["key"]?.text
    #expect(one?.utf8.count == 36)
  }

  @Test func `code that was told of an object means that object`() throws {
    let record = "{s3: {bucket: {name: uploads}, object: {key: in/a+b.png, size: 3000}}}"
    let told = try told("{Records: [\(record)]}")
    #expect(told["Records"]?.list?.first?["s3"]?["object"]?["key"]?.text == "in/a+b.png")
    let event = "{source: aws.s3, detail: {bucket: {name: b}, object: {key: 'in/a b.png'}}}"
    let again = try self.told(event)
    #expect(again["Records"]?.list?.first?["s3"]?["object"]?["key"]?.text == "in/a+b.png")
  }
}
