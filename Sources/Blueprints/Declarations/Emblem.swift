/// A few strokes that tell kinds of resources apart in a drawing.
public struct Emblem: Equatable, Sendable {
  /// A path of SVG in a square of 16.
  public let strokes: String

  /// Strokes in a square of 16.
  public init(_ strokes: String) { self.strokes = strokes }

  /// What stands for anything that shows none of its own.
  public static let box = Emblem("M3 3h10v10h-10z")
  /// A flow, as streams are drawn.
  public static let stream = Emblem(
    "M2 5c3-3 5 3 12 0 M2 9c3-3 5 3 12 0 M2 13c3-3 5 3 12 0")
  /// What computes.
  public static let server = Emblem("M2.5 3h11v4h-11z M2.5 9h11v4h-11z M5 5h1 M5 11h1")
  /// A way on which what comes is handed to several.
  public static let bus = Emblem("M1.5 8h13 M5 8v-5 M11 8v-5 M8 8v5")
}
