import Testing

@testable import Templates

@Suite struct FunctionsSlipTests {
  @Test func `an unknown tag is refused`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Joine [a, [b]]
      """)
    #expect(
      found == """
        5:17: there is no function !Joine → did you mean !Join?
        """)
  }

  @Test func `an unknown function is refused`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: {'Fn::Joiin': [a, [b]]}
      """)
    #expect(
      found == """
        5:11: there is no function Fn::Joiin → did you mean Fn::Join?
        """)
  }

  @Test func `a function stands alone in its map`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: {'Fn::Sub': a, Other: b}
      """)
    #expect(
      found == """
        5:11: Fn::Sub shares its map with other keys → let it stand alone
        """)
  }

  @Test func `Join takes two arguments`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Join ['-']
      """)
    #expect(
      found == """
        5:16: Fn::Join takes 2 arguments, found 1 → write Fn::Join: [delimiter, [texts]]
        """)
  }

  @Test func `Join takes a list`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Join ['-', text]
      """)
    #expect(
      found == """
        5:22: Fn::Join takes a list here, found text → write Fn::Join: [delimiter, [texts]]
        """)
  }

  @Test func `Join takes no maps`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Join ['-', [a, {b: c}]]
      """)
    #expect(
      found == """
        5:26: Fn::Join takes texts, found a map → write Fn::Join: [delimiter, [texts]]
        """)
  }

  @Test func `Select stays inside its list`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Select [2, [a, b]]
      """)
    #expect(
      found == """
        5:19: Fn::Select asks for element 2 of a list of 2 → choose from 0 to 1
        """)
  }

  @Test func `Select takes an index`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Select [first, [a, b]]
      """)
    #expect(
      found == """
        5:18: Fn::Select takes an index from 0 first, found first → write Fn::Select: \
        [index, [values]]
        """)
  }

  @Test func `Split takes a delimiter`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Split ['', abc]
      """)
    #expect(
      found == """
        5:17: Fn::Split takes a delimiter, found an empty text → write Fn::Split: \
        [delimiter, text]
        """)
  }

  @Test func `Sub takes a map second`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Sub ['${A}', [A]]
      """)
    #expect(
      found == """
        5:15: Fn::Sub takes a map as its second argument, found a list → write Fn::Sub: \
        text, or Fn::Sub: [text, {Name: value}]
        """)
  }

  @Test func `FindInMap needs its mapping`() throws {
    let found = try slips(
      """
      Mappings: {Sizes: {small: {n: 1}}}
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !FindInMap [Size, small, n]
      """)
    #expect(
      found == """
        6:22: there is no mapping Size → did you mean Sizes?
        """)
  }

  @Test func `FindInMap needs its keys`() throws {
    let found = try slips(
      """
      Mappings: {Sizes: {small: {n: 1}, large: {n: 2}}}
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !FindInMap [Sizes, huge, n]
            W: !FindInMap [Sizes, smal, n]
      """)
    #expect(
      found == """
        6:29: the mapping Sizes has no key huge → choose from small, large
        7:29: the mapping Sizes has no key smal → did you mean small?
        """)
  }

  @Test func `Cidr takes an IPv4 block`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Cidr [10.0.0.256/16, 2, 8]
            W: !Cidr ['::/0', 2, 8]
      """)
    #expect(
      found == """
        5:17: 10.0.0.256/16 is not an IPv4 block → write it as 10.0.0.0/16
        6:17: ::/0 is not an IPv4 block → write it as 10.0.0.0/16
        """)
  }

  @Test func `Cidr stays inside its block`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Cidr [10.0.0.0/24, 3, 7]
      """)
    #expect(
      found == """
        5:16: 10.0.0.0/24 does not hold 3 blocks of 7 bits → ask for fewer or smaller blocks
        """)
  }

  @Test func `an import must be given`() throws {
    var circumstances = Circumstances()
    circumstances.imports = ["net-vpc": "v"]
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !ImportValue net-Vpc
      """, under: circumstances)
    #expect(
      found == """
        5:23: no value is given for the import net-Vpc → add it under imports in the \
        scenario, or did you mean net-vpc?
        """)
  }

  @Test func `a condition is no value`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: !Equals [a, b]
      """)
    #expect(
      found == """
        5:18: Fn::Equals is a condition, and stands where a value belongs → name it under \
        Conditions and choose with Fn::If
        """)
  }

  @Test func `a loop has a name`() throws {
    let found = try slips(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            V: {'Fn::ForEach': [a]}
      """)
    #expect(
      found == """
        5:11: Fn::ForEach has no name → write Fn::ForEach::Name: [Identifier, [values], \
        {key: value}]
        """)
  }

  @Test func `Length needs a list that is known`() throws {
    let found = try slips(
      """
      Resources:
        Vpc: {Type: AWS::EC2::VPC}
        B:
          Type: AWS::SQS::Queue
          Properties: {V: {'Fn::Length': !GetAtt Vpc.Blocks}}
      """)
    #expect(
      found == """
        5:44: Fn::Length takes a list, and AWS alone knows this one → write Fn::Length: \
        with a list
        """)
  }
}
