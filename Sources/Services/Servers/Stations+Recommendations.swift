import Blueprints
import Kernel
import Measures
import Programs

extension Stations {
  /// What to change of the calls that its code makes, and of how requests wait for it.
  func recommendations(in world: World) -> [Advice] {
    runner.program.recommendations(of: label, within: .forever)
      + [longQueue(in: world)].compactMap { $0 }
  }

  /// Requests that waited without bound, some of them longer than their callers did.
  private func longQueue(in world: World) -> Advice? {
    let most = meters.queued.gauge.maximum
    guard terms.room.capacity == .max, !terms.room.dropsExpired, most > terms.workers else {
      return nil
    }
    let calls = world.edges.filter { $0.ends.contains(label) }
    let unheard = calls.reduce(Int64(0)) { $0 + $1.timeouts }
    guard unheard > 0 else { return nil }
    return Advice(
      "requests wait longer than their callers", .failure,
      figure: "up to \(Quantity(most, .requests).text) waited for \(terms.workers) workers, and "
        + "\(NumberText.grouped(unheard)) attempts timed out",
      recommendation: "bound the queue and turn away at once what would wait too long, so that no "
        + "work is done for callers who have gone",
      source: "https://aws.amazon.com/builders-library/using-load-shedding-to-avoid-overload/")
  }
}

extension Server {
  func recommendations(in world: World) -> [Advice] { stations.recommendations(in: world) }
}
