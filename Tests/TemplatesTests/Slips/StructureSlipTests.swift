import Testing

@testable import Templates

@Suite struct StructureSlipTests {
  @Test func `a template that is a list is refused`() throws {
    let found = try slips(
      """
      [1, 2]
      """)
    #expect(
      found == """
        1:1: expected a template, found a list → give a CloudFormation or SAM template with \
        Resources
        """)
  }

  @Test func `a template without resources is refused`() throws {
    let found = try slips(
      """
      Description: empty
      """)
    #expect(
      found == """
        1:1: the template has no resources → add them under Resources
        """)
  }

  @Test func `a misspelled section is refused`() throws {
    let found = try slips(
      """
      Resourses:
        Orders: {Type: AWS::SQS::Queue}
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        1:1: a template has no key Resourses → did you mean Resources?
        """)
  }

  @Test func `a section that is no map is refused`() throws {
    let found = try slips(
      """
      Parameters: [a]
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        1:13: expected a map as Parameters, found a list → give names and values
        """)
  }

  @Test func `a resource that is a text is refused`() throws {
    let found = try slips(
      """
      Resources:
        Orders: queue
      """)
    #expect(
      found == """
        2:11: expected a map as the resource Orders, found text → give its Type and \
        Properties
        """)
  }

  @Test func `a resource needs a type`() throws {
    let found = try slips(
      """
      Resources:
        Orders: {Properties: {}}
      """)
    #expect(
      found == """
        2:3: the resource Orders has no Type → write Type: AWS::…
        """)
  }

  @Test func `a misspelled key of a resource is refused`() throws {
    let found = try slips(
      """
      Resources:
        Orders: {Type: AWS::SQS::Queue, Propertys: {}}
      """)
    #expect(
      found == """
        2:35: a resource has no key Propertys → did you mean Properties?
        """)
  }

  @Test func `properties that are a list are refused`() throws {
    let found = try slips(
      """
      Resources:
        Orders: {Type: AWS::SQS::Queue, Properties: [a]}
      """)
    #expect(
      found == """
        2:47: expected a map as Properties of Orders, found a list → give names and values
        """)
  }

  @Test func `a dependency must exist`() throws {
    let found = try slips(
      """
      Resources:
        Orders: {Type: AWS::SQS::Queue, DependsOn: Order}
        Ordinal: {Type: AWS::SQS::Queue, DependsOn: [{a: 1}]}
      """)
    #expect(
      found == """
        2:46: there is no resource Order to depend on → did you mean Orders?
        3:48: DependsOn takes logical ids, found a map → name resources
        """)
  }

  @Test func `resources that depend on each other are refused`() throws {
    let found = try slips(
      """
      Resources:
        A: {Type: AWS::SQS::Queue, DependsOn: B}
        B: {Type: AWS::SQS::Queue, DependsOn: C}
        C: {Type: AWS::SQS::Queue, DependsOn: A}
      """)
    #expect(
      found == """
        4:41: resources wait for each other: A → B → C → A → write one of them as a name or \
        an ARN, or drop a DependsOn
        """)
  }

  @Test func `references close circles too`() throws {
    let found = try slips(
      """
      Resources:
        A: {Type: AWS::SQS::Queue, Properties: {V: !GetAtt B.Arn}}
        B: {Type: AWS::SQS::Queue, Properties: {V: !Sub '${A.Arn}'}}
      """)
    #expect(
      found == """
        3:51: resources wait for each other: A → B → A → write one of them as a name or an \
        ARN, or drop a DependsOn
        """)
  }

  @Test func `a resource cannot refer to itself`() throws {
    let found = try slips(
      """
      Resources:
        A: {Type: AWS::SQS::Queue, Properties: {V: !Ref A}}
      """)
    #expect(
      found == """
        2:51: A refers to itself → write its name or ARN out
        """)
  }

  @Test func `two resources cannot share a name`() throws {
    let found = try slips(
      """
      Resources:
        A: {Type: AWS::SQS::Queue, Properties: {QueueName: x}}
        B:
          Type: AWS::SQS::Queue
          Properties: {QueueName: x}
      """)
    #expect(
      found == """
        5:29: B has the name of A, x → give each its own QueueName
        """)
  }

  @Test func `a parameter and a resource cannot share a name`() throws {
    let found = try slips(
      """
      Parameters: {Orders: {Type: String, Default: a}}
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        3:3: Orders is a parameter and a resource → rename one of them
        """)
  }

  @Test func `a mapping has two levels`() throws {
    let found = try slips(
      """
      Mappings: {Sizes: {small: 1}, Wrong: 5}
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        1:27: expected a map of maps as the mapping Sizes, found a number → give two levels \
        of keys, then the values
        1:38: expected a map of maps as the mapping Wrong, found a number → give two levels \
        of keys, then the values
        """)
  }

  @Test func `an output needs a value`() throws {
    let found = try slips(
      """
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      Outputs:
        Url: {Description: x}
        Arn: {Value: !Ref Order}
      """)
    #expect(
      found == """
        4:3: the output Url has no Value → give it one
        5:21: there is no resource or parameter Order → did you mean Orders?
        """)
  }
}
