import Kernel
import Testing

@testable import Services

/// The arithmetic of CPU credits, in the figures of AWS's tables and examples.
@Suite struct CreditAccountTests {
  private func account(_ type: String, unlimited: Bool? = nil) throws -> CreditAccount {
    var terms = try #require(InstanceType(named: type)?.credits)
    if let unlimited { terms.isUnlimited = unlimited }
    return CreditAccount(terms, fade: .zero, at: .start)
  }

  /// Works for so many minutes, each vCPU busy a share of the time.
  private func work(
    _ account: inout CreditAccount, from start: Double, minutes: Double, share: Double
  ) {
    let end = Instant(nanoseconds: Int64((start + minutes) * 60e9))
    let busy = minutes * 60e9 * share * Double(account.terms.cores)
    account.settle(busy: Int64(busy + 0.5), at: end)
  }

  @Test(arguments: [
    ("t2.nano", 3, 72, 1, 5), ("t2.micro", 6, 144, 1, 10), ("t2.small", 12, 288, 1, 20),
    ("t2.medium", 24, 576, 2, 20), ("t2.large", 36, 864, 2, 30), ("t2.xlarge", 54, 1_296, 4, 22.5),
    ("t2.2xlarge", 81.6, 1_958.4, 8, 17),
    ("t3.nano", 6, 144, 2, 5), ("t3.micro", 12, 288, 2, 10), ("t3.small", 24, 576, 2, 20),
    ("t3.medium", 24, 576, 2, 20), ("t3.large", 36, 864, 2, 30), ("t3.xlarge", 96, 2_304, 4, 40),
    ("t3.2xlarge", 192, 4_608, 8, 40),
    ("t3a.micro", 12, 288, 2, 10), ("t4g.small", 24, 576, 2, 20),
  ])
  func `the credits of a type are those of AWS's table`(
    name: String, perHour: Double, limit: Double, cores: Int64, baseline: Double
  ) throws {
    var account = try account(name, unlimited: true)
    #expect(account.terms.cores == cores)
    #expect(abs(account.terms.baseline * 100 - baseline) < 1e-9)
    work(&account, from: 0, minutes: 60, share: 0)
    #expect(abs(account.balance - perHour) < 1e-9)
    work(&account, from: 60, minutes: 100 * 60, share: 0)
    #expect(abs(account.balance - limit) < 1e-9)
  }

  @Test(arguments: [
    ("t2.nano", 30.0), ("t2.micro", 30), ("t2.medium", 60), ("t2.xlarge", 120),
    ("t2.2xlarge", 240), ("t3.micro", 0),
  ])
  func `T2 begins with 30 launch credits for each vCPU, and others with none`(
    type: String, credits: Double
  ) throws {
    #expect(try account(type).balance == credits)
  }

  @Test func `E9: a t2.micro that idles a day has 174 credits, and 144 once 30 are spent`() throws {
    var account = try account("t2.micro")
    work(&account, from: 0, minutes: 24 * 60, share: 0)
    #expect(account.balance == 174)
    // 40 minutes at 85 % spend 34 and earn 4.
    work(&account, from: 24 * 60, minutes: 40, share: 0.85)
    #expect(abs(account.balance - 144) < 1e-9)
    work(&account, from: 24 * 60 + 40, minutes: 600, share: 0)
    #expect(abs(account.balance - 144) < 1e-9)
  }

  @Test func `rule 16: at full load a fresh t2.micro lasts 33.3 minutes, a full one 193`() throws {
    for (idle, lasts) in [(0.0, 30 / 0.9), (24.0 * 60, 174 / 0.9)] {
      var account = try account("t2.micro")
      var now = idle
      work(&account, from: 0, minutes: idle, share: 0)
      while !account.isEmpty {
        let next = account.nextLook(at: Instant(nanoseconds: Int64(now * 60e9)))
        let step = Double(next.nanoseconds) / 60e9 - now
        work(&account, from: now, minutes: step, share: 1)
        now += step
      }
      #expect(abs(now - idle - lasts) < 0.02)
      #expect(account.share == 0.1)
    }
  }

  @Test func `at the baseline the credits stay as they are`() throws {
    for type in ["t2.micro", "t3.large"] {
      var account = try account(type, unlimited: false)
      work(&account, from: 0, minutes: 60, share: 0)
      let before = account.balance
      work(&account, from: 60, minutes: 600, share: account.terms.baseline)
      #expect(abs(account.balance - before) < 1e-6)
    }
  }

  @Test func `a t3.nano at 2 percent saves 3.6 credits in an hour`() throws {
    var account = try account("t3.nano")
    work(&account, from: 0, minutes: 60, share: 0.02)
    #expect(abs(account.balance - 3.6) < 1e-9)
  }

  @Test func `an unlimited instance owes what it has not earned, and pays it back first`() throws {
    var account = try account("t3.micro")
    // An hour at 50 % of two vCPUs spends 60 credits and earns 12.
    work(&account, from: 0, minutes: 60, share: 0.5)
    #expect(abs(account.surplus - 48) < 1e-9 && account.balance == 0 && account.share == 1)
    work(&account, from: 60, minutes: 300, share: 0)
    #expect(account.surplus == 0 && abs(account.balance - 12) < 1e-9)
    #expect(account.chargedMillicredits == 0)
  }

  @Test func `what it owes beyond the credits of a day is charged`() throws {
    var account = try account("t3.micro")
    // Ten hours at full load spend 1,200 and earn 120; 288 may be owed.
    work(&account, from: 0, minutes: 600, share: 1)
    #expect(abs(account.surplus - 288) < 1e-9)
    #expect(account.chargedMillicredits == (1_080 - 288) * 1_000)
  }

  @Test func `an unlimited instance that stops is charged all that it owes`() throws {
    var account = try account("t3.micro")
    work(&account, from: 0, minutes: 60, share: 0.5)
    account.stop()
    #expect(account.surplus == 0 && account.chargedMillicredits == 48_000)
  }

  @Test func `a stopped T2 loses its credits and begins with launch credits again`() throws {
    var account = try account("t2.micro")
    work(&account, from: 0, minutes: 600, share: 0)
    #expect(account.balance == 90)
    account.stop()
    account.start(at: .start + .hours(11))
    #expect(account.balance == 30)
  }

  @Test(arguments: [(6, 60.0), (8, 0)])
  func `a stopped T3 keeps its credits for seven days`(days: Int64, left: Double) throws {
    var account = try account("t3.micro", unlimited: false)
    work(&account, from: 0, minutes: 300, share: 0)
    account.stop()
    account.start(at: .start + .minutes(300) + .days(days))
    #expect(account.balance == left)
  }

  @Test func `T2 is standard by default, and the newer families are unlimited`() throws {
    #expect(try !account("t2.micro").terms.isUnlimited)
    for type in ["t3.micro", "t3a.micro", "t4g.micro"] {
      #expect(try account(type).terms.isUnlimited)
    }
  }

  @Test func `an unlimited T2 has no launch credits`() throws {
    #expect(try account("t2.micro", unlimited: true).balance == 0)
  }

  @Test func `without credits the cores are lowered to the baseline little by little`() throws {
    let terms = try #require(InstanceType(named: "t2.micro")?.credits)
    var account = CreditAccount(terms, fade: .minutes(15), at: .start)
    account.empty()
    for minute in 1...15 {
      work(&account, from: Double(minute - 1), minutes: 1, share: account.share)
      #expect(abs(account.share - (1 - 0.06 * Double(minute))) < 1e-9)
    }
    // At its baseline it spends what it earns, and stays there.
    work(&account, from: 15, minutes: 60, share: account.share)
    #expect(abs(account.share - 0.1) < 1e-9 && account.isEmpty)
    // Idle minutes let it rise again, as far as they are long.
    work(&account, from: 75, minutes: 5, share: 0)
    #expect(abs(account.share - 0.4) < 1e-9 && abs(account.balance - 0.5) < 1e-9)
  }
}
