/// What is known of every point of a grid, by its own runs or from points with more or less.
struct PlanKnowledge: Sendable {
  /// Whether a point misses a goal.
  private(set) var fails: [Bool] = []
  /// Whether a point meets every goal.
  private(set) var passes: [Bool] = []
  /// Whether a point costs more for sure than one that passes, or has more than one that does.
  private(set) var isDear: [Bool] = []
  /// Whether a point has more than one that passes.
  private(set) var isAbove: [Bool] = []
  /// Whether a point was left undecided after the runs that it may take, and nothing else decides
  /// it.
  private(set) var isLeft: [Bool] = []

  /// Nothing.
  init() {}

  /// What follows from the points that were run.
  init(_ search: PlanSearch) {
    let none = Array(repeating: false, count: search.grid.points.count)
    (fails, passes, isDear, isAbove, isLeft) = (none, none, none, none, none)
    for place in search.order { take(place, search) }
    for place in search.order {
      guard let own = search.candidates[place]?.standing, own != .undecided else { continue }
      fails[place] = own.fails
      passes[place] = own.passes
    }
    for place in search.order where search.isLeft(place) {
      isLeft[place] = !fails[place] && !passes[place] && !isDear[place]
    }
  }

  private mutating func take(_ place: Int, _ search: PlanSearch) {
    guard let standing = search.candidates[place]?.standing else { return }
    let isBeaten = search.isBeaten(place)
    if isBeaten { isDear[place] = true }
    guard isBeaten || standing != .undecided else { return }
    for other in search.grid.peers(of: place) where other != place {
      if search.grid.isMore(other, than: place) {
        if isBeaten { isDear[other] = true }
        if standing.passes { (passes[other], isAbove[other]) = (true, true) }
      } else if standing.fails, search.grid.isMore(place, than: other) {
        fails[other] = true
      }
    }
  }
}
