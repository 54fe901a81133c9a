import Testing

@testable import Templates

@Suite struct ServerlessSlipTests {
  @Test func `a SAM resource needs the transform`() throws {
    let found = try slips(
      """
      Resources:
        Work: {Type: AWS::Serverless::Function}
      """)
    #expect(
      found == """
        2:16: AWS::Serverless::Function needs the SAM transform → add Transform: \
        AWS::Serverless-2016-10-31
        """)
  }

  @Test func `a misspelled kind of globals is refused`() throws {
    let found = try slips(
      """
      Transform: AWS::Serverless-2016-10-31
      Globals: {Functions: {Timeout: 3}}
      Resources:
        Orders: {Type: AWS::SQS::Queue}
      """)
    #expect(
      found == """
        2:11: Globals has no key Functions → did you mean Function?
        """)
  }
}
