import Documents
import Kernel
import Testing

@testable import Blueprints

/// Settings of every kind that a service may declare.
private struct Sample: Settings {
  struct Redrive: Settings {
    var target: Reference?
    var count: Int64 = 10

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("deadLetterTargetArn", &target, "Where messages go.")
      try visitor.visit("maxReceiveCount", &count, in: 1...1000, "Receives before that.")
    }
  }

  var size: Int64 = 10
  var most: Int64?
  var timeout = TimeSpan.seconds(30)
  var isOn = true
  var name: String?
  var mode = "a"
  var redrive: Redrive?
  var redrives: [Redrive] = []
  var words: [String] = []
  var filter: Document?

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("BatchSize", &size, in: 1...10000, "Messages in a batch.")
    try visitor.visit("MaximumConcurrency", &most, in: 2...1000, "Batches at a time.")
    try visitor.seconds("VisibilityTimeout", &timeout, in: 0...43200, "How long it hides.")
    try visitor.visit("Enabled", &isOn, "Whether it works.")
    try visitor.visit("QueueName", &name, "Its name.")
    try visitor.choice("Mode", &mode, among: ["a", "b", "c"], "How it works.")
    try visitor.group("RedrivePolicy", &redrive, "Where failures go.")
    try visitor.list("Policies", &redrives, "Several of them.")
    try visitor.words("FunctionResponseTypes", &words, "What answers say.")
    try visitor.document("FilterPolicy", &filter, "What passes.")
    visitor.ignored("Tags", "Description")
  }
}

private func read(_ yaml: String) throws -> (sample: Sample, notes: [String], slips: [String]) {
  let diagnostics = Diagnostics()
  let document = try YAML.read(SourceText(name: "q.yaml", text: yaml))
  let result: (settings: Sample, notes: [Note]) = SettingReader.read(
    document, of: "Orders", reporting: diagnostics)
  let slips = diagnostics.errors.map { error in
    let place = error.place.map { "\($0.line):\($0.column): " } ?? ""
    return place + error.problem + " → " + (error.remedy ?? "")
  }
  return (result.settings, result.notes.map { "\($0.place.line): \($0.text)" }, slips)
}

@Suite struct SettingReaderTests {
  @Test func `what a template leaves out keeps its default`() throws {
    let (sample, notes, slips) = try read("{}")
    #expect(sample.size == 10 && sample.most == nil && sample.timeout == .seconds(30))
    #expect(sample.isOn && sample.redrive == nil && sample.words.isEmpty)
    #expect(notes.isEmpty && slips.isEmpty)
  }

  @Test func `every kind of setting is read`() throws {
    let (sample, notes, slips) = try read(
      """
      BatchSize: 25
      MaximumConcurrency: 50
      VisibilityTimeout: 5
      Enabled: false
      QueueName: orders
      Mode: b
      RedrivePolicy: {deadLetterTargetArn: 'arn:x', maxReceiveCount: 3}
      Policies: [{maxReceiveCount: 4}, {}]
      FunctionResponseTypes: [ReportBatchItemFailures]
      FilterPolicy: {a: [b]}
      Tags: [x]
      """)
    #expect(slips == [] && notes == [])
    #expect(sample.size == 25 && sample.most == 50 && sample.timeout == .seconds(5))
    #expect(!sample.isOn && sample.name == "orders" && sample.mode == "b")
    #expect(sample.redrive?.target?.text == "arn:x" && sample.redrive?.count == 3)
    #expect(sample.redrive?.target?.place.line == 7)
    #expect(sample.redrives.map(\.count) == [4, 10])
    #expect(sample.words == ["ReportBatchItemFailures"])
    #expect(sample.filter?["a"]?.list?.count == 1)
  }

  @Test func `numbers and flags may be written as texts`() throws {
    let (sample, _, slips) = try read("{BatchSize: '25', Enabled: 'false', VisibilityTimeout: 6e1}")
    #expect(slips == [])
    #expect(sample.size == 25 && !sample.isOn && sample.timeout == .seconds(60))
  }

  @Test func `a number out of range tells the range`() throws {
    #expect(
      try read("{BatchSize: 0, VisibilityTimeout: 43201, RedrivePolicy: {maxReceiveCount: 0}}")
        .slips == [
          "1:13: BatchSize of Orders is 0, out of range → choose from 1 to 10000",
          "1:35: VisibilityTimeout of Orders is 43201, out of range → choose from 0 to 43200",
          "1:75: maxReceiveCount of Orders.RedrivePolicy is 0, out of range "
            + "→ choose from 1 to 1000",
        ])
  }

  @Test func `a value of the wrong kind tells what was expected and what was found`() throws {
    #expect(
      try read(
        """
        BatchSize: [1]
        MaximumConcurrency: 2.5
        VisibilityTimeout: soon
        Enabled: 3
        QueueName: {a: b}
        Mode: d
        RedrivePolicy: none
        Policies: {a: b}
        FunctionResponseTypes: [[a]]
        """
      ).slips == [
        "1:12: expected a whole number as BatchSize of Orders, found a list "
          + "→ choose from 1 to 10000",
        "2:21: expected a whole number as MaximumConcurrency of Orders, found 2.5 "
          + "→ choose from 2 to 1000",
        "3:20: expected a whole number as VisibilityTimeout of Orders, found \"soon\" "
          + "→ choose from 0 to 43200",
        "4:10: expected true or false as Enabled of Orders, found 3 → write true or false",
        "5:12: expected a text as QueueName of Orders, found a map → give one text",
        "6:7: expected one of 3 words as Mode of Orders, found \"d\" → choose a, b or c",
        "7:16: expected a map as Orders.RedrivePolicy, found text → give names and values",
        "8:11: expected a list as Policies of Orders, found a map → give a list of maps",
        "9:25: expected a list of texts as FunctionResponseTypes of Orders, found a list "
          + "→ give texts only",
      ])
  }

  @Test func `a map may be given as JSON text, as CloudFormation takes it`() throws {
    let given = try read(
      #"RedrivePolicy: '{"deadLetterTargetArn": "arn:aws:x:{Vpc}", "maxReceiveCount": "3"}'"#)
    #expect(given.slips.isEmpty)
    #expect(given.sample.redrive?.target?.text == "arn:aws:x:{Vpc}")
    #expect(given.sample.redrive?.target?.place.column == 16)
    #expect(given.sample.redrive?.count == 3)
    #expect(
      try read(#"RedrivePolicy: '{"maxReceiveCount": 0}'"#).slips == [
        "1:16: maxReceiveCount of Orders.RedrivePolicy is 0, out of range → choose from 1 to 1000"
      ])
    #expect(
      try read(#"RedrivePolicy: '{"maxReceiveCount": }'"#).slips == [
        "1:16: expected a map as Orders.RedrivePolicy, found text that is no JSON: a value is "
          + "missing here → give names and values"
      ])
  }

  @Test func `an unknown property is an error where a known one is near, else a remark`() throws {
    let (_, notes, slips) = try read("{BatchSiz: 5, KmsMasterKeyId: k, Policies: [{Other: 1}]}")
    #expect(slips == ["1:2: Orders has no property BatchSiz → did you mean BatchSize?"])
    #expect(
      notes == [
        "1: Other of Orders.Policies[0] is not modelled",
        "1: KmsMasterKeyId of Orders is not modelled",
      ])
  }

  @Test func `the lister shows every setting that the reader takes, with default and range`() {
    let rows = SettingLister.rows(of: Sample.self)
    #expect(
      rows.map { "\($0.name)|\($0.kind)|\($0.standard)|\($0.range)" } == [
        "BatchSize|whole number|10|1 to 10000",
        "MaximumConcurrency|whole number||2 to 1000",
        "VisibilityTimeout|seconds|30|0 to 43200",
        "Enabled|true or false|true|",
        "QueueName|text||",
        "Mode|word|a|a, b, c",
        "RedrivePolicy|map||",
        "RedrivePolicy.deadLetterTargetArn|resource||",
        "RedrivePolicy.maxReceiveCount|whole number|10|1 to 1000",
        "Policies|list||",
        "Policies[].deadLetterTargetArn|resource||",
        "Policies[].maxReceiveCount|whole number|10|1 to 1000",
        "FunctionResponseTypes|list of texts||",
        "FilterPolicy|document||",
        "Tags|ignored||",
        "Description|ignored||",
      ])
    #expect(rows[0].summary == "Messages in a batch.")
  }
}
