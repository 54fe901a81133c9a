import Documents
import Kernel

/// The properties of a CloudFormation resource, or of an object inside one.
///
/// A setting is a stored property and one line of `walk`. Reading it from a template, its range
/// check, its row on the page that explains the service and its default are visitors of that one
/// line.
public protocol Settings: SendableMetatype {
  /// The settings that a template leaves out keep these values.
  init()
  /// Shows every setting to a visitor, in the order of the reference page.
  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError)
}

/// Somebody who is shown every setting of a resource: a reader overwrites it, a writer prints it.
public protocol SettingVisitor {
  /// A whole number.
  mutating func visit(
    _ name: String, _ value: inout Int64, in range: ClosedRange<Int64>, _ summary: String
  ) throws(InputError)
  /// A whole number that may be left out.
  mutating func visit(
    _ name: String, _ value: inout Int64?, in range: ClosedRange<Int64>, _ summary: String
  ) throws(InputError)
  /// A length of time that the template gives in whole seconds.
  mutating func seconds(
    _ name: String, _ value: inout TimeSpan, in range: ClosedRange<Int64>, _ summary: String
  ) throws(InputError)
  /// A yes or no.
  mutating func visit(_ name: String, _ value: inout Bool, _ summary: String) throws(InputError)
  /// A text that the model uses as it stands.
  mutating func visit(_ name: String, _ value: inout String?, _ summary: String) throws(InputError)
  /// One of several words.
  mutating func choice(
    _ name: String, _ value: inout String, among words: [String], _ summary: String
  ) throws(InputError)
  /// A name, an ARN or a URL of another resource.
  mutating func reference(
    _ name: String, _ value: inout Reference?, _ summary: String
  ) throws(InputError)
  /// An object inside the resource that may be left out.
  mutating func group<Group: Settings>(
    _ name: String, _ value: inout Group?, _ summary: String
  ) throws(InputError)
  /// A list of objects inside the resource.
  mutating func list<Element: Settings>(
    _ name: String, _ value: inout [Element], _ summary: String
  ) throws(InputError)
  /// A list of words.
  mutating func words(
    _ name: String, _ value: inout [String], _ summary: String
  ) throws(InputError)
  /// A document that the model reads by rules of its own.
  mutating func document(
    _ name: String, _ value: inout Document?, _ summary: String
  ) throws(InputError)
  /// A property that AWS acts on and the model does not yet, and what happens instead.
  mutating func notYet(_ name: String, _ instead: String)
  /// Properties that exist and rightly change nothing here, as tags.
  mutating func ignored(_ names: String...)
}

/// A resource as another one names it, by any text that AWS takes there.
public struct Reference: Sendable {
  /// The text after every intrinsic function gave its value.
  public let text: String
  /// Where it stands.
  public let place: Place

  /// A text that names a resource, and its place.
  public init(text: String, place: Place) {
    self.text = text
    self.place = place
  }
}
