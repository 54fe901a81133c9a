import Testing

@testable import Blueprints
@testable import Services

/// Cores and prices of instance types, and names that are no types.
@Suite struct InstanceTypeTests {
  @Test(arguments: [
    ("t2.nano", Int64(1), Int64(5_800)), ("t2.micro", 1, 11_600), ("t2.medium", 2, 46_400),
    ("t3.nano", 2, 5_200), ("t3.micro", 2, 10_400), ("t3.small", 2, 20_800),
    ("t3.medium", 2, 41_600), ("t3a.large", 2, 75_200), ("t4g.2xlarge", 8, 268_800),
    ("m5.large", 2, 96_000), ("m5.24xlarge", 96, 4_608_000), ("m7i.4xlarge", 16, 806_400),
    ("c7i.2xlarge", 8, 357_000), ("c7i.large", 2, 89_250), ("r5.xlarge", 4, 252_000),
  ])
  func `a type has its vCPUs and its price`(name: String, cores: Int64, hourly: Int64) throws {
    let type = try #require(InstanceType(named: name))
    #expect(type.cores == cores && type.hourly == hourly)
    #expect((type.credits != nil) == name.hasPrefix("t"))
  }

  @Test(arguments: [
    "t3", "t3.", "t3.huge", "m5.nano", "c5.8xlarge", "c7g.24xlarge", "m5.9xlarge", "z9.large",
    "t3.micro.large", "",
  ])
  func `what is no modelled type is none`(name: String) {
    #expect(InstanceType(named: name) == nil)
  }

  @Test func `a name that is nearly that of a type is corrected`() {
    #expect(
      slip { _ = try InstanceType.read("t3.mirco", at: nil) }
        == "t3.mirco is no instance type that is modelled → did you mean t3.micro?")
    #expect(
      slip { _ = try InstanceType.read("mac2-m2pro.metal", at: nil) }?.hasPrefix(
        "mac2-m2pro.metal is no instance type that is modelled → choose one of the families t2, t3")
        == true)
  }

  @Test(arguments: [("us-east-1a", 0), ("eu-central-1c", 2), (nil, 0), ("us-east-1", 0)])
  func `a zone is known by its letter`(name: String?, number: Int) {
    #expect(InstanceDesign.zone(name) == number)
  }
}
