import Blueprints
import Kernel
import Measures

/// Which courses of a run are drawn together.
enum CourseCharts {
  // MARK: Backlog

  /// What clients send, above what waits and how long it has waited.
  static func backlog(of subject: Subject) -> [Section.Block] {
    Section.Block.chart("Traffic, backlog and age over time", of: subject) { frame in
      [traffic(of: subject, frame), waiting(of: subject, frame), ages(of: subject, frame)]
        .compactMap { $0 }
    }
  }

  private static func traffic(of subject: Subject, _ frame: TimeFrame) -> Panel? {
    let sent = subject.nodes.flatMap { node in
      node.isClient ? node.measures.filter { $0.measure.shape == .count }.prefix(1) : []
    }
    return rates("Sent", sent, frame) { $0.label }
  }

  private static func waiting(of subject: Subject, _ frame: TimeFrame) -> Panel? {
    let readings = measures(of: subject, [.waiting, .unfinished]).filter {
      $0.measure.unit.scale == .number
    }
    return levels("Waiting and unfinished", .messages, readings, frame)
  }

  private static func ages(of subject: Subject, _ frame: TimeFrame) -> Panel? {
    let readings = measures(of: subject, [.age]).filter { $0.measure.unit == .nanoseconds }
    return levels("Age of the oldest", .nanoseconds, readings, frame)
  }

  // MARK: Cascade

  /// What clients offer, and what they get in time.
  static func goodput(of subject: Subject) -> [Section.Block] {
    Section.Block.chart("Offered and got over time", of: subject) { frame in
      subject.nodes.compactMap { node -> Panel? in
        let offers = node.measures.filter { $0.measure.role == .offered }
        let answers = node.measures.filter { $0.measure.role == .response }
        guard !offers.isEmpty else { return nil }
        let lines =
          offers.compactMap { line("offers", Course($0, over: frame)) }
          + answers.compactMap { reading in
            line("goodput", Course(reading, over: frame, countingSamples: true))
          }
        return Panel(node.label, .perSecond, lines)
      }
    }
  }

  // MARK: Concurrency

  /// How much goes on at once below its bounds, node by node.
  static func concurrency(of subject: Subject) -> [Section.Block] {
    Section.Block.chart("Concurrency and its bounds over time", of: subject) { frame in
      subject.nodes.flatMap { node -> [Panel] in
        let gauges = node.measures.filter {
          $0.measure.role == .concurrency && $0.measure.shape == .gauge
        }
        var units: [UnitOfMeasure] = []
        for gauge in gauges where !units.contains(kind(of: gauge)) { units.append(kind(of: gauge)) }
        return units.compactMap { unit in
          panel(of: node, gauges.filter { kind(of: $0) == unit }, unit, frame)
        }
      }
    }
  }

  /// What counts things that go on, in whatever unit, is drawn together; credits are not.
  private static func kind(of reading: MeasureReading) -> UnitOfMeasure {
    let unit = reading.measure.unit
    if reading.measure.name.contains("Credit") {
      return UnitOfMeasure("credits", one: "credit")
    }
    return unit == .percent || unit.scale != .number ? unit : .count
  }

  private static func panel(
    of node: NodeReading, _ gauges: [MeasureReading], _ unit: UnitOfMeasure, _ frame: TimeFrame
  ) -> Panel? {
    let names = gauges.map { $0.measure.name }
    let ceilings = node.runs[0].ceilings.filter { ceiling in
      ceiling.measure.map { names.contains($0) } ?? false
    }
    let lines = gauges.compactMap { gauge in
      line(name(of: gauge), Course(gauge, over: frame))
    }
    return Panel(
      node.label, unit, lines,
      levels: ceilings.map { Panel.Level(name: $0.name, value: Double($0.level)) })
  }

  // MARK: Failures

  /// What was turned away, tried again, failed and set aside.
  static func failures(of subject: Subject) -> [Section.Block] {
    Section.Block.chart("Throttles, retries, failures and dead letters over time", of: subject) {
      frame in
      let roles: [(String, Measure.Role)] = [
        ("Turned away", .throttling), ("Tried again", .retry), ("Failed", .failure),
      ]
      let counts = roles.compactMap { title, role in
        rates(
          title, measures(of: subject, [role]).filter { $0.measure.shape == .count }, frame,
          isRare: true)
      }
      return counts + [deadLetters(of: subject, frame)].compactMap { $0 }
    }
  }

  /// What has been set aside and waits for a look.
  private static func deadLetters(of subject: Subject, _ frame: TimeFrame) -> Panel? {
    let places = Set(subject.edges.map { $0.asideWords })
    let readings = subject.nodes.filter { places.contains($0.label) }.flatMap { node in
      node.measures.filter { $0.measure.role == .waiting }
    }
    return levels("Dead letters", .messages, readings, frame) { $0.label }
  }

  // MARK: Parts

  private static func measures(of subject: Subject, _ roles: [Measure.Role]) -> [MeasureReading] {
    subject.nodes.flatMap { node in
      node.measures.filter { roles.contains($0.measure.role) && !$0.isSilent }
    }
  }

  private static func line(_ name: String, _ course: Course?) -> Panel.Line? {
    course.map { Panel.Line(name: name, course: $0) }
  }

  /// What is measured, in the words of its node.
  private static func name(of reading: MeasureReading) -> String {
    reading.measure.words + (reading.detail.isEmpty ? "" : " \(reading.detail)")
  }

  private static func levels(
    _ title: String, _ unit: UnitOfMeasure, _ readings: [MeasureReading], _ frame: TimeFrame,
    name: (MeasureReading) -> String = { reading in
      BacklogSection.name(of: reading) + (reading.detail.isEmpty ? "" : " \(reading.detail)")
    }
  ) -> Panel? {
    Panel(
      title, unit, readings.compactMap { line(name($0), Course($0, over: frame)) })
  }

  /// What is too rare to be counted by the second is counted by the minute.
  private static func rates(
    _ title: String, _ readings: [MeasureReading], _ frame: TimeFrame, isRare: Bool = false,
    name: (MeasureReading) -> String = { $0.title }
  ) -> Panel? {
    let courses = readings.compactMap { reading in
      Course(reading, over: frame).map { (name(reading), isRare ? $0.smoothed : $0) }
    }
    let isSlow = courses.allSatisfy { $0.1.greatestMean < 1 }
    let unit =
      isSlow ? UnitOfMeasure("per minute", one: "per minute", symbol: "/min", .rate) : .perSecond
    return Panel(
      title, unit,
      courses.map { Panel.Line(name: $0.0, course: isSlow ? $0.1.scaled(by: 60) : $0.1) })
  }
}
