import Testing

@testable import Documents

@Suite struct SuggestionTests {
  static let known = ["VisibilityTimeout", "DelaySeconds", "QueueName", "Ref", "KmsKeyId"]

  static let names: [(name: String, nearest: String?)] = [
    ("VisibilityTimeOut", "VisibilityTimeout"), ("VisiblityTimeout", "VisibilityTimeout"),
    ("visibility_timeout", "VisibilityTimeout"), ("DelaySecnods", "DelaySeconds"),
    ("queuename", "QueueName"), ("Rfe", "Ref"), ("Rf", "Ref"), ("R", nil), ("", nil),
    ("Name", nil), ("BatchSize", nil), (String(repeating: "x", count: 100_000), nil),
  ]

  @Test(arguments: names)
  func `the nearest known name is at most a third of the letters away`(
    name: String, nearest: String?
  ) {
    #expect(Suggestion.nearest(to: name, among: Self.known) == nearest)
  }

  @Test func `among equals the first wins`() {
    #expect(Suggestion.nearest(to: "cat", among: ["bat", "car", "hat"]) == "bat")
    #expect(Suggestion.nearest(to: "cat", among: ["hat", "car", "bat"]) == "hat")
    #expect(Suggestion.nearest(to: "act", among: ["cat", "ant"]) == "cat")
  }
}
