import Documents
import Kernel
import Scenarios
import Studies

/// A search for the largest load as a command line asks for it, all of it read.
struct CapacityOrder {
  /// What is asked; its setting is the load, from the greatest value to the least.
  let question: PlanQuestion
  /// The place of the load that is tried first, counted from the least.
  let first: Int
  /// The loads.
  let scale: LoadScale
  /// What is run, as the files of results have it.
  let study: Study
  /// Where points are read.
  let bench: StudyBench

  /// The search of a command line.
  ///
  /// - Throws: Every slip in it, in the scenario, or at the ends of the range.
  init(_ invocation: Invocation) throws(InputErrors) {
    let sheet: StudySheet
    let load: Load
    do throws(InputError) {
      let file = try ScenarioFile(invocation.argument ?? "", invocation.outside)
      sheet = try StudyOptions.sheet(invocation, beside: file) ?? StudySheet()
      bench = try StudyBench(invocation, choosing: "the load")
      load = try Load(of: Document.read(bench.source.text), invocation)
    } catch {
      throw InputErrors(error)
    }
    let scenario = try bench.scenario()
    let design = try scenario.designs(meantBy: invocation.value(RunCommand.design))[0]
    do throws(InputError) {
      scale = try load.scale(invocation)
      question = try Self.question(load, scale, design, sheet, invocation)
    } catch {
      throw InputErrors(error)
    }
    first = scale.place(nearest: load.usual)
    let ends = [scale.loads.last ?? 0, scale.loads.first ?? 0].map { amount in
      Point(design: design.name, [.init(load.path, load.written(amount))])
    }
    try bench.check(ends)
    study = bench.study(of: CapacityCommand.command, scenario, question)
  }

  private static func question(
    _ load: Load, _ scale: LoadScale, _ design: Design, _ sheet: StudySheet,
    _ invocation: Invocation
  ) throws(InputError) -> PlanQuestion {
    guard !design.goals.isEmpty else {
      throw InputError(
        "capacity needs goals, and the scenario has none",
        remedy: "add what the design has to keep under load, as p99 of latency < 2 s")
    }
    var question = PlanQuestion(
      knobs: [try Knob(load.path, listed: scale.loads.reversed().map(load.written))],
      figures: AskedFigure.all(of: [design]), aim: nil)
    question.design = design.name
    question.monotone = [load.path]
    question.probe = 2
    try PlanOptions(invocation, sheet).apply(to: &question)
    if let count = invocation.count(CapacityCommand.replications) {
      question.firstStage = Int(count)
    }
    return question
  }
}

/// A load that may be made larger: a rate, or a number of users.
struct Load {
  /// The path of its setting.
  let path: String
  /// How much the scenario has.
  let usual: Double
  /// How far a search goes up where nobody says it: a run takes as long as it has messages.
  static let usualRange = 10.0
  /// Whether it counts users, of which there are no parts.
  let isWhole: Bool

  /// The load that a command line names, or that of the first client: its first spike, else its
  /// rate or its users.
  ///
  /// - Throws: That there is none.
  init(of scenario: Document, _ invocation: Invocation) throws(InputError) {
    var path = ""
    if let named = invocation.value(CapacityCommand.load) {
      path = named
    } else {
      path = try Self.path(in: scenario)
    }
    let words = path.split(separator: ".").map { String($0) }
    var found: Document? = scenario
    for word in words {
      found =
        found?.list.flatMap { list in
          Int(word).flatMap { list.indices.contains($0) ? list[$0] : nil }
        } ?? found?[word]
    }
    guard let value = found, let text = value.scalarText else {
      throw InputError(
        "the scenario does not say \(path)",
        remedy: "name a load that it says, as --of traffic.Shop.rate")
    }
    self.path = path
    isWhole = words.last == "users"
    guard let usual = Self.amount(text, isWhole: isWhole), usual > 0 else {
      throw InputError(
        "\(path) is \(text), and no load", remedy: "name a rate or a number of users",
        at: value.place)
    }
    self.usual = usual
  }

  private static func path(in scenario: Document) throws(InputError) -> String {
    guard let client = scenario["traffic"]?.map?.entries.first else {
      throw InputError(
        "the scenario has no traffic", remedy: "name a load: --of traffic.Shop.rate")
    }
    let begin = "traffic.\(client.key)"
    if let spikes = client.value["spikes"]?.list, !spikes.isEmpty {
      return "\(begin).spikes.0.rate"
    }
    return client.value["rate"] != nil ? "\(begin).rate" : "\(begin).users"
  }

  private static func amount(_ text: String, isWhole: Bool) -> Double? {
    isWhole
      ? (try? Quantities.count(text)).map { Double($0) } : (try? Quantities.rate(text))?.perSecond
  }

  /// How it is written in a scenario.
  func written(_ load: Double) -> String {
    let isRound = load == load.rounded()
    let number = isRound ? String(Int64(load)) : String(load)
    return isWhole ? number : "\(number)/s"
  }

  /// The loads among which is sought.
  ///
  /// - Throws: That an end of the range is none.
  func scale(_ invocation: Invocation) throws(InputError) -> LoadScale {
    let from = try end(CapacityCommand.from, invocation) ?? min(usual, isWhole ? 1 : usual / 100)
    let to = try end(CapacityCommand.to, invocation) ?? usual * Self.usualRange
    guard from < to else {
      throw InputError(
        "--from \(written(from)) is not below --to \(written(to))", remedy: "begin lower")
    }
    let within = invocation.value(CapacityCommand.within) ?? "5%"
    guard let share = try? Quantities.share(within), share >= 0.001, share <= 1 else {
      throw InputError(
        "--within takes a share from 0.1 % to 100 %, found \(within)", remedy: "5% is usual")
    }
    return LoadScale(from: from, to: to, within: share, isWhole: isWhole)
  }

  private func end(_ option: Option, _ invocation: Invocation) throws(InputError) -> Double? {
    guard let text = invocation.value(option) else { return nil }
    guard let amount = Self.amount(text, isWhole: isWhole), amount > 0 else {
      throw InputError(
        "--\(option.name) takes \(isWhole ? "a number of users" : "a rate"), found \(text)",
        remedy: "for example --\(option.name) \(isWhole ? "10" : "10/s")")
    }
    return amount
  }
}
