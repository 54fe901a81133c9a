import Testing

@testable import Kernel
@testable import Measures

@Suite struct EpisodeTests {
  func at(_ second: Int64) -> Instant { .start + .seconds(second) }

  func spans(_ log: EpisodeLog) -> [[Int64?]] {
    log.episodes.map { episode in
      [episode.begin, episode.end].map { $0.map { ($0 - .start).nanoseconds / 1_000_000_000 } }
    }
  }

  @Test func `an episode lasts until nothing has happened for the quiet gap`() {
    let log = EpisodeLog()
    var throttling = EpisodeDetector(.throttling, node: 7, quietGap: .seconds(10))
    for second in [3, 4, 13, 22, 32, 33, 60] as [Int64] {
      throttling.happened(at: at(second), in: log)
    }
    throttling.settle(at: at(65), in: log)
    #expect(spans(log) == [[3, 22], [32, 33], [60, nil]])
    #expect(log.episodes.map(\.value) == [4, 2, 1])
    #expect(throttling.isOpen)
    throttling.settle(at: at(70), in: log)
    #expect(spans(log).last == [60, 60])
    #expect(!throttling.isOpen)
    throttling.happened(at: at(71), in: log)
    #expect(spans(log).last == [71, nil])
  }

  @Test func `a condition that soon returns continues its episode`() {
    let log = EpisodeLog()
    var saturated = EpisodeDetector(.saturated, node: 1, edge: 9, quietGap: .seconds(5))
    saturated.began(at: at(10), in: log)
    saturated.ended(at: at(50))
    saturated.began(at: at(54), in: log)
    saturated.ended(at: at(60))
    saturated.began(at: at(65), in: log)
    saturated.settle(at: at(100), in: log)
    #expect(spans(log) == [[10, 60], [65, nil]])
    #expect(log.episodes.map(\.value) == [2, 1])
    #expect(log.episodes.allSatisfy { $0.kind == .saturated && $0.edge == 9 })
  }

  @Test func `episodes stand in the order in which they began`() {
    let log = EpisodeLog()
    let first = log.note(Episode(.saturated, node: 1, from: at(1)))
    log.note(Episode(.faultBegan, node: 2, from: at(1), to: at(1), value: 5))
    log.note(Episode(Episode.Kind("rebalanced"), node: 3, from: at(8), to: at(8)))
    log.close(first, at: at(20), value: 1_000)
    #expect(log.episodes.map(\.kind.name) == ["saturated", "faultBegan", "rebalanced"])
    #expect(log.episodes[0].end == at(20) && log.episodes[0].value == 1_000)
  }
}
