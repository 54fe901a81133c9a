import Kernel
import Testing

@testable import Blueprints
@testable import Services

/// What each path takes is what was measured on it.
@Suite struct MeasuredPathTests {
  @Test(arguments: MeasuredPath.paths)
  func `a path takes what was measured: p50, p90 and p99 within 15 %`(
    path: MeasuredPath
  ) throws {
    for calibration in path.calibrations {
      let latency = try path.latency(under: calibration)
      for (share, (found, measured)) in zip(MeasuredPath.shares, zip(latency, path.row)) {
        #expect(
          abs(found / measured - 1) < 0.15,
          "\(calibration), p\(Int(share * 100)): \(found) ms, measured \(measured) ms")
      }
    }
  }

  @Test func `a topic delivers in less than 30 ms as textbooks have it`() {
    let delivery = Calibration("classroom").time(Topic.delivery)
    #expect(delivery.quantile(0.5) < 30e6 && abs(delivery.quantile(0.99) - 30e6) < 1)
  }

  @Test func `nothing on the way takes time where only queueing counts`() throws {
    for path in MeasuredPath.paths {
      #expect(try path.latency(under: "ideal") == [0, 0, 0, 0], "\(path.testDescription)")
    }
  }
}
