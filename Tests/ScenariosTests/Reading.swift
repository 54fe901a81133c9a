import Bench
import Documents
import Scenarios

/// The slips of a scenario, one a line: line, column, problem and remedy; those in other files with
/// their names.
func slips(_ scenario: String, settings: [String] = []) -> String {
  let files = [
    "template.yaml": OrdersSample.template, "disorder.csv": "5 s\n4 s\n", "bare.csv": "1\n2\n",
  ]
  do throws(InputErrors) {
    _ = try Bench.scenario(scenario, files: files, settings: settings)
    return "none"
  } catch {
    return error.errors.map { error in
      let place = error.place.map { place in
        let file = place.source.name == "scenario.yaml" ? "" : place.source.name + ":"
        return "\(file)\(place.line):\(place.column): "
      }
      return (place ?? "") + error.problem + (error.remedy.map { " → " + $0 } ?? "")
    }.joined(separator: "\n")
  }
}
