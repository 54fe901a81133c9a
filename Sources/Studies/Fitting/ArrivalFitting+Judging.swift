import Kernel
import Measures

/// How well what was found explains the recording.
extension ArrivalFitting {
  /// Whether short gaps follow on short ones as rarely as chance has it, outside of some ranges;
  /// of counts alone nobody knows.
  func isIndependent(_ daily: DailyShape?, beside runs: [Range<Int>] = []) -> Bool {
    guard let moments else { return true }
    let quiet = moments.filter { moment in
      !runs.contains { $0.contains(Int(moment / counts.width)) }
    }
    let gaps = Self.gaps(quiet, daily, timeOfDay)
    let correlation = BatchMeans.lagOneAutocorrelation(of: gaps) ?? 0
    return correlation < 0.05 || correlation * Double(quiet.count).squareRoot() < 4
  }

  /// How well gaps are described: by the distance of Kolmogorov and Smirnov, and by whether each
  /// gap is independent of the one before.
  static func verdict(of law: TwoPhaseGaps, on gaps: [Double]) -> Goodness.Verdict {
    let sorted = gaps.sorted()
    let number = Double(sorted.count)
    var distance = 0.0
    for (index, gap) in sorted.enumerated() {
      let share = law.cumulative(gap)
      distance = max(distance, share - Double(index) / number, Double(index + 1) / number - share)
    }
    let fitness: Goodness.Verdict =
      distance <= 0.02 || distance * number.squareRoot() < 1.36
      ? .well : distance <= 0.06 ? .roughly : .poorly
    let correlation = BatchMeans.lagOneAutocorrelation(of: gaps) ?? 0
    let isAlike = correlation.magnitude > 0.05 && correlation.magnitude * number.squareRoot() > 4
    return isAlike ? fitness.worse(correlation > 0.2 ? .poorly : .roughly) : fitness
  }

  /// Whether there are about as many silences as a source makes: runs of empty stretches, of which
  /// there is one in each time off that is long enough to hold a whole stretch.
  func isSilentEnough(_ source: Burstiness) -> Bool {
    let (factor, on) = (source.factor.value, source.on.value)
    let ratio = counts.width / (on * (factor - 1))
    let isHeld = Arithmetic.exp(-ratio) * -Arithmetic.expMinusOne(-ratio) / ratio
    // A time on without a single arrival joins two silences.
    let inBurst = source.rate.value * factor * on
    let expected = length / (on * factor) * isHeld * inBurst / (1 + inBurst)
    var silences = 0.0
    for (index, value) in counts.values.enumerated() where value == 0 {
      if index == 0 || counts.values[index - 1] > 0 { silences += 1 }
    }
    return silences >= expected - 3 * expected.squareRoot() - 1
  }

  /// How well the dispersion over all lengths of stretches is what a source would have.
  static func verdict(
    of source: Burstiness, on course: [Dispersion], over length: Double
  ) -> Goodness.Verdict {
    // Bursts, and not stretches, are what is independent where there are fewer of them.
    let bursts = length / (source.on.value * source.factor.value)
    guard bursts >= 3 else { return .poorly }
    var verdict = bursts < 10 ? Goodness.Verdict.roughly : .well
    for point in course {
      let number = length / point.width
      let ratio = point.index / source.dispersion(over: point.width)
      let error = (2 / min(number, bursts)).squareRoot()
      let distance = Arithmetic.log(ratio).magnitude
      if distance > 6 * error + 0.2 {
        verdict = .poorly
      } else if distance > 3 * error + 0.1 {
        verdict = verdict.worse(.roughly)
      }
    }
    return verdict
  }
}
