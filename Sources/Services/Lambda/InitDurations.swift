import Kernel

/// How long the init phase of a new environment takes, by runtime, package and processor.
///
/// A runtime that was not measured takes the figures of the nearest version of its family:
/// `nodejs18.x` those of `nodejs20.x`. A template writes `provided.al2023` for Go and for Rust; it
/// is taken for Go, the slower one. An image names no runtime, and anything else unknown tells
/// nothing: both take the figures of Node.js 22.
enum InitDurations {
  /// What is taken where the runtime tells nothing.
  static let standard = "nodejs22.x"

  /// The distribution of the init phase [ns].
  static func distribution(runtime: String?, image: Bool, arm: Bool) -> Distribution {
    let row = row(of: runtime ?? standard)
    let column = (image ? 2 : 0) + (arm ? 1 : 0)
    return .lognormal(.init(median: row.medians[column] * 1e6, sigma: row.sigmas[column]))
  }

  /// The row of a runtime, else that of the nearest version of its family, else the standard one.
  static func row(of runtime: String) -> Row {
    if let exact = rows.first(where: { $0.runtime == runtime }) { return exact }
    let wanted = Version(runtime)
    var nearest: Row?
    var least = Int.max
    for row in rows {
      let version = Version(row.runtime)
      guard version.family == wanted.family else { continue }
      let distance = abs(version.number - wanted.number)
      if distance < least { (nearest, least) = (row, distance) }
    }
    if let nearest { return nearest }
    guard let row = rows.first(where: { $0.runtime == standard }) else {
      preconditionFailure("\(standard) was not measured")
    }
    return row
  }

  /// Whether Lambda can start the runtime from snapshots.
  static func hasSnapshots(_ runtime: String) -> Bool {
    let version = Version(runtime)
    return switch version.family {
    case "java": version.number >= 11_000
    case "python": version.number >= 3_012
    case "dotnet": version.number >= 8_000
    default: false
    }
  }

  /// A runtime's identifier in its parts: `python3.12` is version 3012 of `python`.
  private struct Version {
    var family = ""
    var number = 0

    init(_ runtime: String) {
      var parts = [0, 0]
      var part = 0
      for byte in runtime.utf8 {
        if UInt8(ascii: "0") <= byte, byte <= UInt8(ascii: "9") {
          if part < 2, parts[part] < 100_000 { parts[part] = parts[part] * 10 + Int(byte - 48) }
        } else if byte == UInt8(ascii: "."), parts[0] > 0 {
          part += 1
        } else if parts[0] == 0 {
          family.append(Character(Unicode.Scalar(byte)))
        }
      }
      number = parts[0] * 1_000 + parts[1]
      switch family {
      case "go", "provided": family = "provided.al"
      case "dotnetcore": family = "dotnet"
      default: break
      }
    }
  }
}
