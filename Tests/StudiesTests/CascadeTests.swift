import Bench
import Blueprints
import Kernel
import Scenarios
import Testing

@testable import Studies

/// Customers of a shop that asks for payment and for stock, with payment 40 times slower from 2 min
/// to 3 min.
private func chain(
  _ shop: String, payment: String = "duration: 20 ms", goals: String = ""
) throws -> (result: RunResult, verdicts: [GoalVerdict]) {
  let bench = try Bench(
    template: "Resources: {Audit: {Type: AWS::SQS::Queue}}",
    scenario: """
      duration: 6 min
      drain: 1 min
      calibration: ideal
      traffic: {Customers: {to: Shop, rate: 50/s, timeout: 2 s}}
      outside:
        Shop: {workers: 20, queue: {capacity: 50}}
        Payment: {workers: 100}
        Stock: {workers: 100}
      behavior:
        Shop: {steps: [Request: Stock, Request: Payment], \(shop)}
        Payment: {\(payment)}
        Stock: {waits: 10 ms}
      faults: [{at: 2 min, for: 1 min, slow: Payment, by: 40x, trigger: slow payment}]
      goals: [\(goals)]
      """)
  let result = bench.run()
  return (result, bench.verdicts(result))
}

@Suite struct CascadeTests {
  @Test func `goodput is back soon after a trigger, or it is metastable`() throws {
    let calm = try #require(try storm(attempts: 1).result.cascades.first)
    let rush = try #require(calm.goodputs.first)
    #expect(rush.before > 0.97 && rush.lowest < 0.5)
    guard case .back(let time) = calm.aftermath(of: rush) else {
      Issue.record("\(calm.aftermath(of: rush))")
      return
    }
    #expect(time < .seconds(20))

    let stormy = try #require(try storm(attempts: 4).result.cascades.first)
    let goodput = try #require(stormy.goodputs.first)
    #expect(goodput.before > 0.97 && (goodput.last ?? 1) < 0.3)
    guard case .metastable(let stay) = stormy.aftermath(of: goodput) else {
      Issue.record("\(stormy.aftermath(of: goodput))")
      return
    }
    #expect(stay == .seconds(220))
  }

  @Test func `traffic that ends too soon decides nothing`() throws {
    let result = try storm(attempts: 4, trigger: "rush").result
    let cascade = try #require(result.cascades.first)
    #expect(cascade.trigger.within == .minutes(5))
    #expect(cascade.goodputs.map { cascade.aftermath(of: $0) } == [.undecided])
  }

  @Test func `nothing happens to goodput where the trigger is too weak`() throws {
    let result = try chain("idempotent: true", payment: "duration: 1 ms").result
    let cascade = try #require(result.cascades.first)
    #expect(cascade.goodputs.map { cascade.aftermath(of: $0) } == [.unharmed])
    #expect(cascade.falls.map { $0.label } == ["Payment", "Shop", "Customers"])
  }

  @Test func `who fell is told in causal order, with the edge by which it came`() throws {
    let result = try chain("timeout: 5 s").result
    let cascade = try #require(result.cascades.first)
    #expect(cascade.falls.map { $0.label } == ["Payment", "Shop", "Customers"])
    #expect(cascade.falls.map { $0.isHit } == [true, false, false])
    #expect(
      cascade.falls.map { $0.way } == [
        nil, Fall.Way(from: "Shop", to: "Payment"), Fall.Way(from: "Customers", to: "Shop"),
      ])
    #expect(cascade.falls.map { $0.begin } == Array(repeating: .start + .minutes(2), count: 3))
    for fall in cascade.falls {
      let end = try #require(fall.end)
      #expect((181...190).contains((end - .start).seconds), "\(fall.label) until \(end)")
    }
    // Payment answers all, if slowly; the shop turns most away.
    #expect(cascade.falls[0].share == 1 && (35...45).contains(cascade.falls[0].slowness ?? 0))
    #expect(cascade.falls[1].share < 0.7)
  }

  @Test func `a callee gets it from its caller by load`() throws {
    let result = try Bench(
      template: "Resources: {Audit: {Type: AWS::SQS::Queue}}",
      scenario: """
        duration: 4 min
        drain: 1 min
        calibration: ideal
        traffic:
          Customers:
            {to: Shop, rate: 50/s, spikes: [{at: 2 min, for: 30 s, rate: 400/s, trigger: rush}]}
        outside: {Shop: {workers: 1000}, Stock: {workers: 2, queue: {capacity: 20}}}
        behavior:
          Shop: {steps: [Request: Stock], errors: caught}
          Stock: {waits: 10 ms}
        """
    ).run()
    let cascade = try #require(result.cascades.first)
    #expect(cascade.trigger.places == ["Customers"])
    let stock = try #require(cascade.falls.first { $0.label == "Stock" })
    #expect(stock.way == Fall.Way(from: "Shop", to: "Stock"))
    #expect(cascade.spread.first?.label == "Shop")
  }

  @Test func `a trigger whose nodes nobody waits for spreads nowhere`() throws {
    let result = try Bench(
      template: "Resources: {Audit: {Type: AWS::SQS::Queue}}",
      scenario: """
        duration: 4 min
        drain: 1 min
        calibration: ideal
        traffic:
          Customers: {to: Shop, rate: 50/s, timeout: 2 s}
          Auditors: {to: Ledger, rate: 50/s}
        outside: {Shop: {workers: 20}, Ledger: {workers: 100}}
        behavior: {Shop: {waits: 10 ms}, Ledger: {duration: 10 ms}}
        faults: [{at: 2 min, for: 1 min, slow: Ledger, by: 40x, trigger: slow ledger}]
        """
    ).run()
    let cascade = try #require(result.cascades.first)
    #expect(cascade.spread.map { $0.label } == ["Auditors"])
    let customers = try #require(cascade.goodputs.first { $0.client == "Customers" })
    #expect(cascade.aftermath(of: customers) == .unharmed && customers.lowest > 0.9)
  }

  @Test func `who works all the time and answers nobody has fallen, who is not asked has not`()
    throws
  {
    let result = try Bench(
      template: "Resources: {Audit: {Type: AWS::SQS::Queue}}",
      scenario: """
        duration: 4 min
        drain: 1 min
        calibration: ideal
        traffic: {Customers: {to: Shop, rate: 50/s, timeout: 2 s}}
        outside: {Shop: {workers: 20}, Payment: {workers: 100}}
        behavior: {Shop: {steps: [Request: Payment]}, Payment: {waits: 10 ms}}
        faults: [{at: 2 min, for: 1 min, partition: Shop -> Payment, trigger: cut}]
        """
    ).run()
    let cascade = try #require(result.cascades.first)
    #expect(cascade.falls.map { $0.label } == ["Shop", "Customers"])
    #expect(cascade.falls.map { $0.share } == [0, 0])
    #expect(cascade.falls[0].way == Fall.Way(from: "Shop", to: "Payment"))
  }

  @Test func `a scenario without triggers has no cascades`() throws {
    let result = try Bench(
      template: "Resources: {Audit: {Type: AWS::SQS::Queue}}",
      scenario: """
        duration: 10 s
        traffic: {App: {to: Audit, rate: 10/s}}
        faults: [{at: 1 s, for: 1 s, fail: Audit}]
        """
    ).run()
    #expect(result.cascades.isEmpty)
  }

  @Test func `what has one name is one trigger, from the first begin to the last end`() throws {
    let scenario = try Bench.scenario(
      """
      duration: 10 min
      traffic:
        App: {to: Audit, rate: 1/s, spikes: [{at: 3 min, for: 1 min, rate: 9/s, trigger: rush}]}
      faults:
        - {at: 5 min, for: 1 min, fail: Audit, trigger: {name: rush, within: 10 min}}
        - {at: 1 min, for: 30 s, fail: Audit, trigger: other}
      """,
      files: ["template.yaml": "Resources: {Audit: {Type: AWS::SQS::Queue}}"])
    let triggers = scenario.designs[0].triggers
    #expect(triggers.map { $0.name } == ["other", "rush"])
    #expect(triggers[1].begin == .start + .minutes(3) && triggers[1].end == .start + .minutes(6))
    #expect(triggers[1].places == ["Audit", "App"] && triggers[1].within == .minutes(10))
  }

  @Test func `faults, spikes and ramps are disturbances, named or not`() throws {
    let scenario = try Bench.scenario(
      """
      duration: 10 min
      traffic:
        App:
          to: Audit
          rate: 1/s
          spikes: [{at: 3 min, for: 1 min, rate: 9/s, trigger: rush}]
          ramps: [{from: 4 min, to: 6 min, rate: 2/s}]
      faults: [{at: 5 min, fail: Audit}]
      """,
      files: ["template.yaml": "Resources: {Audit: {Type: AWS::SQS::Queue}}"])
    let all = scenario.designs[0].disturbances
    #expect(all.map { $0.name } == ["rush", "ramp of App to 2/s", "fail Audit"])
    #expect(all.map { $0.begin } == [3, 4, 5].map { .start + .minutes($0) })
    #expect(all.map { $0.end } == [.start + .minutes(4), .start + .minutes(6), .never])
  }

  // MARK: Goals

  @Test func `goals ask for goodput and amplification`() throws {
    let goals = [
      "goodput of Customers > 60 %", "goodput of Customers > 95 %",
      "amplification Customers to Orders = 1",
    ]
    let calm = try storm(attempts: 1, goals: goals).verdicts
    #expect(calm.map { $0.outcome } == [.met, .missed, .met])
    let stormy = try storm(attempts: 4, goals: goals).verdicts
    #expect(stormy.map { $0.outcome } == [.missed, .missed, .missed])
    let attempts = try #require(stormy[2].figures[0])
    #expect((2...4).contains(attempts))
  }

  @Test func `recovered asks for the goodput of clients too`() throws {
    let goal = "recovered within 30 s of "
    let storms = try storm(attempts: 4, goals: [goal + "140 s", goal + "130 s"]).verdicts
    #expect(storms.map { $0.figures } == [[.infinity], [.infinity]])
    let chains = try chain("timeout: 5 s", goals: goal + "3 min").verdicts
    #expect(chains.map { $0.outcome } == [.met])
  }
}
