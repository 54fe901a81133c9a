import Kernel
import Measures
import Testing

@testable import Blueprints
@testable import Services

/// How notifications come: late, twice, in no order, and again where nobody takes them.
@Suite struct NotificationDeliveryTests {
  @Test func `a notification takes half a second as a rule, and one in a thousand a minute`() {
    guard case .time(let law) = BucketParameters.notification.entry(in: "aws-2026").value else {
      Issue.record("no time")
      return
    }
    #expect(300e6...1e9 ~= law.quantile(0.5))
    #expect(2e9...5e9 ~= law.quantile(0.99))
    #expect(5e9...60e9 ~= law.quantile(0.9995))
    #expect((1 - law.cumulative(10e9)) > 0.0008 && (1 - law.cumulative(10e9)) < 0.002)
  }

  @Test func `it leaves when the object is there`() throws {
    let warehouse = Warehouse(["s3.throughput": .count(1_000_000)])
    let queue = warehouse.doorkeeper("Work")
    try warehouse.notify("Work")
    try warehouse.begin()
    warehouse.request(size: 5_000_000)
    warehouse.run(to: 60)
    #expect(queue.moments == [Instant(nanoseconds: 5_000_000_000)])
    #expect(warehouse.edge(to: "Work").hop.histogram.maximum == 5_000_000_000)
  }

  @Test func `notifications keep no order`() throws {
    let warehouse = Warehouse([
      "s3.notification": BucketParameters.notification.entries[0].value
    ])
    let queue = warehouse.doorkeeper("Work")
    try warehouse.notify("Work")
    try warehouse.begin()
    let kind = warehouse.kind("{key: a}")
    for _ in 0..<100 { warehouse.request(.putObject, kind) }
    warehouse.run(to: 200)
    #expect(queue.roots.count == 100 && queue.roots != queue.roots.sorted())
  }

  @Test func `at least once means that some come twice`() throws {
    let warehouse = Warehouse(["s3.duplicates": .real(0.1)])
    let queue = warehouse.doorkeeper("Work")
    try warehouse.notify("Work")
    try warehouse.begin()
    let kind = warehouse.kind("{key: a}")
    for _ in 0..<1_000 { warehouse.request(.putObject, kind) }
    warehouse.run(to: 1)
    let edge = warehouse.edge(to: "Work")
    #expect(60...140 ~= edge.duplicates)
    #expect(queue.moments.count == 1_000 + Int(edge.duplicates))
    #expect(edge.entered == edge.acknowledged)
  }

  @Test func `a destination that fails is tried again at doubling intervals, for a day`() throws {
    let warehouse = Warehouse()
    let queue = warehouse.doorkeeper("Work", .unavailable)
    try warehouse.notify("Work")
    try warehouse.begin()
    warehouse.request()
    warehouse.run(to: 100)
    #expect(queue.moments.map { $0.nanoseconds / 1_000_000_000 } == [0, 1, 3, 7, 15, 31, 63])
    warehouse.run(to: 86_000)
    let edge = warehouse.edge(to: "Work")
    #expect(edge.held == 1 && edge.lost == 0)
    warehouse.run(to: 87_000)
    #expect(edge.dropped[Edge.Loss.tooOld.rawValue] == 1 && edge.held == 0)
    let meters = warehouse.bucket.meters
    #expect(meters.lost.total == 1 && Int(meters.retries.total) == queue.moments.count - 1)
  }

  @Test func `a destination that comes back takes what waited`() throws {
    let warehouse = Warehouse()
    let queue = warehouse.doorkeeper("Work", .unavailable)
    try warehouse.notify("Work")
    try warehouse.begin()
    warehouse.request()
    warehouse.run(to: 20)
    queue.answer = .accepted
    warehouse.run(to: 40)
    #expect(warehouse.edge(to: "Work").acknowledged == 1)
    #expect(warehouse.bucket.meters.lost.total == 0)
  }

  @Test func `what a destination refuses is lost`() throws {
    let warehouse = Warehouse()
    warehouse.doorkeeper("Work", .refused)
    try warehouse.notify("Work")
    try warehouse.begin()
    warehouse.request()
    warehouse.run(to: 1)
    #expect(warehouse.edge(to: "Work").dropped[Edge.Loss.refused.rawValue] == 1)
  }

  @Test func `a queue takes no notification larger than its messages may be`() throws {
    let warehouse = Warehouse()
    var settings = QueueSettings()
    settings.maximumMessageSize = 1_024
    let queue = warehouse.stage.add(Queue(settings, label: "Small", in: warehouse.stage.world))
    try warehouse.notify("Small")
    try warehouse.begin()
    warehouse.request(.putObject, String(repeating: "k", count: 600))
    warehouse.request(.putObject, "k")
    warehouse.run(to: 1)
    let edge = warehouse.edge(to: "Small")
    #expect(edge.dropped[Edge.Loss.refused.rawValue] == 1 && edge.acknowledged == 1)
    #expect(queue.sent.total == 1)
  }
}
