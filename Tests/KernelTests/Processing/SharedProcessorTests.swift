import Testing

@testable import Kernel

/// Cores shared evenly, by hand and against a plain reference.
@Suite struct SharedProcessorTests {
  private func at(_ milliseconds: Int64) -> Instant { .start + .milliseconds(milliseconds) }

  /// Takes the end that comes next.
  private func next(_ processor: inout SharedProcessor) -> (tag: UInt32, at: Int64)? {
    let due = processor.nextEnd
    guard due != .never else { return nil }
    processor.advance(to: due)
    return processor.takeFinished().map { ($0, due.nanoseconds) }
  }

  @Test func `a job alone takes its own time`() throws {
    var processor = SharedProcessor(cores: 1)
    _ = processor.add(.milliseconds(10), tag: 7, at: at(5))
    let end = try #require(next(&processor))
    #expect(end.tag == 7 && end.at == 15_000_000)
    #expect(processor.nextEnd == .never && processor.busyTime == 10_000_000)
  }

  @Test func `two jobs on one core get half of it each, and the last one all of it`() throws {
    var processor = SharedProcessor(cores: 1)
    _ = processor.add(.milliseconds(10), tag: 1, at: at(0))
    _ = processor.add(.milliseconds(10), tag: 2, at: at(5))
    // The first has 5 ms left when the second comes, and gets them in 10 ms.
    let first = try #require(next(&processor))
    let second = try #require(next(&processor))
    #expect(first.tag == 1 && first.at == 15_000_000)
    #expect(second.tag == 2 && second.at == 20_000_000)
    #expect(processor.busyTime == 20_000_000)
  }

  @Test func `no job gets more than one core`() throws {
    var processor = SharedProcessor(cores: 4)
    for tag in 0..<3 { _ = processor.add(.milliseconds(10), tag: UInt32(tag), at: at(0)) }
    #expect(processor.busyCores == 3 && processor.nextEnd == at(10))
    for tag in 3..<8 { _ = processor.add(.milliseconds(10), tag: UInt32(tag), at: at(0)) }
    #expect(processor.busyCores == 4 && processor.nextEnd == at(20))
  }

  @Test func `jobs that end together are taken in the order in which they came`() {
    var processor = SharedProcessor(cores: 2)
    for tag in 0..<5 { _ = processor.add(.milliseconds(4), tag: UInt32(tag), at: at(0)) }
    processor.advance(to: at(10))
    var tags: [UInt32] = []
    while let tag = processor.takeFinished() { tags.append(tag) }
    #expect(tags == [0, 1, 2, 3, 4])
  }

  @Test func `a job that is removed leaves the cores to the others`() throws {
    var processor = SharedProcessor(cores: 1)
    let first = processor.add(.milliseconds(10), tag: 1, at: at(0))
    _ = processor.add(.milliseconds(10), tag: 2, at: at(0))
    processor.remove(first, at: at(10))
    let end = try #require(next(&processor))
    #expect(end.tag == 2 && end.at == 15_000_000)
    #expect(next(&processor) == nil)
  }

  @Test func `a job that is removed between its end and the taking is not taken`() {
    var processor = SharedProcessor(cores: 1)
    let job = processor.add(.milliseconds(1), tag: 1, at: at(0))
    processor.advance(to: at(1))
    processor.remove(job, at: at(1))
    #expect(processor.takeFinished() == nil)
    #expect(processor.nextEnd == .never)
  }

  @Test func `the speed changes for work that has begun, and at zero nothing goes on`() throws {
    var processor = SharedProcessor(cores: 1)
    _ = processor.add(.milliseconds(10), tag: 1, at: at(0))
    processor.setSpeed(0.1, at: at(5))
    #expect(processor.nextEnd == at(55))
    processor.setSpeed(0, at: at(15))
    #expect(processor.nextEnd == .never)
    processor.setSpeed(2, at: at(1_000))
    #expect(processor.nextEnd == at(1_002))
  }

  @Test func `ends between two nanoseconds add no time to those that follow`() throws {
    // 3,000 jobs of 1 ns each on 7 cores: 3,000 / 7 ns of work at 7 ns a nanosecond.
    var processor = SharedProcessor(cores: 7)
    for tag in 0..<3_000 {
      _ = processor.add(TimeSpan(nanoseconds: 1 + Int64(tag)), tag: UInt32(tag), at: .start)
    }
    var last: Int64 = 0
    while let end = next(&processor) { last = end.at }
    let work: Int64 = 3_000 * 3_001 / 2
    #expect(processor.busyTime == work)
    // The longest jobs have cores of their own at the end; by hand: the last seven of them differ
    // by a nanosecond each, and wait for nothing else.
    #expect((work + 21 + 6) / 7...(work + 21) / 7 + 1 ~= last)
  }

  @Test func `a core that is always busy does a nanosecond of work in each`() {
    var chance = Chance(seed: 4)
    var processor = SharedProcessor(cores: 1)
    var work: Int64 = 0
    var ends = 0
    func length() -> Int64 {
      let length = Int64(1 + chance.below(1_000_000))
      work += length
      return length
    }
    for _ in 0..<50 { _ = processor.add(TimeSpan(nanoseconds: length()), tag: 0, at: .start) }
    var last = Instant.start
    while processor.nextEnd != .never {
      last = processor.nextEnd
      processor.advance(to: last)
      while processor.takeFinished() != nil {
        ends += 1
        guard ends < 200_000 else { continue }
        _ = processor.add(TimeSpan(nanoseconds: length()), tag: 0, at: last)
      }
    }
    // A hundred thousand ends between two nanoseconds each, and none of them lost a part of one.
    #expect(ends == 200_049 && work > 99_000_000_000)
    #expect(work...work + 1 ~= last.nanoseconds, "\(last.nanoseconds - work) ns late")
    #expect(processor.busyTime == work)
  }

  @Test func `work beyond all bounds is taken for the longest`() {
    var processor = SharedProcessor(cores: 1)
    _ = processor.add(.forever, tag: 1, at: .start)
    #expect(processor.nextEnd == .start + SharedProcessor.longestWork)
  }

  @Test(arguments: 0..<60)
  func `random lives agree with a reference that works everything out at every change`(
    seed: UInt64
  ) {
    var chance = Chance(seed: seed)
    let cores = Int64(1 + chance.below(4))
    var processor = SharedProcessor(cores: cores)
    var reference = ReferenceProcessor(cores: Double(cores))
    var numbers: [UInt32: UInt32] = [:]
    var now = Instant.start
    var worst = 0.0
    for tag in 0..<UInt32(400) {
      let later = now + TimeSpan(nanoseconds: Int64(chance.below(3_000)))
      while processor.nextEnd <= later {
        now = processor.nextEnd
        processor.advance(to: now)
        reference.advance(to: Double(now.nanoseconds))
        while let ended = processor.takeFinished() {
          numbers[ended] = nil
          guard let end = reference.end(of: ended) else {
            Issue.record("\(ended) ended at \(now.nanoseconds), and not in the reference")
            return
          }
          worst = max(worst, abs(end - Double(now.nanoseconds)))
        }
      }
      now = later
      switch chance.below(10) {
      case 0:
        let factor = [0, 0.1, 0.5, 1, 3][chance.below(5)]
        processor.setSpeed(factor, at: now)
        reference.advance(to: Double(now.nanoseconds))
        reference.speed = factor
      case 1:
        guard let (removed, number) = numbers.min(by: { $0.key < $1.key }) else { continue }
        processor.remove(number, at: now)
        reference.advance(to: Double(now.nanoseconds))
        reference.jobs.removeAll { $0.tag == removed }
        numbers[removed] = nil
      default:
        let work = Int64(chance.below(8_000))
        numbers[tag] = processor.add(TimeSpan(nanoseconds: work), tag: tag, at: now)
        reference.advance(to: Double(now.nanoseconds))
        reference.jobs.append((tag, Double(work)))
      }
      #expect(abs(Double(processor.busyTime) - reference.busy) <= 1)
    }
    // The owner learns of an end at the next whole nanosecond.
    #expect(worst <= 1.1, "\(worst) ns off")
  }
}

/// Works out what every job got, whenever anything changes.
private struct ReferenceProcessor {
  let cores: Double
  var speed = 1.0
  var now = 0.0
  var busy = 0.0
  var jobs: [(tag: UInt32, rest: Double)] = []
  private var ends: [UInt32: Double] = [:]

  init(cores: Double) { self.cores = cores }

  mutating func end(of tag: UInt32) -> Double? {
    if let end = ends[tag] { return end }
    // What is a hair short of its end by the rounding of real numbers is over.
    guard let index = jobs.firstIndex(where: { $0.tag == tag && $0.rest < 2e-3 }) else {
      return nil
    }
    jobs.remove(at: index)
    return now
  }

  mutating func advance(to end: Double) {
    while now < end {
      guard let least = jobs.map(\.rest).min(), speed > 0 else {
        busy += (end - now) * min(cores, Double(jobs.count))
        now = end
        return
      }
      let share = min(1, cores / Double(jobs.count))
      let span = min(end - now, least / (share * speed))
      busy += span * share * Double(jobs.count)
      now = span == end - now ? end : now + span
      for index in jobs.indices { jobs[index].rest -= span * share * speed }
      for job in jobs where job.rest <= 1e-9 { ends[job.tag] = now }
      jobs.removeAll { $0.rest <= 1e-9 }
    }
  }
}

/// A sequence of numbers that the seed decides.
private struct Chance {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}
