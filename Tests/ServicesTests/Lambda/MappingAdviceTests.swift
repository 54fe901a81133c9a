import Bench
import Documents
import Testing

@testable import Services

@Suite struct MappingAdviceTests {
  private static func notes(timeout: Int) throws -> [String] {
    let template = """
      Resources:
        Work:
          Type: AWS::SQS::Queue
          Properties: {VisibilityTimeout: 600}
        Worker:
          Type: AWS::Lambda::Function
          Properties: {Runtime: python3.13, Timeout: \(timeout)}
        Mapping:
          Type: AWS::Lambda::EventSourceMapping
          Properties: {EventSourceArn: !GetAtt Work.Arn, FunctionName: !Ref Worker}
      """
    let scenario = """
      duration: 10 s
      traffic: {App: {to: Work, rate: 10/s}}
      behavior: {Worker: {duration: {median: 120 ms, p99: 900 ms}}}
      """
    return try Bench(template: template, scenario: scenario).notes
  }

  @Test func `ten handlers in a row exceed the default timeout in 3 % of batches`() throws {
    let notes = try Self.notes(timeout: 3)
    #expect(notes.count == 1)
    #expect(
      notes.first?.hasPrefix(
        "10 messages in a row take longer than the function's Timeout of 3 s in ") == true)
    #expect(notes.first?.hasSuffix(" of full batches") == true)
    #expect(notes.first?.contains("3") == true, "\(notes)")
  }

  @Test func `a visibility timeout shorter than the function's timeout is refused`() throws {
    #expect(throws: InputErrors.self) { try Self.notes(timeout: 900) }
    do {
      _ = try Self.notes(timeout: 900)
    } catch let errors as InputErrors {
      #expect(errors.errors.count == 1)
      #expect(
        errors.errors.first?.problem
          == "the queue hides a message for 10 min, and its function may take 15 min")
      #expect(
        errors.errors.first?.remedy
          == "AWS refuses this: raise VisibilityTimeout, best to six times the Timeout")
    }
  }

  @Test func `a timeout that fits the batch gets no remark`() throws {
    #expect(try Self.notes(timeout: 30).isEmpty)
  }
}
