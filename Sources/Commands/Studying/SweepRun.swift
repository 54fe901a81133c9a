import Documents
import Kernel
import Measures
import Reports
import Studies

/// Runs a sweep, or one shard of it, and writes what comes out.
struct SweepRun {
  private let plan: SweepPlan
  private let shard: Shard?
  private let invocation: Invocation
  private var outside: Outside { invocation.outside }
  private var study: Study { plan.study }
  private var part: Shard { shard ?? .whole }

  init(_ plan: SweepPlan, _ shard: Shard?, _ invocation: Invocation) {
    self.plan = plan
    self.shard = shard
    self.invocation = invocation
  }

  /// Runs what was not run before; whether some point meets every goal.
  func perform() throws(InputErrors) -> ExitCode {
    let begin = outside.clock()
    let folder = SweepFolder(
      invocation.value(SweepCommand.out) ?? "reports/\(plan.bench.source.file.report)")
    let journal: Journal
    do throws(InputError) { journal = try Journal(study, part, below: folder.path, outside) } catch
    {
      throw InputErrors(error)
    }
    let wanted = study.trials(of: part)
    tell(found: journal.found.count, of: wanted.count)
    guard let trials = try trials(wanted, journal) else {
      try stop(journal, of: wanted.count)
      return .interrupted
    }
    if let imbalance = trials.flatMap({ $0.imbalances }).first { return outside.confess(imbalance) }
    let file = StudyFile(study, part, trials)
    do throws(InputError) {
      if let shard {
        try outside.write(folder.path(of: shard), file.text)
      } else {
        try folder.write(file, outside)
      }
      try journal.remove()
    } catch {
      throw InputErrors(error)
    }
    return finish(file, folder, after: TimeSpan(nanoseconds: outside.clock() - begin))
  }

  private func trials(
    _ wanted: [Trial.Key], _ journal: Journal
  ) throws(InputErrors) -> [Trial]? {
    let progress = StudyProgress(
      invocation, runs: wanted.count - journal.found.count, knowing: journal.found,
      of: study.figures)
    defer { progress.clear() }
    return try Laboratory(
      asking: study.figures, knowing: journal.found, catalogue: invocation.catalogue,
      crew: invocation.crew, watch: .init(journal, progress, outside),
      setup: plan.bench.setup
    ).trials(wanted)
  }

  // MARK: Words

  private func tell(found: Int, of count: Int) {
    guard found > 0, !invocation.has(RunCommand.quiet) else { return }
    outside.errors.write(
      "\(NumberText.grouped(Int64(found))) of \(runs(count)) were done before\n")
  }

  /// Keeps what was run, and says how to go on.
  private func stop(_ journal: Journal, of count: Int) throws(InputErrors) {
    do throws(InputError) { try journal.flush() } catch { throw InputErrors(error) }
    guard journal.count > 0 else {
      outside.errors.write("stopped before a run had ended\n")
      return
    }
    let done = NumberText.grouped(Int64(journal.count))
    outside.errors.write(
      "stopped: \(done) of \(runs(count)) are kept in \(journal.folder)\n"
        + "the same command goes on from there\n")
  }

  private func runs(_ count: Int) -> String {
    "\(NumberText.grouped(Int64(count))) run\(count == 1 ? "" : "s")"
  }

  private func finish(
    _ file: StudyFile, _ folder: SweepFolder, after wall: TimeSpan
  ) -> ExitCode {
    let sweep = shard == nil ? Sweep(file) : nil
    guard !invocation.has(RunCommand.quiet) else { return code(sweep) }
    if let sweep { folder.show(sweep, invocation) }
    let messages = file.trials.reduce(Int64(0)) { $0 + $1.messages }
    let place = shard.map { folder.path(of: $0) } ?? "\(folder.path)/"
    outside.errors.write(
      "\(runs(file.trials.count)) of \(NumberText.grouped(messages)) messages in all, in "
        + "\(TimeText.text(wall)) · \(place)\n")
    if let shard, shard.count > 1 {
      let out = invocation.value(SweepCommand.out).map { " --out \($0)" } ?? ""
      outside.errors.write(
        "once all \(shard.count) shards are there: spillway merge \(folder.path)\(out)\n")
    }
    return code(sweep)
  }

  /// A shard says nothing of goals.
  private func code(_ sweep: Sweep?) -> ExitCode { sweep?.meetsGoals ?? true ? .done : .missed }
}
