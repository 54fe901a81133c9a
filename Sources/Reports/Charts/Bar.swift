/// The parts of a bar that lies below its name.
enum Bar {
  /// What it stands for, and how much that is.
  static func head(_ name: String, _ whole: String) -> Element {
    Element(
      "h4", [:],
      [Element("span", text: name), Element("span", ["class": "whole"], text: whole)])
  }

  /// Pieces beside each other, as wide as there is room.
  static func stack(_ pieces: [Element], height: Int, words: String) -> Element {
    Element(
      "svg",
      [
        "class": "stack", "width": "100%", "height": "\(height)", "role": "img",
        "aria-label": words,
      ], pieces)
  }
}
