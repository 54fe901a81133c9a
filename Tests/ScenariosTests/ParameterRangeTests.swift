import Blueprints
import Scenarios
import Services
import Testing

@Suite struct ParameterRangeTests {
  @Test(arguments: Catalogue.aws.allParameters.map { $0.name })
  func `what a parameter is under each calibration lies in its range`(name: String) throws {
    let parameter = try #require(Catalogue.aws.allParameters.first { $0.name == name })
    for entry in parameter.entries {
      #expect(parameter.range.contains(entry.value), "\(entry.calibration): \(entry.value)")
    }
  }
}
