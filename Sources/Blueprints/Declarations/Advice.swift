/// What an experienced architect would say after a run: the figure that prompts it, what the
/// documentation recommends, and the setting to change.
public struct Advice: Equatable, Sendable {
  /// What comes of leaving it as it is, the worst first.
  public enum Harm: Int, Sendable {
    /// Messages or work are lost.
    case loss
    /// Work fails, or is done more than once.
    case failure
    /// Something waits longer than it need.
    case delay
    /// Nobody would see that something goes wrong.
    case blindness
    /// It costs more than it need.
    case cost
  }

  /// A setting of a resource, with the value that is recommended.
  public struct Setting: Equatable, Sendable {
    /// The resource, by its logical id.
    public let resource: String
    /// The property, as its path: `RedrivePolicy.maxReceiveCount`.
    public let property: String
    /// The value, as it is written behind `--set`.
    public let value: String

    /// A property of a resource with its value.
    public init(_ resource: String, _ property: String, _ value: String) {
      self.resource = resource
      self.property = property
      self.value = value
    }
  }

  /// What comes of leaving it as it is.
  public let harm: Harm
  /// What is amiss, in a few words.
  public let name: String
  /// The figures that prompt it.
  public let figure: String
  /// What the documentation recommends, in a sentence without its full stop.
  public let recommendation: String
  /// Where that was read.
  public let source: String
  /// What to change; nil where no one setting does it.
  public var setting: Setting?

  /// Advice with all that it rests on.
  public init(
    _ name: String, _ harm: Harm, figure: String, recommendation: String, source: String,
    setting: Setting? = nil
  ) {
    self.name = name
    self.harm = harm
    self.figure = figure
    self.recommendation = recommendation
    self.source = source
    self.setting = setting
  }
}
