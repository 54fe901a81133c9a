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

  @Test(arguments: [("measured-2022", 5.4), ("measured-2023", 2.0)])
  func `a bus takes so many times as long as a topic to a function: ratio of medians within 15 %`(
    calibration: String, measured: Double
  ) throws {
    let bus = try MeasuredPath.bus(2022, []).latency(under: calibration)[1]
    let topic = try MeasuredPath.topic.latency(under: calibration)[1]
    #expect(abs(bus / topic / measured - 1) < 0.15, "\(bus) ms over \(topic) ms")
  }

  @Test func `a bus is as fast by now as AWS and its customers report: p90 80 ms, p99 129 ms`() {
    let delivery = Calibration().time(EventBusParameters.delivery)
    #expect(abs(delivery.quantile(0.9) / 80e6 - 1) < 0.01)
    #expect(abs(delivery.quantile(0.99) / 129e6 - 1) < 0.01)
  }

  @Test func `a bus takes about half a second as textbooks have it`() {
    let delivery = Calibration("classroom").time(EventBusParameters.delivery)
    #expect(abs(delivery.quantile(0.5) / 500e6 - 1) < 0.01)
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
