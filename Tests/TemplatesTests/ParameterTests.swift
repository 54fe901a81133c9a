import Testing

@testable import Templates

@Suite struct ParameterTests {
  private func parameter(_ rules: String, given: String? = nil) throws -> String {
    var circumstances = Circumstances()
    circumstances.parameters = given.map { ["P": $0] } ?? [:]
    return try value(of: "!Ref P", beside: "Parameters: {P: {\(rules)}}", under: circumstances)
  }

  @Test func `a parameter has its default unless another value is given`() throws {
    #expect(try parameter("Type: String, Default: 007") == #""007""#)
    #expect(try parameter("Type: String, Default: a", given: "b") == #""b""#)
    #expect(try parameter("Type: Number, Default: 1.50") == #""1.50""#)
  }

  @Test func `a list is split at commas and trimmed`() throws {
    #expect(try parameter("Type: CommaDelimitedList, Default: ' a , b c,'") == #"["a","b c",""]"#)
    #expect(try parameter("Type: List<Number>, Default: '1, 2'") == #"["1","2"]"#)
    #expect(try parameter("Type: CommaDelimitedList, Default: ''") == "[]")
  }

  @Test func `an identifier of a resource is a text`() throws {
    #expect(try parameter("Type: 'AWS::EC2::VPC::Id', Default: vpc-1") == #""vpc-1""#)
    #expect(try parameter("Type: 'List<AWS::EC2::Subnet::Id>', Default: 'a,b'") == #"["a","b"]"#)
  }

  @Test func `a stored parameter is known to AWS alone`() throws {
    #expect(
      try parameter("Type: 'AWS::SSM::Parameter::Value<String>', Default: /shop/key")
        == #""{ssm:/shop/key}""#)
    #expect(
      try parameter("Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: /shop/keys")
        == #"["{ssm:/shop/keys}"]"#)
  }

  @Test func `a pattern of allowed texts is a remark`() throws {
    let read = try template(
      """
      Parameters: {P: {Type: String, Default: a, AllowedPattern: '[a-z]'}}
      Resources: {Q: {Type: AWS::SQS::Queue}}
      """)
    #expect(read.notes.map(\.text) == ["AllowedPattern of the parameter P is not modelled"])
  }
}
