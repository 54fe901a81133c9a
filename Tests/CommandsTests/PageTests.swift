import Bench
import Services
import Testing

@testable import Commands

@Suite struct PageTests {
  @Test func `every command and option stands in the help`() throws {
    let desk = Desk()
    var pages = ""
    #expect(desk.run("--help") == .done)
    pages += desk.output
    for command in Spillway.commands {
      #expect(desk.run("\(command.name) --help") == .done)
      pages += "\n\(desk.output)"
      let page = desk.output
      #expect(desk.run("help \(command.name)") == .done)
      #expect(desk.output == page)
    }
    for line in pages.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    let kept = try Snapshot.kept("Commands/help.txt", now: pages)
    #expect(pages == kept, "\(Snapshot.advice)")
  }

  @Test func `the version is one line`() {
    let desk = Desk()
    #expect(desk.run("--version") == .done)
    #expect(desk.output == "spillway \(Spillway.version)\n")
  }

  @Test func `a service is explained from its declaration`() throws {
    let desk = Desk()
    #expect(desk.run("explain") == .done)
    var pages = desk.output
    for name in ["AWS::Toy::Bucket", "toy.pour", "toy.limit"] {
      #expect(desk.run("explain \(name)") == .done)
      pages += "\n\(desk.output)"
    }
    let page = desk.output
    #expect(desk.run("explain toy.limit") == .done && desk.output == page)
    #expect(desk.run("explain bucket") == .done)
    #expect(pages.contains(desk.output))
    let kept = try Snapshot.kept("Commands/explain.txt", now: pages)
    #expect(pages == kept, "\(Snapshot.advice)")
  }

  @Test func `a short form of SAM is explained by what it is expanded into`() {
    let desk = Desk()
    #expect(desk.run("explain AWS::Serverless::Function", catalogue: .aws) == .done)
    for part in [
      "Is expanded into AWS::Lambda::Function, with what belongs to it.",
      "spillway explain has a page of AWS::Lambda::Function,", "AWS::Lambda::Alias",
      "AWS::IAM::Role", "Changes nothing in a simulation, and has no page.", "SNS", "Schedule",
    ] { #expect(desk.output.contains(part), "\(desk.output)") }
    #expect(desk.run("explain aws::serverless::simpletable", catalogue: .aws) == .done)
    #expect(desk.output.contains("Is expanded into AWS::DynamoDB::Table."))
    #expect(!desk.output.contains("Events") && !desk.output.contains(" \n"))
    // A last word alone is that of the service.
    #expect(desk.run("explain function", catalogue: .aws) == .done)
    #expect(desk.output.hasPrefix("Lambda function"))
    #expect(desk.run("explain AWS::Serverless::Functon", catalogue: .aws) == .wrongInput)
  }

  @Test func `a mixture is explained by its quantiles, its parts and what it was fitted to`() {
    let desk = Desk()
    #expect(desk.run("explain lambda.async", catalogue: .aws) == .done)
    for part in [
      "aws-2026 .. 49.5 ms, p99 205 ms  [1]",
      "aws-2026 mixes 70 % of 48 ms, p99 57.8 ms, and 30 % of 82 ms, p99 262 ms.",
      "measured: https://bitesizedserverless.com/bite/serverless-messaging-latency-compared/",
    ] { #expect(desk.output.contains(part), "\(desk.output)") }
  }

  @Test func `list shows each folder with a scenario and its title`() {
    let desk = Desk([
      "scenarios/shop/scenario.yaml": "title: A shop\n", "scenarios/notes.txt": "",
      "scenarios/bank/scenario.yaml": "duration: 1 min\n",
    ])
    #expect(desk.run("list") == .done)
    #expect(desk.output == "bank   \nshop   A shop\n")
  }
}
