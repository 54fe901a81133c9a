import Services
import Testing

@testable import Commands

@Suite struct CoresTests {
  /// What is run, and on the same threads in any order.
  static let commands = [
    "run scenarios/shop --replications 6",
    "compare scenarios/shop --replications auto --precision 50% --most 10",
    "sweep scenarios/shop --designs roomy \(SweepShop.vary)",
    "sweep scenarios/shop --designs all --vary Mapping.BatchSize=1,5 --shard 1/2",
    "plan scenarios/shop --vary Ship.ReservedConcurrentExecutions=1..6/1"
      + " --monotone Ship.ReservedConcurrentExecutions --budget 120",
    "capacity scenarios/shop --within 50% --to 60/s",
  ]

  /// Every file that a command writes, and what it shows.
  private func written(_ command: String, _ cores: String) -> [String: String] {
    let scenario = SweepShop.scenario.replacing(
      "template: template.yaml", with: "designs: {roomy: template.yaml, tight: tight.yaml}")
    let desk = SweepShop.desk(scenario)
    let code = desk.run("\(command) \(cores)", catalogue: .aws)
    #expect([.done, .missed].contains(code), "\(desk.errors)")
    var written = desk.files.filter { $0.key.hasPrefix("reports/") }
    written["standard output"] = desk.output
    return written
  }

  @Test(arguments: commands)
  func `the number of cores does not change a byte`(command: String) {
    let alone = written(command, "--cores 1")
    #expect(alone.count > 1)
    for cores in [2, 3, 5] { #expect(written(command, "--cores \(cores)") == alone, "\(cores)") }
    #expect(written(command, "") == alone)
  }

  @Test func `no cores at all are refused`() {
    let desk = SweepShop.desk()
    #expect(desk.run("run scenarios/shop --cores 0", catalogue: .aws) == .wrongInput)
    #expect(
      desk.errors
        == "error: --cores takes a whole number from 1, found 0\n  choose from 1 to 1024\n")
  }
}
