import Testing

@testable import Templates

@Suite struct ConditionsSlipTests {
  @Test func `a missing condition is named with the nearest`() throws {
    let found = try slips(
      """
      Conditions: {IsProd: !Equals [a, b]}
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !If [IsPrd, 1, 2]
      """)
    #expect(
      found == """
        6:15: there is no condition IsPrd → did you mean IsProd?
        """)
  }

  @Test func `a resource's condition must exist`() throws {
    let found = try slips(
      """
      Resources:
        Orders: {Type: AWS::SQS::Queue, Condition: IsProd}
      """)
    #expect(
      found == """
        2:46: there is no condition IsProd → add it under Conditions
        """)
  }

  @Test func `a condition cannot depend on itself`() throws {
    let found = try slips(
      """
      Conditions:
        A: !Not [!Condition B]
        B: !Not [!Condition A]
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        3:23: the condition A depends on itself → break the circle
        """)
  }

  @Test func `a condition reads parameters only`() throws {
    let found = try slips(
      """
      Conditions:
        A: !Equals [!Ref Orders, b]
        B: !Equals [!GetAtt Orders.Arn, b]
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        2:20: Orders is not a parameter, and a condition can refer to nothing else
        3:23: a condition cannot read the attribute Orders.Arn → use parameters
        """)
  }

  @Test func `a condition is true or false`() throws {
    let found = try slips(
      """
      Conditions:
        A: yes
        B: !Join ['', [a]]
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        2:6: expected a condition, found text → use Fn::Equals, Fn::And, Fn::Or, Fn::Not or \
        Condition
        3:12: Fn::Join gives no true or false → compare it with Fn::Equals
        """)
  }

  @Test func `And takes two at least`() throws {
    let found = try slips(
      """
      Conditions:
        A: !And [!Equals [a, a]]
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        2:11: Fn::And takes 2 to 10 arguments, found 1 → write Fn::And: with a list of two \
        to ten conditions
        """)
  }

  @Test func `If takes three arguments`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !If [A, b]
      """)
    #expect(
      found == """
        5:14: Fn::If takes 3 arguments, found 2 → write Fn::If: [Condition, then, else]
        """)
  }
}
