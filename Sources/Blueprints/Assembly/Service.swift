import Documents

/// A service of the catalogue: what it declares, and how one of its resources becomes a node.
public struct Service: Sendable {
  /// All that it says of itself.
  public let declaration: Declaration
  /// The short forms that it understands.
  public var shorthands: [Shorthand] = []
  /// Shows the settings of its resource with their defaults to a page that explains them.
  public let explain: @Sendable () -> [SettingLister.Row]
  /// Whether it lies between other resources, as a subscription: such are made after all others,
  /// and find them.
  public let isWire: Bool
  /// Makes the node of a resource; nil where the resource only changes others.
  public let build: @Sendable (Site) throws(InputError) -> (any Node)?

  /// A service whose resource has these settings.
  public init<Group: Settings>(
    _ declaration: Declaration, settings: Group.Type, isWire: Bool = false,
    build: @escaping @Sendable (Group, Site) throws(InputError) -> (any Node)?
  ) {
    self.declaration = declaration
    self.isWire = isWire
    explain = { SettingLister.rows(of: settings) }
    self.build = { (site) throws(InputError) in
      try build(site.settings(settings), site)
    }
  }
}
