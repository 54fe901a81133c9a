/// The page that shows the grid of retry storms: `Documentation/metastability.md`.
struct RetryStormPage {
  /// The shares of seeds that stayed down, point by point, where a full line drops silently.
  let silent: [Double]
  /// The same where it turns requests away at once.
  let rejecting: [Double]

  var text: String {
    let grid = RetryStorm.grid()
    let clear = grid.filter { !$0.isGrey }.count
    return """
      # When a server stays down

      One server, a line before it, callers who wait for an answer for a time T and then ask again
      at once, R times. The server can do μ requests a second and is asked for λ. A rush of two
      seconds fills the line; then everything is as before. Does the server come back?

      Two conditions say that it does not: λ(1+R) > μ, so that retries alone keep it busy, and
      queue/μ > T, so that what it works on comes too late for whoever asked. Either a shorter line
      or fewer retries saves it. The tables are made by the simulator
      (`SWEEP=1 UPDATE=1 swift test --filter RetryStormTests`), under `ideal`, with μT = 100,
      exponential service, and a rush of 5 μ. A point has stayed down where in the end fewer than
      90 % of callers get their answer in time.

      ## A full line drops silently

      Callers hear nothing and wait for T. On all \(clear) of \(grid.count) points that are not near
      a condition the simulator agrees with both: ● stayed down, · came back. On the others
      (queue/(μT) from 0.9 to 1.5, or λ(1+R)/μ from 0.95 to 1.2) the share of 20 seeds that stayed
      down.

      \(table(grid, silent, marks: true))
      ## A full line turns requests away at once

      Callers hear so and ask again at once, so that most of their attempts are over before the
      server has done one request. Nothing is asserted here; the shares are those of 5 seeds.

      \(table(grid, rejecting, marks: false))
      """
  }

  private func table(_ grid: [RetryStorm], _ shares: [Double], marks: Bool) -> String {
    let rooms = RetryStorm.rooms
    let head = rooms.map { "\($0)" }.joined(separator: " | ")
    let rule = rooms.map { _ in "---" }.joined(separator: " | ")
    var lines = [
      "| R | λ/μ | λ(1+R)/μ | queue/(μT): \(head) |", "| --- | --- | --- | \(rule) |",
    ]
    for first in stride(from: 0, to: grid.count, by: rooms.count) {
      let point = grid[first]
      let cells = (first..<first + rooms.count).map { index in
        let share = shares[index]
        let isSure = marks ? !grid[index].isGrey : share == 0 || share == 1
        return isSure ? share > 0 ? "●" : "·" : "\(Int(share * 100 + 0.5)) %"
      }
      let pressure = Double(Int(point.pressure * 100 + 0.5)) / 100
      lines.append(
        "| \(point.retries) | \(point.load) | \(pressure) | \(cells.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
