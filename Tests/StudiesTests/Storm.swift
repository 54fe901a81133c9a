import Bench

@testable import Studies

/// Customers who place 12 orders a second with a service that can do 20, with a line for three
/// seconds' work before it that drops silently; from 2 min on somebody sends 100/s for 20 s.
func storm(
  attempts: Int, goals: [String] = [], trigger: String? = "{name: rush, within: 1 min}"
) throws -> (result: RunResult, verdicts: [GoalVerdict]) {
  let named = trigger.map { ", trigger: \($0)" } ?? ""
  let bench = try Bench(
    template: "Resources: {Audit: {Type: AWS::SQS::Queue}}",
    scenario: """
      duration: 6 min
      drain: 1 min
      calibration: ideal
      traffic:
        Customers:
          spikes: [{at: 2 min, for: 20 s, rate: 100/s\(named)}]
          to: Orders
          rate: 12/s
          timeout: 1 s
          retries: {attempts: \(attempts), base: 1 ms}
      outside: {Orders: {workers: 2, queue: {capacity: 60, drops: silent}}}
      behavior: {Orders: {waits: {exponential: 100 ms}}}
      goals: [\(goals.map { "\"\($0)\"" }.joined(separator: ", "))]
      """)
  let result = bench.run()
  return (result, bench.verdicts(result))
}
