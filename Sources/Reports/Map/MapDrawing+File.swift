extension MapDrawing {
  /// The drawing of a run as a file of its own, with a line break at its end; nil without wires.
  package static func file(of subject: Subject) -> String? {
    let graph = MapGraph(of: subject)
    guard !graph.wires.isEmpty else { return nil }
    let playback = Playback(of: subject, graph)
    let drawing = MapDrawing(graph, playback, isTall: false)
    let title = subject.design.isEmpty ? subject.title : "\(subject.title) – \(subject.design)"
    let moment = playback.map { playback in
      let words = playback.words(at: playback.still.frame)
      return ", \(playback.time(of: playback.still.frame)) after the begin, "
        + playback.still.reason + (words.isEmpty ? "" : ": \(words)")
    }
    let words = ArchitectureSection.alternative(graph, playback)
    return drawing.file(title: title, alternative: words, caption: title + (moment ?? "")).markup
      + "\n"
  }
}
