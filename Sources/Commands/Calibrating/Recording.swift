import Documents
import Studies

/// What a file that somebody exported tells.
enum Recording {
  /// The kinds of recordings, by the words of `--as`.
  enum Kind: String, CaseIterable {
    case durations
    case report
    case timestamps
    case counts
  }

  /// How long each run of some code took.
  struct Runs {
    /// How long each took that came to its end [ns].
    var durations: [Double] = []
    /// How long each cold start took [ns].
    var starts: [Double] = []
    /// Memory sizes in the order in which they first occurred, and how many runs had each [MB].
    var memory: [(size: Int64, runs: Int)] = []
    /// How many were ended by their timeout.
    var timeouts = 0

    /// Takes note of the memory that a run had.
    mutating func note(memory size: Int64) {
      if let index = memory.firstIndex(where: { $0.size == size }) {
        memory[index].runs += 1
      } else {
        memory.append((size, 1))
      }
    }
  }

  /// When each of many messages arrived.
  struct Arrivals {
    /// Moments in ascending order, since 1970 or since whenever the recording counts from [ns].
    var moments: [Int64]
    /// Whether the moments are those of a calendar.
    var isDated: Bool
  }

  /// How many arrived in each of equal periods.
  struct Periods {
    /// The counts, in order; a period of which nothing is said has none.
    var counts: Counts
    /// When the first period begins, since 1970 or since whenever the recording counts from [ns].
    var start: Int64
    /// Whether the periods are those of a calendar.
    var isDated: Bool
    /// How many periods are missing in the recording.
    var missing: Int
  }

  case runs(Runs, Kind)
  case arrivals(Arrivals)
  case periods(Periods)
}
