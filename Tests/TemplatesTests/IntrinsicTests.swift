import Testing

@testable import Templates

@Suite struct IntrinsicTests {
  private let orders = "https://sqs.us-east-1.amazonaws.com/123456789012/orders"
  private let arn = "arn:aws:sqs:us-east-1:123456789012:orders"

  @Test func `a Ref gives what the service says, short or long`() throws {
    #expect(try value(of: "!Ref Orders") == "\"\(orders)\"")
    #expect(try value(of: "{Ref: Orders}") == "\"\(orders)\"")
  }

  @Test func `an attribute is read with a dot or as a list`() throws {
    for form in [
      "!GetAtt Orders.Arn", "!GetAtt [Orders, Arn]", "Fn::GetAtt: Orders.Arn",
      "Fn::GetAtt: [Orders, Arn]",
    ] {
      #expect(try value(of: form) == "\"\(arn)\"")
    }
  }

  @Test func `pseudo parameters tell where the stack is`() throws {
    var china = Circumstances(region: "cn-north-1", stackName: "shop")
    #expect(
      try value(of: "!Sub '${AWS::Partition} ${AWS::URLSuffix} ${AWS::Region}'", under: china)
        == "\"aws-cn amazonaws.com.cn cn-north-1\"")
    china.region = "eu-west-1"
    #expect(
      try value(of: "!Sub '${AWS::AccountId} ${AWS::StackName}'", under: china)
        == "\"123456789012 shop\"")
    let stack = try value(of: "!Ref AWS::StackId", under: china)
    #expect(stack.hasPrefix("\"arn:aws:cloudformation:eu-west-1:123456789012:stack/shop/"))
    #expect(try value(of: "!Ref AWS::NotificationARNs") == "[]")
  }

  @Test func `NoValue takes a property or an element away`() throws {
    #expect(try value(of: "!Ref AWS::NoValue") == "gone")
    #expect(try value(of: "[a, !Ref AWS::NoValue, {b: !Ref AWS::NoValue}]") == #"["a",{}]"#)
  }

  @Test func `Sub fills in resources, attributes, and names of its own`() throws {
    #expect(try value(of: "!Sub '${Orders.QueueName}-x'") == #""orders-x""#)
    #expect(
      try value(of: "Fn::Sub: ['${A}/${Orders.QueueName}', {A: !Select [1, [x, y]]}]")
        == #""y/orders""#)
  }

  @Test func `Sub leaves an escaped name and a lone dollar as they are`() throws {
    #expect(try value(of: "!Sub '${!Literal} $5 ${open'") == #""${Literal} $5 ${open""#)
  }

  @Test func `Join, Split and Select are each other's inverse`() throws {
    #expect(try value(of: "!Join ['-', [a, 1, !Ref AWS::Region]]") == #""a-1-us-east-1""#)
    #expect(try value(of: "!Split [', ', 'a, b,c']") == #"["a","b,c"]"#)
    #expect(try value(of: "!Select [5, !Split [':', !GetAtt Orders.Arn]]") == #""orders""#)
    #expect(try value(of: "!Join ['', []]") == #""""#)
  }

  @Test func `FindInMap looks through two levels, and gives lists and defaults`() throws {
    let mappings = """
      Mappings:
        Sizes:
          us-east-1: {small: 5, zones: [a, b]}
      """
    #expect(
      try value(of: "!FindInMap [Sizes, !Ref AWS::Region, small]", beside: mappings) == "5")
    #expect(
      try value(of: "!FindInMap [Sizes, us-east-1, zones]", beside: mappings) == #"["a","b"]"#)
    #expect(
      try value(of: "!FindInMap [Sizes, us-east-1, huge, {DefaultValue: 9}]", beside: mappings)
        == "9")
  }

  @Test func `Base64 encodes UTF-8 with padding`() throws {
    for (text, encoded) in [
      ("", ""), ("M", "TQ=="), ("Ma", "TWE="), ("Man", "TWFu"),
      ("é~?>", "w6l+Pz4="),
    ] {
      #expect(try value(of: "!Base64 '\(text)'") == "\"\(encoded)\"")
    }
  }

  @Test func `GetAZs gives three zones of the region asked for`() throws {
    let here = #"["us-east-1a","us-east-1b","us-east-1c"]"#
    #expect(try value(of: "!GetAZs ''") == here)
    #expect(try value(of: "!GetAZs {Ref: AWS::Region}") == here)
    #expect(try value(of: "!Select [1, !GetAZs eu-west-1]") == #""eu-west-1b""#)
  }

  @Test func `Cidr cuts a block into equal parts`() throws {
    #expect(
      try value(of: "!Cidr [10.0.0.0/16, 3, 8]")
        == #"["10.0.0.0/24","10.0.1.0/24","10.0.2.0/24"]"#)
    #expect(
      try value(of: "!Cidr [192.168.0.77/24, '6', '5']")
        == #"["192.168.0.0/27","192.168.0.32/27","192.168.0.64/27","192.168.0.96/27","#
        + #""192.168.0.128/27","192.168.0.160/27"]"#)
    #expect(try value(of: "!Cidr [0.0.0.0/0, 1, 32]") == #"["0.0.0.0/0"]"#)
  }

  @Test func `an import comes from the scenario`() throws {
    var circumstances = Circumstances()
    circumstances.imports = ["net-Vpc": "vpc-1"]
    #expect(
      try value(of: "!ImportValue {'Fn::Sub': 'net-Vpc'}", under: circumstances) == #""vpc-1""#)
  }

  @Test func `ToJsonString and Length work on resolved values`() throws {
    #expect(
      try value(of: "Fn::ToJsonString: {q: !GetAtt Orders.QueueName, n: [1, true]}")
        == #""{\"q\":\"orders\",\"n\":[1,true]}""#)
    #expect(try value(of: "Fn::Length: !Split [',', 'a,b,c']") == #""3""#)
  }

  @Test func `what AWS alone knows is a text that can be traced`() throws {
    #expect(try value(of: "!Ref Vpc") == #""{Vpc}""#)
    #expect(try value(of: "!GetAtt Vpc.CidrBlock") == #""{Vpc.CidrBlock}""#)
    #expect(try value(of: "!GetAtt Vpc.Arn") == #""arn:aws:ec2:us-east-1:123456789012:{Vpc}""#)
    #expect(
      try value(of: "!Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]]")
        == #""{{Vpc.CidrBlock} part 1}""#)
    #expect(try value(of: "!Select [0, !GetAtt Vpc.Ipv6CidrBlocks]") == #""{element 0}""#)
  }

  @Test func `a macro is named, and does not stop the reading`() throws {
    let read = try template(
      """
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties:
            Included: {Fn::Transform: {Name: AWS::Include}}
            Fn::Transform: {Name: AWS::Include}
      """)
    #expect(json(read.resources[0].properties) == #"{"Included":"{Fn::Transform AWS::Include}"}"#)
    #expect(
      read.notes.map { "\($0.place.line): \($0.text)" } == [
        "5: Fn::Transform with AWS::Include is not modelled",
        "6: Fn::Transform is not modelled, and left out",
      ])
  }
}
