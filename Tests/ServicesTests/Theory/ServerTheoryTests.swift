import Testing

@testable import Services

/// Under `ideal` a server is a station that theory can predict: cores that are shared, workers with
/// bounded room before them, and users who think between their requests.
@Suite struct ServerTheoryTests {
  private static let second = TheoryTests.second

  @Test(
    arguments: [
      ("{exponential: 1 ms}", 0.6, 1_000_000), ("1 ms", 0.6, 700_000),
      ("{mean: 1 ms, deviation: 3 ms}", 0.4, 1_500_000),
    ] as [(String, Double, Int64)])
  func `on a shared core the mean response depends on the mean service only: M/G/1-PS`(
    service: String, rho: Double, customers: Int64
  ) async {
    let found = await ServerSystem(
      server: "{cpus: 1}", code: "{duration: \(service)}", rate: rho / Self.second,
      customers: customers
    ).findings()
    TheoryTests.agrees(
      found.map(\.response), with: Self.second / (1 - rho), within: 0.02, "mean response")
    TheoryTests.agrees(found.map(\.number), with: rho / (1 - rho), within: 0.02, "mean number")
    TheoryTests.agrees(found.map(\.utilization), with: rho, within: 0.02, "share of the core busy")
  }

  @Test func `on several shared cores the mean number is that of M/M/c`() async {
    let load = 2.8
    let found = await ServerSystem(
      server: "{cpus: 4}", code: "{duration: {exponential: 1 ms}}", rate: load / Self.second,
      customers: 1_200_000
    ).findings()
    let wait = Formulas.meanWait(servers: 4, load: load)
    TheoryTests.agrees(
      found.map(\.number), with: load * (1 + wait), within: 0.02, "mean number")
    TheoryTests.agrees(
      found.map(\.utilization), with: load / 4, within: 0.02, "share of cores busy")
  }

  @Test(
    arguments: [
      (1, 5, 0.9, 2_200_000), (4, 5, 4, 2_200_000), (10, 0, 8, 1_000_000), (3, 6, 4.5, 400_000),
    ] as [(Int, Int, Double, Int64)])
  func `workers with bounded room are M/M/c/K`(
    workers: Int, room: Int, load: Double, customers: Int64
  ) async {
    let found = await ServerSystem(
      server: "{workers: \(workers), queue: {capacity: \(room)}}",
      code: "{duration: {exponential: 1 ms}}", rate: load / Self.second, customers: customers
    ).findings()
    let chances = Formulas.states(
      upTo: workers + room, births: { _ in load }, deaths: { Double(min($0, workers)) })
    let number = zip(0..., chances).reduce(0) { $0 + Double($1.0) * $1.1 }
    TheoryTests.agrees(
      found.map(\.lossShare), with: chances[workers + room], within: 0.02, "share lost")
    TheoryTests.agrees(found.map(\.number), with: number, within: 0.02, "mean number")
    let answered = load * (1 - chances[workers + room])
    TheoryTests.agrees(
      found.map(\.response), with: number / answered * Self.second, within: 0.02, "mean response")
  }

  @Test(
    arguments: [
      ("{workers: 2}", 2, 10, 4.0), ("{cpus: 1}", 1, 20, 30), ("{workers: 5}", 5, 40, 3),
    ] as [(String, Int, UInt32, Double)])
  func `users who think between requests are machines that are repaired`(
    server: String, servers: Int, users: UInt32, thinkTime: Double
  ) async {
    let found = await ServerSystem(
      server: server, code: "{duration: {exponential: 1 ms}}",
      users: (users, thinkTime * Self.second), customers: 600_000
    ).findings()
    let chances = Formulas.states(
      upTo: Int(users), births: { Double(Int(users) - $0) / thinkTime },
      deaths: { Double(min($0, servers)) })
    let number = zip(0..., chances).reduce(0) { $0 + Double($1.0) * $1.1 }
    let rate = (Double(users) - number) / thinkTime
    TheoryTests.agrees(
      found.map(\.throughput), with: rate / Self.second, within: 0.02, "answers a second")
    TheoryTests.agrees(found.map(\.number), with: number, within: 0.02, "mean number")
    TheoryTests.agrees(
      found.map(\.response), with: number / rate * Self.second, within: 0.02, "mean response")
  }
}

extension Formulas {
  /// The probabilities of the states of a birth-death process, by detailed balance.
  static func states(
    upTo last: Int, births: (Int) -> Double, deaths: (Int) -> Double
  ) -> [Double] {
    var weights = [1.0]
    for state in 1...last { weights.append(weights[state - 1] * births(state - 1) / deaths(state)) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}
