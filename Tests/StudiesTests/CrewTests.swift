import Foundation
import Synchronization
import Testing

@testable import Studies

@Suite struct CrewTests {
  @Test(arguments: [1, 2, 3, 5], [0, 1, 4, 100])
  func `every piece of work is done once, whoever does it`(threads: Int, count: Int) {
    let done = Mutex<[Int]>([])
    Crew(threads).perform(count) { number in done.withLock { $0.append(number) } }
    #expect(done.withLock { $0.sorted() } == Array(0..<count))
  }

  @Test func `one thread does the work in its order`() {
    let done = Mutex<[Int]>([])
    Crew(1).perform(50) { number in done.withLock { $0.append(number) } }
    #expect(done.withLock { $0 } == Array(0..<50))
  }

  @Test func `so many pieces are done side by side as there are threads`() {
    let gate = NSCondition()
    let inside = Mutex(0)
    let together = Mutex(0)
    Crew(5).perform(5) { _ in
      gate.lock()
      inside.withLock { $0 += 1 }
      gate.broadcast()
      // Nobody leaves before all five are in, unless one of them never comes.
      let end = Date(timeIntervalSinceNow: 20)
      while inside.withLock({ $0 }) < 5, gate.wait(until: end) {}
      if inside.withLock({ $0 }) == 5 { together.withLock { $0 += 1 } }
      gate.unlock()
    }
    #expect(together.withLock { $0 } == 5)
  }
}
