import Documents
import Testing

@testable import Templates

/// `Fn::ForEach` of the transform `AWS::LanguageExtensions`.
@Suite struct LoopTests {
  private static let head = "Transform: AWS::LanguageExtensions\n"

  @Test func `a loop makes resources, and what refers to them finds them`() throws {
    let read = try template(
      Self.head + """
        Parameters: {Names: {Type: CommaDelimitedList, Default: 'orders,eu-users'}}
        Resources:
          Fn::ForEach::Queues:
            - Name
            - !Ref Names
            - 'Q&{Name}':
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: !Sub '${Name}-${AWS::Region}'
                  Tag: !Ref Name
          Last: {Type: AWS::SQS::Queue, Properties: {Of: !GetAtt Qeuusers.QueueName}}
        Outputs:
          Fn::ForEach::Outputs: [N, [orders], {'Out${N}': {Value: !GetAtt 'Q${N}.Arn'}}]
        """)
    #expect(read.resources.map { $0.logicalID } == ["Qorders", "Qeuusers", "Last"])
    #expect(
      read.resources.map { json($0.properties) } == [
        #"{"QueueName":"orders-us-east-1","Tag":"orders"}"#,
        #"{"QueueName":"eu-users-us-east-1","Tag":"eu-users"}"#, #"{"Of":"eu-users-us-east-1"}"#,
      ])
    #expect(read.outputs.map { $0.name } == ["Outorders"])
    #expect(read.notes.isEmpty)
  }

  @Test func `loops stand in each other, in conditions and in properties`() throws {
    let read = try template(
      Self.head + """
        Conditions: {Fn::ForEach::C: [E, [a, b], {'Is${E}': !Equals ['${E}', a]}]}
        Resources:
          Fn::ForEach::Outer:
            - X
            - [a, b]
            - Fn::ForEach::Inner:
                - Y
                - ['1', '2']
                - 'Q${X}${Y}':
                    Type: AWS::SQS::Queue
                    Condition: Is${X}
                    Properties: {Fn::ForEach::P: [Z, [s, t], {'K${Z}': '${X}${Y}${Z}'}]}
        """)
    #expect(read.resources.map { $0.logicalID } == ["Qa1", "Qa2"])
    #expect(json(read.resources[1].properties) == #"{"Ks":"a2s","Kt":"a2t"}"#)
  }

  @Test(arguments: [
    (
      "[N, !Ref Names, {'Q${N}': {Type: AWS::SQS::Queue}}]",
      "3:28: Fn::ForEach::A refers to Names, which is no parameter"
    ),
    (
      "[N, [a, b], {Q: {Type: AWS::SQS::Queue}}]",
      "3:32: Fn::ForEach gives Q twice → put the identifier into the key"
    ),
    (
      "[N, [a]]",
      "3:3: Fn::ForEach::A takes an identifier, a list and a map → write [Identifier, [values], "
        + "{key with ${Identifier}: value}]"
    ),
    (
      "[N, a, {'Q${N}': {Type: AWS::SQS::Queue}}]",
      "3:23: Fn::ForEach::A takes a list, found text → write [Identifier, [values], "
        + "{key with ${Identifier}: value}]"
    ),
  ])
  func `a loop that is not as it should be is one error`(_ loop: String, _ slip: String) throws {
    #expect(try slips(Self.head + "Resources:\n  Fn::ForEach::A: \(loop)") == slip)
  }

  @Test func `a loop needs its transform`() throws {
    #expect(
      try slips(
        "Resources: {Fn::ForEach::A: [N, [a], {'Q${N}': {Type: AWS::SQS::Queue}}]}"
      ) == "1:13: Fn::ForEach::A needs the transform AWS::LanguageExtensions "
        + "→ add Transform: AWS::LanguageExtensions")
  }

  @Test func `loops in loops do not grow without bounds`() throws {
    let list = "[" + (0..<200).map { "a\($0)" }.joined(separator: ",") + "]"
    let inner = "{Fn::ForEach::C: [Z, \(list), {'Q${X}${Y}${Z}': {Type: AWS::SQS::Queue}}]}"
    let outer = "[X, \(list), {Fn::ForEach::B: [Y, \(list), \(inner)]}]"
    let found = try slips(Self.head + "Resources: {Fn::ForEach::A: \(outer)}")
    #expect(found.contains("the loops of the template give more than 20000 entries"))
  }
}
