import Foundation
import Testing

/// Rule 4 of cascades: one server with a line before it stays down after a rush where, and only
/// where, retries alone keep it busy (λ(1+R) > μ) and its line is longer than callers are patient
/// (queue/μ > T).
@Suite struct RetryStormTests {
  private static let isWhole = ProcessInfo.processInfo.environment["SWEEP"] != nil
  private static let grid = RetryStorm.grid()
  private static let clear = grid.filter { !$0.isGrey }
  private static let file = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Documentation/metastability.md")

  @Test func `rule 4: a server stays down where both conditions say so, and nowhere else`()
    async throws
  {
    // A point in nine, in every row and column; all of them are a sweep of their own.
    let points = stride(from: 0, to: Self.clear.count, by: 9).map { Self.clear[$0] }
    #expect(points.contains { $0.shouldStayDown } && points.contains { !$0.shouldStayDown })
    let shares = try await RetryStorm.shares(of: points, seeds: 1)
    for (point, share) in zip(points, shares) {
      #expect((share > 0) == point.shouldStayDown, "\(point.testDescription)")
    }
  }

  @Test func `rule 4: a line that is short for its callers' patience saves it`() async throws {
    var points = [RetryStorm(load: 0.7, retries: 3, room: 3)]
    points.append(RetryStorm(load: 0.7, retries: 3, room: 0.6))
    points.append(RetryStorm(load: 0.7, retries: 0, room: 3))
    #expect(try await RetryStorm.shares(of: points, seeds: 4) == [1, 0, 0])
  }

  @Test(.enabled(if: isWhole, "SWEEP=1 runs the whole grid"))
  func `rule 4 holds on the whole grid, outside the two grey bands`() async throws {
    #expect(Self.grid.count >= 300)
    let shares = try await RetryStorm.shares(of: Self.clear, seeds: 1)
    for (point, share) in zip(Self.clear, shares) {
      #expect((share > 0) == point.shouldStayDown, "\(point.testDescription)")
    }
    var silent: [Double] = []
    let grey = try await RetryStorm.shares(of: Self.grid.filter { $0.isGrey }, seeds: 20)
    var (clearShares, greyShares) = (shares.makeIterator(), grey.makeIterator())
    for point in Self.grid {
      silent.append((point.isGrey ? greyShares.next() : clearShares.next()) ?? 0)
    }
    let rejecting = try await RetryStorm.shares(of: RetryStorm.grid(rejects: true), seeds: 5)
    let page = RetryStormPage(silent: silent, rejecting: rejecting).text
    if ProcessInfo.processInfo.environment["UPDATE"] != nil {
      try page.write(to: Self.file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: Self.file, encoding: .utf8) == page)
  }
}
