import Testing

@testable import Templates

@Suite struct ConditionTests {
  private let sections = """
    Parameters:
      Stage: {Type: String, Default: prod}
      Zones: {Type: CommaDelimitedList, Default: 'a,b'}
    Conditions:
      IsProd: !Equals [!Ref Stage, prod]
      IsTest: !Not [!Condition IsProd]
      Both: !And [!Condition IsProd, !Equals [1, 1]]
      Neither: !Or [{Condition: IsTest}, !Equals [a, b]]
      SameList: !Equals [!Ref Zones, [a, b]]
      Joined: !Equals [!Join [',', !Ref Zones], 'a,b']
    """

  @Test func `a condition is worked out from parameters and other conditions`() throws {
    for (name, expected) in [
      ("IsProd", "y"), ("IsTest", "n"), ("Both", "y"), ("Neither", "n"),
      ("SameList", "y"), ("Joined", "y"),
    ] {
      #expect(try value(of: "!If [\(name), y, n]", beside: sections) == "\"\(expected)\"")
    }
  }

  @Test func `another value of the parameter turns the condition`() throws {
    var circumstances = Circumstances()
    circumstances.parameters = ["Stage": "dev"]
    #expect(
      try value(of: "!If [IsProd, y, n]", beside: sections, under: circumstances) == #""n""#)
  }

  @Test func `only the branch taken is looked at`() throws {
    #expect(try value(of: "!If [IsProd, 1, !Ref Gone]", beside: sections) == "1")
    #expect(try value(of: "!If [IsTest, 1, !Ref AWS::NoValue]", beside: sections) == "gone")
  }

  @Test func `a resource whose condition is false does not exist`() throws {
    let read = try template(
      sections + "\n" + """
        Resources:
          Kept: {Type: AWS::SQS::Queue, Condition: IsProd}
          Dropped: {Type: AWS::SQS::Queue, Condition: IsTest, Properties: {V: !Ref Kept}}
          Last:
            Type: AWS::SQS::Queue
            DependsOn: [Dropped, Kept]
            Properties: {V: !If [IsTest, !GetAtt Dropped.Arn, none]}
        Outputs:
          Gone: {Condition: IsTest, Value: !Ref Dropped}
          There: {Value: !GetAtt Kept.QueueName, Export: {Name: !Sub '${AWS::StackName}-kept'}}
        """)
    #expect(read.resources.map(\.logicalID) == ["Kept", "Last"])
    #expect(read.resources[1].dependsOn == ["Kept"])
    #expect(read.resources[0].condition == "IsProd")
    #expect(read.outputs.map(\.name) == ["There"])
    #expect(read.outputs[0].export == "spillway-kept")
  }
}
