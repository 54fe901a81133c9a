import Kernel
import Testing

@testable import Blueprints

@Suite struct PoolTests {
  private let world = World(seed: 1, calibration: Calibration())

  @Test func `a pool gives what it has and takes it back`() {
    let pool = world.pool("lambda.concurrency", capacity: 2)
    #expect(pool.take(at: .start) && pool.take(at: .start))
    #expect(!pool.take(at: .start))
    #expect(pool.free == 0)
    pool.giveBack(at: .start)
    #expect(pool.free == 1)
    #expect(pool.take(at: .start))
  }

  @Test func `what is reserved is left to its owners`() {
    let pool = world.pool("lambda.concurrency", capacity: 5)
    pool.reserve(3)
    pool.reserve(1)
    #expect(pool.reserved == 4)
    #expect(pool.free == 1)
    #expect(pool.take(at: .start))
    #expect(!pool.take(at: .start))
    #expect(pool.ceilings(in: world).map { $0.name } == ["unreserved capacity"])
    #expect(pool.ceilings(in: world).map { $0.level } == [1])
  }

  @Test func `its level is what was taken, over time`() {
    let pool = world.pool("lambda.concurrency", capacity: 9)
    _ = pool.take(at: .start)
    _ = pool.take(at: .start + .seconds(1))
    pool.giveBack(at: .start + .seconds(3))
    pool.level.settle(at: .start + .seconds(4))
    #expect(pool.level.gauge.maximum == 2)
    #expect(pool.level.gauge.integral == 6_000_000_000)
  }

  @Test func `those who ask for one name share one pool, and it is a node`() {
    let pool = world.pool("lambda.concurrency", capacity: 9)
    #expect(world.pool("lambda.concurrency", capacity: 9) === pool)
    #expect(world.pool("other", capacity: 9) !== pool)
    #expect(world.labels == ["lambda.concurrency", "other"])
  }

  @Test func `an endless pool says so`() {
    #expect(world.pool("endless", capacity: .max).isEndless)
    #expect(!world.pool("bounded", capacity: .max - 1).isEndless)
  }
}
