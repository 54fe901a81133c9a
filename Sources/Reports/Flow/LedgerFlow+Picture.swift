import Measures

extension LedgerFlow {
  /// The flow as a drawing with its numbers in words.
  var picture: Picture {
    Picture(
      "Every copy ends somewhere", alternative: words,
      drawing: Element(
        "div", ["class": "flow-room", "tabindex": "0", "role": "group", "aria-label": "Flow"],
        [FlowDrawing(self).svg]))
  }

  private var words: String {
    let meant = sources.map { "\($0.client) meant to send \(NumberText.grouped($0.meant))." }
    let ended = wires.map { wire in
      let ends = wire.ends.map { "\(NumberText.grouped($0.count)) \($0.end.words)" }
      return "\(wire.name): \(NumberText.grouped(wire.entered)) came in, "
        + ends.joined(separator: ", ") + "."
    }
    let led = joints.map { joint in
      "\(NumberText.grouped(joint.left)) of \(wires[joint.from].name) led to "
        + "\(NumberText.grouped(joint.came)) of \(wires[joint.to].name)."
    }
    return (meant + ended + led).joined(separator: " ")
  }
}
