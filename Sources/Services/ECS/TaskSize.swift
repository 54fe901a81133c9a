import Blueprints
import Documents

/// The CPU and memory of a task on Fargate.
struct TaskSize: Equatable, Sendable {
  /// Which memory goes with how much CPU.
  private struct Row {
    let cpu: Int64
    let memory: [Int64]

    init(_ cpu: Int64, _ least: Int64, _ most: Int64, by step: Int64) {
      self.cpu = cpu
      memory = Array(stride(from: least, through: most, by: Int(step)))
    }
  }

  /// Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/
  /// fargate-tasks-services.html.
  private static let table = [
    Row(256, 512, 512, by: 512), Row(256, 1_024, 2_048, by: 1_024),
    Row(512, 1_024, 4_096, by: 1_024), Row(1_024, 2_048, 8_192, by: 1_024),
    Row(2_048, 4_096, 16_384, by: 1_024), Row(4_096, 8_192, 30_720, by: 1_024),
    Row(8_192, 16_384, 61_440, by: 4_096), Row(16_384, 32_768, 122_880, by: 8_192),
  ]

  /// 1,024ths of a virtual CPU.
  let cpu: Int64
  /// Memory [MB].
  let memory: Int64

  /// Its cores.
  var shape: MachineShape { MachineShape(millicores: cpu * 1_000 / 1_024) }

  /// A size that Fargate has.
  init?(cpu: Int64, memory: Int64) {
    guard Self.table.contains(where: { $0.cpu == cpu && $0.memory.contains(memory) }) else {
      return nil
    }
    self.cpu = cpu
    self.memory = memory
  }

  /// Reads `Cpu: 512` or `.5 vCPU`, and `Memory: 1024` or `1 GB`.
  init(_ cpu: String?, _ memory: String?, at site: Site) throws(InputError) {
    func place(_ name: String) -> Place { site.properties[name]?.place ?? site.properties.place }
    guard let cpu, let memory else {
      throw InputError(
        "\(site.label) has no \(cpu == nil ? "Cpu" : "Memory")",
        remedy: "Fargate needs both, for example Cpu: 256 and Memory: 512",
        at: site.properties.place)
    }
    guard let units = Self.number(cpu, in: "vcpu"),
      case let fitting = Self.table.filter({ $0.cpu == units }).flatMap({ $0.memory }),
      let least = fitting.first, let most = fitting.last
    else {
      throw InputError(
        "\(cpu) is no Cpu of a task on Fargate",
        remedy: "choose 256, 512, 1024, 2048, 4096, 8192 or 16384", at: place("Cpu"))
    }
    guard let megabytes = Self.number(memory, in: "gb"),
      let size = TaskSize(cpu: units, memory: megabytes)
    else {
      throw InputError(
        "Fargate has no task with Cpu \(units) and Memory \(memory)",
        remedy: "choose from \(least) to \(most) MB, in whole GB", at: place("Memory"))
    }
    self = size
  }

  /// A number as it stands, or 1,024 times one with a unit behind it.
  private static func number(_ text: String, in unit: String) -> Int64? {
    let compact = text.lowercased().filter { $0 != " " }
    guard compact.hasSuffix(unit) else { return Int64(compact) }
    guard let number = NumberText(String(compact.dropLast(unit.count))) else { return nil }
    let exact = number.double * 1_024
    guard exact >= 0, exact < 1e9, Double(Int64(exact)) == exact else { return nil }
    return Int64(exact)
  }
}
