import Documents
import Kernel
import Measures
import Studies

/// The runs of a study that decides as it goes: remembered in a journal, shown by a progress.
struct SteppedRuns {
  private let study: Study
  private let laboratory: Laboratory
  private let journal: Journal
  private let progress: StudyProgress
  private let known: Set<Trial.Key>
  private let outside: Outside
  private let isQuiet: Bool
  /// What does not balance in a run: a bug of a model.
  private(set) var imbalance: String?

  /// The runs of a study whose report goes into a folder.
  ///
  /// - Parameter question: What the study asks.
  /// - Throws: That what was run before cannot be read.
  init(
    _ study: Study, on bench: StudyBench, into folder: String, asking question: PlanQuestion,
    _ invocation: Invocation
  ) throws(InputErrors) {
    let outside = invocation.outside
    let journal: Journal
    do throws(InputError) {
      journal = try Journal(study, .whole, below: folder, outside)
    } catch {
      throw InputErrors(error)
    }
    let progress = StudyProgress(
      invocation, runs: 0, of: study.figures, best: question.aim, wantsMost: question.wantsMost)
    self.study = study
    self.journal = journal
    self.progress = progress
    self.outside = outside
    isQuiet = invocation.has(RunCommand.quiet)
    known = Set(journal.found.map { $0.key })
    laboratory = Laboratory(
      asking: study.figures, knowing: journal.found, catalogue: invocation.catalogue,
      crew: invocation.crew, watch: .init(journal, progress, outside), setup: bench.setup)
    if !journal.found.isEmpty, !isQuiet {
      let count = NumberText.grouped(Int64(journal.found.count))
      outside.errors.write("\(count) runs were done before\n")
    }
  }

  /// The figures of runs, side by side; nil where somebody ended it.
  ///
  /// - Throws: The errors of the first run that cannot be made.
  mutating func run(_ keys: [Trial.Key]) throws(InputErrors) -> [[Double?]]? {
    let points = Set(keys.map { $0.point })
    progress.expect(
      keys.filter { !known.contains($0) }.count, at: points.count == 1 ? points.first : nil)
    let trials = try laboratory.trials(keys)
    imbalance = imbalance ?? trials?.flatMap { $0.imbalances }.first
    return trials?.map { $0.figures }
  }

  /// Ends it as interrupted: what was run is kept.
  func interrupt() throws(InputErrors) -> ExitCode {
    progress.clear()
    do throws(InputError) { try journal.flush() } catch { throw InputErrors(error) }
    if !isQuiet { outside.errors.write("the same command goes on from here\n") }
    return .interrupted
  }

  /// Ends it as whole: what was written meanwhile is removed.
  func finish() throws(InputErrors) {
    progress.clear()
    do throws(InputError) { try journal.remove() } catch { throw InputErrors(error) }
  }
}
