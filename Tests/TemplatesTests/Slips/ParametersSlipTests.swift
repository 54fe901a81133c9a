import Testing

@testable import Templates

@Suite struct ParametersSlipTests {
  @Test func `a parameter without default needs a value`() throws {
    let found = try slips(
      """
      Parameters: {Stage: {Type: String}}
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        1:14: the parameter Stage has no default and no value → give --parameter Stage=…
        """)
  }

  @Test func `an unknown parameter given is named with the nearest`() throws {
    var circumstances = Circumstances()
    circumstances.parameters = ["Stagee": "x"]
    let found = try slips(
      """
      Parameters: {Stage: {Type: String, Default: a}}
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """, under: circumstances)
    #expect(
      found == """
        the template has no parameter Stagee → did you mean Stage?
        """)
  }

  @Test func `a value must be among those allowed`() throws {
    var circumstances = Circumstances()
    circumstances.parameters = ["Stage": "live"]
    let found = try slips(
      """
      Parameters:
        Stage:
          Type: String
          Default: dev
          AllowedValues: [dev, prod]
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """, under: circumstances)
    #expect(
      found == """
        2:3: live is not allowed as Stage → choose from dev, prod
        """)
  }

  @Test func `a default must be among those allowed`() throws {
    let found = try slips(
      """
      Parameters:
        Stage:
          Type: String
          Default: live
          AllowedValues: [dev, prod]
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        4:14: live is not allowed as Stage → choose from dev, prod
        """)
  }

  @Test func `a number must be one`() throws {
    let found = try slips(
      """
      Parameters: {Size: {Type: Number, Default: many}}
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        1:44: the parameter Size is a number, found "many" → give a number
        """)
  }

  @Test func `a number stays within its bounds`() throws {
    let found = try slips(
      """
      Parameters:
        A: {Type: Number, Default: 0.5, MinValue: 1}
        B: {Type: List<Number>, Default: '1,11', MaxValue: 10}
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        2:30: A is 0.5, less than its MinValue → give at least 1
        3:36: B is 11, more than its MaxValue → give at most 10
        """)
  }

  @Test func `a text stays within its bounds`() throws {
    let found = try slips(
      """
      Parameters:
        A: {Type: String, Default: ab, MinLength: 3}
        B: {Type: String, Default: abc, MaxLength: 2}
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        2:30: A has 2 characters, fewer than its MinLength → give at least 3
        3:30: B has 3 characters, more than its MaxLength → give at most 2
        """)
  }

  @Test func `a parameter has a type that exists`() throws {
    let found = try slips(
      """
      Parameters:
        A: {Type: Sting, Default: a}
        B: {Default: a}
        C: text
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        2:13: there is no parameter type Sting → did you mean String?
        3:3: the parameter B has no Type → write Type: String
        4:6: the parameter C is text → give it a map with its Type
        """)
  }

  @Test func `a misspelled key of a parameter is refused`() throws {
    let found = try slips(
      """
      Parameters: {A: {Type: String, Defalut: a, Default: b}}
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        1:32: a parameter has no key Defalut → did you mean Default?
        """)
  }

  @Test func `a default is a text`() throws {
    let found = try slips(
      """
      Parameters: {A: {Type: CommaDelimitedList, Default: [a, b]}}
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        1:53: the default of the parameter A is a list → give a text
        """)
  }
}
