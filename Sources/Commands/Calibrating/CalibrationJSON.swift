import Documents
import Kernel
import Measures
import Studies

/// A calibration as one object of JSON; times in nanoseconds, rates per second.
enum CalibrationJSON {
  /// What the file was taken for, and under `lines` the lines of the scenario.
  static func head(_ name: String, _ kind: String, _ lines: String, _ writer: inout JSONWriter) {
    writer.member("recording", name)
    writer.member("recognised", kind)
    writer.member("lines", lines)
  }

  /// What runs tell.
  static func write(_ calibration: RunCalibration, _ writer: inout JSONWriter) {
    writer.object("duration") { write(calibration.duration, &$0) }
    if let start = calibration.start {
      writer.object("init") { writer in
        write(start, &writer)
        if let share = calibration.coldShare {
          write("share", share.mean, share.low, share.high, &writer)
        }
      }
    }
    writer.member("timeouts", calibration.runs.timeouts)
    writer.array("memory") { writer in
      for memory in calibration.runs.memory {
        writer.object {
          $0.member("megabytes", memory.size)
          $0.member("runs", memory.runs)
        }
      }
    }
  }

  private static func write(_ fit: DurationFit, _ writer: inout JSONWriter) {
    let sample = fit.sample
    writer.member("count", sample.count)
    writer.member("mean", sample.mean)
    for (name, share) in [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)] {
      writer.member(name, sample.quantile(share))
    }
    writer.member("greatest", sample.greatest)
    if let goodness = fit.goodness {
      writer.object("goodness") {
        $0.member("verdict", goodness.verdict.rawValue)
        $0.member("distance", goodness.distance)
        $0.member("probability", goodness.probability)
      }
    }
    writer.array("candidates") { writer in
      for candidate in fit.candidates {
        writer.object { writer in
          writer.member("family", candidate.family.rawValue)
          writer.member("aic", candidate.criterion)
          writer.object("parameters") { writer in
            for parameter in candidate.parameters {
              write(parameter.name, parameter.estimate, &writer)
            }
          }
        }
      }
    }
  }

  /// What arrivals tell.
  static func write(_ fit: ArrivalFit, _ writer: inout JSONWriter) {
    writer.member("count", fit.count)
    writer.member("length", fit.length * 1e9)
    write("rate", fit.rate, &writer)
    switch fit.pattern {
    case .constant: writer.member("arrivals", "constant")
    case .poisson: writer.member("arrivals", "poisson")
    case .trace: writer.member("arrivals", "trace")
    case .bursty(let source):
      writer.member("arrivals", "bursty")
      write("factor", source.factor, &writer)
      write("on", source.on.value * 1e9, source.on.low * 1e9, source.on.high * 1e9, &writer)
    }
    writer.member("verdict", fit.verdict.rawValue)
    if let daily = fit.daily {
      writer.object("daily") {
        let peak = daily.peak
        write("peak", peak.value * 1e9, peak.low * 1e9, peak.high * 1e9, &$0)
        write("ratio", daily.ratio, &$0)
      }
    }
    if let trend = fit.trend {
      writer.object("trend") {
        write("begin", trend.begin, &$0)
        write("end", trend.end, &$0)
      }
    }
    writer.array("spikes") { writer in
      for spike in fit.spikes {
        writer.object {
          $0.member("at", spike.begin * 1e9)
          $0.member("for", spike.length * 1e9)
          write("rate", spike.rate, &$0)
        }
      }
    }
    writer.array("dispersion") { writer in
      for point in fit.dispersions {
        writer.object {
          $0.member("width", point.width * 1e9)
          $0.member("index", point.index)
        }
      }
    }
  }

  private static func write(_ name: String, _ estimate: Estimate, _ writer: inout JSONWriter) {
    write(name, estimate.value, estimate.low, estimate.high, &writer)
  }

  private static func write(
    _ name: String, _ value: Double, _ low: Double, _ high: Double, _ writer: inout JSONWriter
  ) {
    writer.object(name) {
      $0.member("value", value)
      $0.member("low", low)
      $0.member("high", high)
    }
  }
}
