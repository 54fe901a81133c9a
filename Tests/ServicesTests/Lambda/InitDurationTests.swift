import Kernel
import Testing

@testable import Services

struct InitDurationTests {
  private func quantile(_ share: Double, _ runtime: String?, image: Bool = false, arm: Bool = false)
    -> Double
  {
    let law = InitDurations.distribution(runtime: runtime, image: image, arm: arm)
    return law.value(at: UInt64(share * 0x1p64)) / 1e6
  }

  @Test(arguments: [
    ("nodejs22.x", 142.0), ("nodejs24.x", 143), ("python3.12", 89), ("python3.13", 100),
    ("java17", 211), ("java21", 251), ("java25", 214), ("dotnet8", 255), ("dotnet10", 275),
    ("provided.al2023", 51), ("rust", 16),
  ])
  func `half of the cold starts take longer than the measured median`(
    runtime: String, median: Double
  ) {
    #expect(abs(quantile(0.5, runtime) - median) < 0.6)
  }

  @Test(arguments: [
    ("nodejs22.x", false, true, 124.0), ("nodejs22.x", true, false, 292),
    ("python3.13", true, false, 172), ("java21", false, true, 235), ("java21", true, false, 342),
  ])
  func `package and processor have figures of their own`(
    runtime: String, image: Bool, arm: Bool, median: Double
  ) {
    #expect(abs(quantile(0.5, runtime, image: image, arm: arm) - median) < 1)
  }

  @Test(arguments: [("nodejs22.x", 182.0, 218.0), ("python3.12", 117, 144), ("java17", 262, 338)])
  func `the lognormal meets p95 within 6 percent and p99 within 20, where the tail is heavier`(
    runtime: String, p95: Double, p99: Double
  ) {
    #expect(abs(quantile(0.95, runtime) / p95 - 1) < 0.06)
    #expect(abs(quantile(0.99, runtime) / p99 - 1) < 0.2)
  }

  @Test(arguments: [
    ("nodejs18.x", "nodejs20.x"), ("nodejs26.x", "nodejs24.x"), ("python3.8", "python3.9"),
    ("python3.15", "python3.14"), ("java8", "java8.al2"), ("dotnet6", "dotnet8"),
    ("dotnetcore3.1", "dotnet8"), ("go1.x", "provided.al2"), ("provided", "provided.al2"),
    ("ruby2.7", "ruby3.2"), ("cobol85", "nodejs22.x"), ("", "nodejs22.x"),
  ])
  func `a runtime that was not measured takes the nearest of its family`(
    runtime: String, taken: String
  ) {
    #expect(InitDurations.row(of: runtime).runtime == taken)
  }

  @Test func `an image without a runtime takes the standard figures`() {
    #expect(quantile(0.5, nil, image: true) == quantile(0.5, "nodejs22.x", image: true))
  }
}
