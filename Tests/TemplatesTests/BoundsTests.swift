import Testing

@testable import Templates

@Suite struct BoundsTests {
  @Test func `names that double with each other are cut off`() throws {
    var text = "Resources:\n"
    for index in 0..<60 {
      let next = "${Q\(index + 1).QueueName}"
      text +=
        "  Q\(index): {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'a\(next)\(next)'}}\n"
    }
    text += "  Q60: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}\n"
    let found = try slips(text)
    #expect(found.contains("give more than 16000000 bytes of text"))
    #expect(found.split(separator: "\n").count < 10)
  }

  @Test func `a template has at most 500 resources`() throws {
    var text = "Resources:\n"
    for index in 0..<501 { text += "  Q\(index): {Type: AWS::SQS::Queue}\n" }
    #expect(
      try slips(text)
        == "502:3: the template has more than 500 resources → "
        + "split it, as CloudFormation takes no more"
    )
  }

  @Test func `a long chain of conditions is refused, not followed`() throws {
    var text = "Conditions:\n"
    for index in 0..<5000 { text += "  C\(index): !Not [!Condition C\(index + 1)]\n" }
    text += "  C5000: !Equals [a, a]\nResources: {Q: {Type: AWS::SQS::Queue}}\n"
    let found = try slips(text)
    #expect(found.contains("conditions depend on each other more than 200 deep"))
  }
}
