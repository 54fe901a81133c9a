import Bench
import Kernel
import Measures
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// Who is told of an object, by what S3's documentation says of configurations.
@Suite struct NotificationRuleTests {
  @Test func `a notification is for keys with its prefix and its suffix`() throws {
    let warehouse = Warehouse()
    let queue = warehouse.doorkeeper("Work")
    try warehouse.notify("Work", [("prefix", "in/"), ("Suffix", ".png")])
    try warehouse.begin()
    for key in ["in/a.png", "in/a.jpg", "out/a.png", "in/.png", "a.png"] {
      warehouse.request(.putObject, key)
    }
    warehouse.run(to: 1)
    #expect(queue.moments.count == 2)
    let edge = warehouse.edge(to: "Work")
    #expect(edge.entered == 5 && edge.filtered == 3 && edge.acknowledged == 2)
  }

  @Test func `special characters of a filter are written as in a URL`() throws {
    let warehouse = Warehouse()
    let queue = warehouse.doorkeeper("Work")
    try warehouse.notify("Work", [("prefix", "my+%C3%BCber%2b/")])
    try warehouse.begin()
    warehouse.request(.putObject, "my über+/a")
    warehouse.request(.putObject, "my+%C3%BCber%2b/a")
    warehouse.run(to: 1)
    #expect(queue.moments.count == 1)
  }

  @Test func `an event type is one or a family, and each change has one`() throws {
    let changes: [(Bucket.Action, String)] = [
      (.putObject, "s3:ObjectCreated:Put"), (.postObject, "s3:ObjectCreated:Post"),
      (.copyObject, "s3:ObjectCreated:Copy"),
      (.completeMultipartUpload, "s3:ObjectCreated:CompleteMultipartUpload"),
      (.deleteObject, "s3:ObjectRemoved:Delete"), (.putObjectTagging, "s3:ObjectTagging:Put"),
      (.deleteObjectTagging, "s3:ObjectTagging:Delete"), (.putObjectAcl, "s3:ObjectAcl:Put"),
    ]
    for (_, type) in changes {
      let warehouse = Warehouse()
      let queue = warehouse.doorkeeper("Work")
      try warehouse.notify("Work", of: type)
      try warehouse.begin()
      for (action, _) in changes { warehouse.request(action) }
      warehouse.run(to: 1)
      #expect(queue.moments.count == 1, "\(type)")
    }
    let warehouse = Warehouse()
    let (made, gone) = (warehouse.doorkeeper("Made"), warehouse.doorkeeper("Gone"))
    try warehouse.notify("Made", of: "s3:ObjectCreated:*")
    try warehouse.notify("Gone", of: "s3:ObjectRemoved:*")
    try warehouse.begin()
    for (action, _) in changes { warehouse.request(action) }
    warehouse.run(to: 1)
    #expect(made.moments.count == 4 && gone.moments.count == 1)
  }

  @Test func `in a bucket that keeps versions a delete makes a marker`() throws {
    let warehouse = Warehouse([:], "VersioningConfiguration: {Status: Enabled}")
    let (marked, deleted) = (warehouse.doorkeeper("Marked"), warehouse.doorkeeper("Deleted"))
    try warehouse.notify("Marked", of: "s3:ObjectRemoved:DeleteMarkerCreated")
    try warehouse.notify("Deleted", of: "s3:ObjectRemoved:Delete")
    try warehouse.begin()
    warehouse.request(.deleteObject)
    warehouse.run(to: 1)
    #expect(marked.moments.count == 1 && deleted.moments.isEmpty)
    #expect(warehouse.told.contains(#""versionId":""#))
  }

  @Test func `where versions are no longer kept a delete makes a marker without a version`() throws
  {
    let warehouse = Warehouse([:], "VersioningConfiguration: {Status: Suspended}")
    let (marked, deleted) = (warehouse.doorkeeper("Marked"), warehouse.doorkeeper("Deleted"))
    try warehouse.notify("Marked", of: "s3:ObjectRemoved:DeleteMarkerCreated")
    try warehouse.notify("Deleted", of: "s3:ObjectRemoved:Delete")
    try warehouse.begin()
    warehouse.request(.deleteObject)
    warehouse.run(to: 1)
    #expect(marked.moments.count == 1 && deleted.moments.isEmpty)
    #expect(!warehouse.told.contains("versionId"))
  }

  /// Filters of two notifications of the same type as prefix and suffix, and whether S3 takes them.
  private static let pairs: [(one: [String], other: [String], isTaken: Bool)] = [
    (["images/", ""], ["logs/", ""], true), (["", ".jpg"], ["", ".png"], true),
    (["images", ".jpg"], ["images", ".png"], true), (["", ""], ["images", ""], false),
    (["", "jpg"], ["", "pg"], false), (["images", "jpg"], ["", "jpg"], false),
    (["a", "z"], ["ab", ""], false), (["", ""], ["", ""], false),
  ]

  @Test(arguments: pairs)
  func `two notifications of one event type may not overlap`(
    one: [String], other: [String], isTaken: Bool
  ) throws {
    func rules(_ filter: [String]) -> [(String, String)] {
      zip(["prefix", "suffix"], filter).filter { !$0.1.isEmpty }.map { ($0.0, $0.1) }
    }
    for (first, second) in [(one, other), (other, one)] {
      let warehouse = Warehouse()
      warehouse.doorkeeper("A")
      warehouse.doorkeeper("B")
      try warehouse.notify("A", of: "s3:ObjectCreated:*", rules(first))
      let error = slip { try warehouse.notify("B", of: "s3:ObjectCreated:Put", rules(second)) }
      #expect(
        error
          == (isTaken
            ? nil
            : "Configuration is ambiguously defined. Cannot have overlapping suffixes in two "
              + "rules if the prefixes are overlapping for the same event type. → Uploads would "
              + "tell both A and B of one object; use a topic or EventBridge to tell several"))
    }
  }

  @Test func `overlapping filters are fine for different event types`() throws {
    let warehouse = Warehouse()
    warehouse.doorkeeper("A")
    try warehouse.notify("A", of: "s3:ObjectCreated:Put")
    #expect(throws: Never.self) { try warehouse.notify("A", of: "s3:ObjectCreated:Copy") }
    #expect(throws: Never.self) { try warehouse.notify("A", of: "s3:ObjectRemoved:*") }
  }

  @Test func `what S3 refuses of a configuration is refused`() {
    func slip(_ configuration: String) -> String? {
      let warehouse = Warehouse()
      warehouse.doorkeeper("Work")
      return warehouse.slip(in: configuration)
    }
    func filter(_ rules: String) -> String? {
      slip(
        "{QueueConfigurations: [{Event: 's3:ObjectCreated:*', Queue: Work, "
          + "Filter: {S3Key: {Rules: [\(rules)]}}}]}")
    }
    #expect(
      filter("{Name: prefix, Value: 'in/*'}")
        == "the prefix of a notification of Uploads holds a *, which S3 does not take there → "
        + "write the prefix alone, or filter with a rule of EventBridge")
    #expect(
      filter("{Name: prefix, Value: a}, {Name: prefix, Value: b}")
        == "Cannot specify more than one prefix rule in a filter. → "
        + "make two notifications of it")
    #expect(
      filter("{Name: infix, Value: a}")
        == "filter rule name must be either prefix or suffix, and a notification of Uploads has "
        + "infix")
    #expect(
      slip("{QueueConfigurations: [{Event: 's3:ObjectCreate:*', Queue: Work}]}")
        == "S3 has no event s3:ObjectCreate:* → did you mean s3:ObjectCreated:*?")
    #expect(
      slip("{QueueConfigurations: [{Queue: Work}]}")
        == "a notification of Uploads has no Event → for example s3:ObjectCreated:*")
    #expect(
      slip("{QueueConfigurations: [{Event: 's3:ObjectCreated:*'}]}")
        == "a notification of Uploads has no destination → "
        + "give the ARN of a standard SQS queue")
    #expect(
      slip("{TopicConfigurations: [{Event: 's3:ObjectCreated:*', Topic: Work}]}")
        == "Unable to validate the following destination configurations: Work is not a standard "
        + "SNS topic → it is of type AWS::SQS::Queue")
  }

  @Test(arguments: [
    ("AWS::SQS::Queue", "FifoQueue", "QueueConfigurations", "Queue", "a standard SQS queue"),
    ("AWS::SNS::Topic", "FifoTopic", "TopicConfigurations", "Topic", "a standard SNS topic"),
  ])
  func `a FIFO destination is refused`(
    type: String, flag: String, list: String, key: String, words: String
  ) {
    let template = """
      Resources:
        Work: {Type: \(type), Properties: {\(flag): true}}
        Uploads:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              \(list): [{Event: "s3:ObjectCreated:*", \(key): !GetAtt Work.\(key)Arn}]
      """.replacing("Work.QueueArn", with: "Work.Arn")
    let error = slip {
      _ = try Bench(
        template: template,
        scenario: "{duration: 1 s, traffic: {App: {to: Uploads, rate: 1/s}}}")
    }
    #expect(
      error?.contains(
        "Unable to validate the following destination configurations: Work is FIFO, and a "
          + "notification goes to \(words)") == true)
  }

  @Test func `a bucket has a hundred notifications at most`() throws {
    let warehouse = Warehouse()
    warehouse.doorkeeper("Work")
    for number in 0..<100 { try warehouse.notify("Work", [("prefix", "folder\(number)/")]) }
    #expect(
      slip { try warehouse.notify("Work", [("prefix", "one more/")]) }
        == "Uploads has more than 100 notifications → "
        + "send them to EventBridge, whose rules may be more")
  }

  @Test func `events that only S3 itself could cause are not modelled, and it says so`() throws {
    let warehouse = Warehouse()
    warehouse.doorkeeper("Work")
    try warehouse.notify("Work", of: "s3:LifecycleExpiration:*")
    #expect(
      warehouse.bucket.remarks(in: warehouse.stage.world) == [
        "s3:LifecycleExpiration:* is not modelled: Uploads never tells of it"
      ])
  }

  @Test func `the test event of a configuration is left out`() throws {
    let warehouse = Warehouse()
    let queue = warehouse.doorkeeper("Work")
    try warehouse.notify("Work")
    try warehouse.begin()
    warehouse.run(to: 60)
    #expect(queue.moments.isEmpty)
  }

  @Test func `a multipart upload is told of at its end, and a failed request not at all`() throws {
    let warehouse = Warehouse()
    let queue = warehouse.doorkeeper("Work")
    try warehouse.notify("Work")
    try warehouse.begin()
    warehouse.request(.createMultipartUpload)
    warehouse.request(.uploadPart)
    warehouse.request(.uploadPart)
    warehouse.run(to: 1)
    #expect(queue.moments.isEmpty)
    warehouse.request(.completeMultipartUpload)
    warehouse.run(to: 2)
    #expect(queue.moments.count == 1)
    warehouse.bucket.apply(.fail(1), in: warehouse.stage.world)
    #expect(warehouse.request().isRetryable)
    warehouse.run(to: 3)
    #expect(queue.moments.count == 1)
  }

  @Test func `reading tells nobody`() throws {
    let warehouse = Warehouse()
    let queue = warehouse.doorkeeper("Work")
    try warehouse.notify("Work")
    try warehouse.begin()
    for action in [Bucket.Action.getObject, .headObject, .listObjects] {
      warehouse.request(action)
    }
    warehouse.run(to: 1)
    #expect(queue.moments.isEmpty)
  }
}
