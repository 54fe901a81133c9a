import Testing

@testable import Templates

@Suite struct OverridesSlipTests {
  @Test func `a setting needs its resource`() throws {
    var circumstances = Circumstances()
    circumstances.overrides = [.init(["Order", "DelaySeconds"], try document("5"))]
    let found = try slips(
      """
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """, under: circumstances)
    #expect(
      found == """
        1:1: there is no resource Order to set DelaySeconds of → did you mean Orders?
        """)
  }

  @Test func `a setting inside a text is refused`() throws {
    var circumstances = Circumstances()
    circumstances.overrides = [.init(["Orders", "QueueName", "x"], try document("5"))]
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            QueueName: orders
      """, under: circumstances)
    #expect(
      found == """
        1:1: Orders.QueueName is text, and has no x → set Orders.QueueName itself
        """)
  }

  @Test func `a setting inside a list needs its element`() throws {
    var circumstances = Circumstances()
    circumstances.overrides = [.init(["Orders", "Tags", "1", "Key"], try document("5"))]
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            Tags: [{Key: a}]
      """, under: circumstances)
    #expect(
      found == """
        1:1: Orders.Tags is a list of 1, and has no element 1 → choose from 0 to 0
        """)
  }
}
