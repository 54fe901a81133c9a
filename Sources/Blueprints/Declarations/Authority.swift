/// In whose name a resource calls others, and so where IAM looks for the permission.
public enum Authority: Equatable, Sendable {
  /// It calls nobody, or moves what it moves without asking anybody.
  case free
  /// In its service's own, as `sns`: the policy of what it calls lets that in.
  case service(String)
  /// In that of a role, which one of several properties names: each is a path of names.
  ///
  /// A path goes through lists, and there by the entry whose `Arn` is what is called; `*` stands
  /// for any name; a reference on the way leads to the properties of what it names.
  case role([[String]])
  /// It has a role that no template shows.
  case elsewhere

  /// What holds of some of those who are called.
  public struct Exception: Equatable, Sendable {
    /// The types that are called.
    public let types: [String]
    /// In whose name.
    public let authority: Authority

    /// What holds where one of some types is called.
    public init(calling types: String..., authority: Authority) {
      self.types = types
      self.authority = authority
    }
  }
}
