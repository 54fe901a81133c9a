import Documents
import Kernel

/// Where a node is built: its resource, the world it joins, and the other nodes by any text that
/// names them.
public final class Site {
  /// The logical id, or the name that the scenario gives.
  public let label: String
  /// The name that AWS would show; the label where it shows none.
  public let physicalName: String
  /// The world that the node joins.
  public let world: World
  /// The resource's properties after every intrinsic function gave its value, or the scenario's
  /// entry.
  public let properties: Document
  /// What the scenario says that the code does; nil where it says nothing.
  public let behavior: Document?
  /// What the scenario says under `outside` of what answers for it; nil where that is nothing.
  public let outside: Document?
  /// Finds a node by a logical id, a name, an ARN or a URL.
  public let find: (String) -> (any Node)?
  /// What the texts of the template mean; nil where there is no template.
  public let directory: Directory?
  /// All slips found so far.
  public let diagnostics: Diagnostics

  /// What the properties say that is not modelled.
  public private(set) var notes: [Note] = []

  /// A place to build at.
  public init(
    label: String, physicalName: String? = nil, world: World, properties: Document,
    behavior: Document?, outside: Document? = nil, diagnostics: Diagnostics,
    directory: Directory? = nil, find: @escaping (String) -> (any Node)?
  ) {
    self.label = label
    self.physicalName = physicalName ?? label
    self.world = world
    self.properties = properties
    self.behavior = behavior
    self.outside = outside
    self.diagnostics = diagnostics
    self.directory = directory
    self.find = find
  }

  /// The settings of the resource, read and checked; slips are reported.
  public func settings<Group: Settings>(_ type: Group.Type) -> Group {
    let (settings, strays): (Group, [Note]) = SettingReader.read(
      properties, of: label, reporting: diagnostics)
    notes += strays
    return settings
  }

  /// The node that a reference means.
  public func node(_ reference: Reference, as wanted: String) throws(InputError) -> any Node {
    guard let node = find(reference.text) else { throw unknown(reference, as: wanted) }
    return node
  }

  /// The node that a reference means which the service cannot do without.
  public func node(
    required reference: Reference?, _ property: String, as wanted: String
  ) throws(InputError) -> any Node {
    guard let reference else { throw lacking(property, wanted) }
    return try node(reference, as: wanted)
  }

  /// Remembers something that is not modelled, so that nobody takes silence for support.
  public func note(_ text: String, at place: Place? = nil) {
    notes.append(Note(at: place ?? properties.place, text))
  }

  /// A slip at the place of a reference.
  public func slip(_ reference: Reference?, _ problem: String) -> InputError {
    InputError(problem, remedy: nil, at: reference?.place ?? properties.place)
  }
}
