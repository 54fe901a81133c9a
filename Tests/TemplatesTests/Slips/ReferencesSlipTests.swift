import Testing

@testable import Templates

@Suite struct ReferencesSlipTests {
  @Test func `a missing resource is named with the nearest`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Ref Odrers
      """)
    #expect(
      found == """
        5:15: there is no resource or parameter Odrers → did you mean Orders?
        """)
  }

  @Test func `a missing resource without a near name lists what there is`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Ref Payments
      """)
    #expect(
      found == """
        5:15: there is no resource or parameter Payments → choose from Orders
        """)
  }

  @Test func `a misspelled pseudo parameter is refused`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Ref AWS::Regoin
      """)
    #expect(
      found == """
        5:15: there is no resource or parameter AWS::Regoin → did you mean AWS::Region?
        """)
  }

  @Test func `a wrong attribute is named with the nearest`() throws {
    let found = try slips(
      """
      Resources:
        Orders: {Type: AWS::SQS::Queue}
        B:
          Type: AWS::SQS::Queue
          Properties: {V: !GetAtt Orders.QueueNam}
      """)
    #expect(
      found == """
        5:29: AWS::SQS::Queue has no attribute QueueNam → did you mean QueueName?
        """)
  }

  @Test func `a wrong attribute without a near name lists what there is`() throws {
    let found = try slips(
      """
      Resources:
        Orders: {Type: AWS::SQS::Queue}
        B:
          Type: AWS::SQS::Queue
          Properties: {V: !GetAtt Orders.Length}
      """)
    #expect(
      found == """
        5:29: AWS::SQS::Queue has no attribute Length → it has Arn, QueueName, QueueUrl
        """)
  }

  @Test func `an attribute needs a name`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !GetAtt Orders
      """)
    #expect(
      found == """
        5:18: Orders names no attribute → write the attribute behind it, as Orders.Arn
        """)
  }

  @Test func `a name made from itself is refused`() throws {
    let found = try slips(
      """
      Resources:
        A: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt B.QueueName}}
        B: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt A.QueueName}}
      """)
    #expect(
      found == """
        3:62: resources wait for each other: A → B → A → write one of them as a name or an \
        ARN, or drop a DependsOn
        """)
  }

  @Test func `a resource that a condition took away cannot be referred to`() throws {
    let found = try slips(
      """
      Conditions: {No: !Equals [a, b]}
      Resources:
        Orders: {Type: AWS::SQS::Queue}
        Gone: {Type: AWS::SQS::Queue, Condition: No}
        B: {Type: AWS::SQS::Queue, Properties: {V: !Ref Gone}}
      """)
    #expect(
      found == """
        5:51: Gone does not exist here, as its condition No is false → choose with Fn::If: \
        [No, …]
        """)
  }

  @Test func `a Ref takes a name`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Ref [Orders]
      """)
    #expect(
      found == """
        5:15: Ref takes a name, found a list → write Ref: Name
        """)
  }

  @Test func `an error in a text of Sub stands at the text`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Sub 'a-${Odrers.Arn}'
      """)
    #expect(
      found == """
        5:15: there is no resource or parameter Odrers → did you mean Orders?
        """)
  }

  @Test func `a list cannot be put into a text`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Sub '${AWS::NotificationARNs}'
      """)
    #expect(
      found == """
        5:15: AWS::NotificationARNs is a list and cannot be put into a text → join it with \
        Fn::Join first
        """)
  }

  @Test func `every error of a template is reported, in its order`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            A: !Ref One1
            B:
              - !GetAtt Two2.Arn
              - !Select [3, [a]]
            C: {D: !ImportValue net}
      """)
    #expect(
      found == """
        5:15: there is no resource or parameter One1 → choose from Orders
        7:19: there is no resource or parameter Two2 → choose from Orders
        8:20: Fn::Select asks for element 3 of a list of 1 → choose from 0 to 0
        9:27: no value is given for the import net → add it under imports in the scenario
        """)
  }
}
