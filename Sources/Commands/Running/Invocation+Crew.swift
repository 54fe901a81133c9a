import Studies

extension Invocation {
  /// How many runs go on side by side, which changes how long they take and nothing else.
  static let cores = Option(
    "cores", "N", .count(1...1_024), "Runs so much side by side; else as many as there are cores.")

  /// The threads that runs are shared out to.
  var crew: Crew { Crew(count(Self.cores).map { Int($0) } ?? outside.cores) }
}
