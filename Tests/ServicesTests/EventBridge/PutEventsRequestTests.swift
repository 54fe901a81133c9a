import Bench
import Kernel
import Studies
import Testing

@testable import Blueprints
@testable import Services

/// The entries of one request of PutEvents, which is answered once.
@Suite struct PutEventsRequestTests {
  @Test func `all entries of a request have the time of its first`() throws {
    let board = Switchboard(calibration: "aws-2026")
    try board.begin()
    let request = { SharedRequest(count: 3, place: $0, bytes: 3_072) }
    let first = (0..<3).map { board.put(request: request($0)).time }
    let second = (0..<3).map { board.put(request: request($0)).time }
    #expect(Set(first).count == 1 && Set(second).count == 1 && first[0] != second[0])
  }

  @Test func `the rest of a request that failed in part comes again as one request`() throws {
    let board = Switchboard(calibration: "aws-2026")
    try board.begin()
    let rest = [2, 5, 9].map { SharedRequest(count: 10, place: $0, bytes: 10_240) }
    #expect(Set(rest.map { board.put(request: $0).time }).count == 1)
    #expect(board.count("PutEventsApproximateCallCount", at: "Orders") == 1)
    #expect(Set(rest.map { board.put(request: $0).time }).count == 1)
    #expect(board.count("PutEventsApproximateCallCount", at: "Orders") == 2)
  }

  @Test func `entries of a request that failed are tried again at the same moment`() throws {
    let result = try Bench(
      template: "Resources:\n  Orders: {Type: AWS::Events::EventBus, Properties: {Name: orders}}",
      scenario: """
        duration: 20 s
        traffic:
          Shop: {to: Orders, rate: 1/s, arrivals: constant, batch: 10, retries: legacy}
        faults: [{at: 0 s, for: 60 s, fail: Orders, share: 100 %}]
        """
    ).run()
    let requests = try result.count("PutEventsApproximateCallCount", at: "Orders")
    let entries = try result.count("PutEventsEntriesCount", at: "Orders")
    #expect(entries > 500 && requests * 10 == entries)
  }

  @Test func `a custom bus counts a request once, whichever of its entries fail`() throws {
    let board = SubscriberBoard(["eventsv2.rate": .count(5)])
    try board.begin()
    let answers = (0..<8).map {
      board.put(request: SharedRequest(count: 8, place: $0, bytes: 8_192))
    }
    #expect(answers.count { $0.isDone } == 5 && answers.count { $0.isThrottled } == 3)
    // The entries that came too late come again, and are turned away again.
    for place in 5..<8 {
      board.put(request: SharedRequest(count: 8, place: Int64(place), bytes: 8_192))
    }
    let counts = ["", "Success", "Throttled"].map {
      board.count(
        $0.isEmpty
          ? "PublishEventsApproximateCallCount" : "PublishEventsApproximate\($0)CallCount",
        at: "Orders")
    }
    #expect(counts == [2, 1, 2])
  }

  @Test func `a fault turns a request to a custom bus away as a whole`() throws {
    let board = SubscriberBoard()
    try board.begin()
    board.bus.apply(.throttle(0.5), in: board.stage.world)
    for _ in 0..<50 {
      let answers = (0..<4).map {
        board.put(request: SharedRequest(count: 4, place: $0, bytes: 4_096))
      }
      #expect([0, 4].contains(answers.count { $0.isThrottled }))
    }
    let throttled = board.count("PublishEventsApproximateThrottledCallCount", at: "Orders")
    #expect((10...40).contains(throttled))
    #expect(
      board.count("PublishEventsApproximateSuccessCallCount", at: "Orders") == 50 - throttled)
  }
}
