import Measures

/// What a plan came to: the settings that it chose, what it proved of them and what it only tried.
package struct Plan: Sendable {
  /// How a point stands to the goals.
  package enum Standing: String, Equatable, Sendable {
    /// It meets every goal, proven.
    case meets
    /// It meets every goal, some of them so narrowly that they cannot be told from their bounds.
    case meetsNarrowly = "meets-narrowly"
    /// It misses a goal, proven.
    case misses
    /// It misses a goal, so narrowly that the figure cannot be told from the bound.
    case missesNarrowly = "misses-narrowly"
    /// The runs ended before that was known, or those that one point may take.
    case undecided
    /// It was not decided, as something that meets every goal is cheaper for sure.
    case dearer

    /// Whether it passes for meeting every goal.
    package var passes: Bool { self == .meets || self == .meetsNarrowly }
    /// Whether it passes for missing one.
    package var fails: Bool { self == .misses || self == .missesNarrowly }
  }

  /// A goal at a point.
  package struct Verdict: Sendable {
    /// What was found of it; nil where the runs ended before.
    package let finding: GoalTest.Finding?
    /// Whether it passes for being met, be it narrowly; nil where that is not decided.
    package let isMet: Bool?
    /// The mean over the runs that have a finite figure; nil where none has.
    package let mean: Double?
    /// Its 95 % interval; nil below two such runs.
    package let interval: ConfidenceInterval?
    /// The share of runs that may break a goal of every run at most, which errs no more than its
    /// part of the plan's error; nil for other goals, and where it was not chosen.
    package let mostBroken: Double?
  }

  /// A point that was run.
  package struct Trying: Sendable {
    /// The point.
    package let point: Point
    /// How it stands to the goals.
    package let standing: Standing
    /// How often it was run.
    package let runs: Int
    /// The first replication that missed a goal; nil where none did.
    package let missing: UInt32?
    /// The goals, in the order of the question.
    package let goals: [Verdict]
    /// What is to be least or greatest: the mean over the runs; nil where it has none.
    package let figure: Double?
    /// Its 95 % interval.
    package let interval: ConfidenceInterval?

    /// The places of the goals that it misses, proven or narrowly.
    package var missed: [Int] { goals.indices.filter { goals[$0].isMet == false } }
    /// The places of the goals of which that is not decided.
    package var undecided: [Int] { goals.indices.filter { goals[$0].isMet == nil } }
  }

  /// What is just below the answer in one setting.
  package struct Neighbour: Sendable {
    /// The setting.
    package let path: String
    /// The value below; nil where the answer has the first.
    package let value: String?
    /// What was found there, as a place in what was tried; nil where nothing was run there.
    package let trying: Int?
  }

  /// Two points that refute what was declared of a setting.
  package struct Contradiction: Equatable, Sendable {
    /// The settings that differ, usually one.
    package let paths: [String]
    /// The place, in what was tried, of the point that has less of them.
    package let less: Int
    /// The place of the point that has more of them.
    package let more: Int
    /// The place, among the goals, of the one that more makes worse; nil where more makes cheaper.
    package let goal: Int?
  }

  /// What was asked.
  package let question: PlanQuestion
  /// Every point that was run, in the order in which they were.
  package let tried: [Trying]
  /// The place of the chosen one in what was tried; nil where none passes.
  package let chosen: Int?
  /// What is just below the chosen one, setting by setting.
  package let below: [Neighbour]
  /// What refutes that settings are monotone.
  package let contradictions: [Contradiction]
  /// The points that were not decided with the runs that one point may take, as places in what was
  /// tried.
  package let left: [Int]
  /// The points, as places in what was tried, that pass and are not proven to be cheaper by no more
  /// than the indifference: of three and more the selection alone proves that only where the
  /// chosen one is cheaper than all others by as much.
  package let contenders: [Int]
  /// Whether every point was decided, by itself or by what is declared of the settings.
  package let isComplete: Bool
  /// How many runs it took.
  package let runs: Int
  /// How many points there are to choose from.
  package let points: Int
  /// How many points were decided by what is declared of the settings alone.
  package let inferred: Int
  /// How many points needed no decision, as they cost more for sure.
  package let spared: Int
  /// With what probability the test of one mean at one point errs at most.
  package let error: Double

  /// What was chosen; nil where nothing passes.
  package var answer: Trying? { chosen.map { tried[$0] } }
  /// Whether it is proven that the answer meets every goal.
  package var isProvenToMeet: Bool { answer?.standing == .meets }
  /// Whether it is proven that nothing else is cheaper by more than the indifference and meets
  /// every goal.
  package var isProvenCheapest: Bool {
    isComplete && contradictions.isEmpty && contenders.isEmpty && chosen != nil
      && !tried.contains { $0.standing == .missesNarrowly }
  }
  /// Whether it is proven that nothing meets every goal.
  package var isProvenImpossible: Bool {
    isComplete && contradictions.isEmpty && chosen == nil
      && !tried.contains { $0.standing == .missesNarrowly }
  }
}
