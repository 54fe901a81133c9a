import Blueprints
import Documents
import Kernel

/// Says what the tasks of services are.
final class TaskDefinition: Node {
  let card: NodeCard
  let size: TaskSize
  /// Whether tasks run on Graviton.
  let isARM: Bool
  /// The storage beyond what is free [GB].
  let storage: Int64
  /// How long a task may take to end what it works on.
  let stopTimeout: TimeSpan

  init(_ settings: TaskDefinitionSettings, at site: Site) throws(InputError) {
    size = try TaskSize(settings.cpu, settings.memory, at: site)
    isARM = settings.platform?.architecture == "ARM64"
    storage = max(0, (settings.storage?.size ?? Self.freeStorage) - Self.freeStorage)
    stopTimeout = settings.containers.reduce(.zero) { max($0, $1.stopTimeout) }
    card = NodeCard(site.label, Self.declaration, in: site.world)
  }

  /// What every task has for nothing [GB].
  private static let freeStorage: Int64 = 20

  static let declaration: Declaration = {
    let arn = "arn:{partition}:ecs:{region}:{account}:task-definition/{name}:1"
    var declaration = Declaration(
      type: "AWS::ECS::TaskDefinition", title: "ECS task definition",
      summary: "Says how much CPU and memory the tasks of a service have.",
      identity: Identity(
        ref: arn, arn: arn, attributes: [("TaskDefinitionArn", arn)], nameProperty: "Family"))
    declaration.emblem = .server
    declaration.authority = .elsewhere
    return declaration
  }()

  /// `AWS::ECS::TaskDefinition` in the catalogue.
  static let service = Service(declaration, settings: TaskDefinitionSettings.self) {
    (settings, site) throws(InputError) in
    try TaskDefinition(settings, at: site)
  }
}

/// The properties of `AWS::ECS::TaskDefinition`.
struct TaskDefinitionSettings: Settings {
  /// A container of a task.
  struct Container: Settings {
    var stopTimeout = TimeSpan.seconds(30)

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.seconds(
        "StopTimeout", &stopTimeout, in: 0...120,
        "How long it may take to end what it works on when it is stopped [s].")
      visitor.ignored(
        "Name", "Image", "Command", "Cpu", "CredentialSpecs", "DependsOn", "DisableNetworking",
        "DnsSearchDomains", "DnsServers", "DockerLabels", "DockerSecurityOptions", "EntryPoint",
        "Environment", "EnvironmentFiles", "Essential", "ExtraHosts", "FirelensConfiguration",
        "HealthCheck", "Hostname", "Interactive", "Links", "LinuxParameters", "LogConfiguration",
        "Memory", "MemoryReservation", "MountPoints", "PortMappings", "Privileged",
        "PseudoTerminal", "ReadonlyRootFilesystem", "RepositoryCredentials",
        "ResourceRequirements", "RestartPolicy", "Secrets", "StartTimeout", "SystemControls",
        "Ulimits", "User", "VersionConsistency", "VolumesFrom", "WorkingDirectory")
    }
  }

  /// What tasks run on.
  struct Platform: Settings {
    var architecture = "X86_64"

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.choice(
        "CpuArchitecture", &architecture, among: ["X86_64", "ARM64"], "What a second costs.")
      visitor.ignored("OperatingSystemFamily")
    }
  }

  /// The storage of a task.
  struct Storage: Settings {
    var size: Int64?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.visit(
        "SizeInGiB", &size, in: 21...200, "The storage of a task, of which 20 GB are free.")
    }
  }

  var cpu: String?
  var memory: String?
  var platform: Platform?
  var storage: Storage?
  var containers: [Container] = []

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.visit("Cpu", &cpu, "1,024ths of a virtual CPU, or as `.5 vCPU`.")
    try visitor.visit("Memory", &memory, "Memory in MB, or as `1 GB`.")
    try visitor.group("RuntimePlatform", &platform, "What tasks run on.")
    try visitor.group("EphemeralStorage", &storage, "The storage of a task.")
    try visitor.list("ContainerDefinitions", &containers, "The containers of a task.")
    visitor.ignored(
      "EnableFaultInjection", "ExecutionRoleArn", "Family", "InferenceAccelerators", "IpcMode",
      "NetworkMode", "PidMode", "PlacementConstraints", "ProxyConfiguration",
      "RequiresCompatibilities", "Tags", "TaskRoleArn", "Volumes")
  }
}
