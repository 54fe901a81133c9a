import Bench
import Studies
import Testing

@testable import Reports

/// The bill as a report tells it.
@Suite struct CostSectionTests {
  private func subject(freeTier: Bool = false) throws -> Subject {
    let bench = try Bench(
      template: """
        Resources:
          Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
          Ship: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x}}
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties: {EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Ship}
        """,
      scenario: """
        duration: 10 s
        region: eu-west-1
        traffic: {Shop: {to: Orders, rate: 20/s}}
        month: {runs: 4}
        freeTier: \(freeTier)
        """)
    let result = bench.run()
    var subject = Subject(title: "Shop", runs: [result])
    let month = try #require(bench.scenario.month)
    subject.bills = [
      MonthlyBill(of: result, month, of: bench.scenario, baseRate: bench.design.baseRate)
    ]
    subject.hasFreeTier = freeTier
    subject.region = bench.scenario.region
    return subject
  }

  @Test func `charges and services come to the same sums, of the run and of the month`() throws {
    let subject = try subject()
    let charges = CostLines.charges(of: subject)
    let services = CostLines.services(of: charges)
    #expect(services.map { $0.name } == ["SQS", "Lambda", "CloudWatch"])
    for lines in [charges, services] {
      #expect(lines.reduce(0) { $0 + $1.costs[0] } == subject.costs[0])
      #expect(lines.reduce(0) { $0 + $1.months[0] } == subject.bills[0].microdollars)
    }
    #expect(charges.count == services.count + 2)
  }

  @Test func `the bill says whose prices it has, what is taken off and what is missing`() throws {
    func remark(_ subject: Subject) throws -> String {
      let blocks = try #require(CostSection.section(of: subject)).blocks
      guard case .remark(let text)? = blocks.last else { return "" }
      return text
    }
    let paid = try remark(subject())
    #expect(
      paid.hasPrefix(
        "Prices of us-east-1, 2026-11, also for eu-west-1, those of the first tier for the run. "
          + "A month pays by its volume, as if the account had nothing else in it. "
          + "The free tier is not taken off."))
    #expect(paid.hasSuffix(CostSection.missing))
    #expect(try remark(subject(freeTier: true)).contains("The free tier takes $"))
  }

  @Test func `bars tell in words what each service costs in a month`() throws {
    let subject = try subject()
    let lines = CostLines.services(of: CostLines.charges(of: subject))
    let picture = try #require(CostPicture(of: lines)).picture
    #expect(picture.alternative.hasPrefix("Cost of a month by service: SQS $"))
    for line in lines { #expect(picture.drawing.markup.contains("\(line.name)</span>")) }
    #expect(CostPicture(of: [lines[0]]) == nil)
  }
}
