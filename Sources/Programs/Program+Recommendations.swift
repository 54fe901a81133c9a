import Blueprints
import Kernel
import Measures

extension Program {
  private static let jitterSource =
    "https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/"

  /// What to change of the calls that the code makes, in the order of the code.
  ///
  /// - Parameters:
  ///   - label: Who runs the code.
  ///   - limit: How long one run may take; `forever` where nothing bounds it.
  public func recommendations(of label: String, within limit: TimeSpan) -> [Advice] {
    var known: [String] = []
    return sites.filter { $0.edge.attempts > 0 || $0.edge.entered > 0 }.flatMap { site in
      guard !known.contains(site.callee.label) else { return [Advice]() }
      known.append(site.callee.label)
      return [
        jitter(of: site), budget(of: site), missingTimeout(of: site),
        longTimeout(of: site, within: limit),
      ].compactMap { $0 }
    }
  }

  private func jitter(of site: CallSite) -> Advice? {
    RetryAdvice.jitter(site.retries, to: site.callee.label, retries: site.edge.retries)
  }

  private func budget(of site: CallSite) -> Advice? {
    guard site.budget == nil, site.retries.failedCost == 0 else { return nil }
    return RetryAdvice.budget(
      site.edge.retries, of: site.edge.entered, to: site.callee.label)
  }

  /// Code that calls something on the web waits as long as it takes, where nobody says otherwise.
  private func missingTimeout(of site: CallSite) -> Advice? {
    guard site.callee.card.declaration.entry == "Request",
      (site.watch?.timeout ?? .forever) == .forever, site.retries.readTimeout == .forever
    else { return nil }
    return Advice(
      "calls of \(site.callee.label) have no timeout", .failure,
      figure: "\(NumberText.grouped(site.edge.entered)) calls wait as long as it takes",
      recommendation: "give every remote call a timeout that few good answers exceed",
      source: Self.jitterSource)
  }

  private func longTimeout(of site: CallSite, within limit: TimeSpan) -> Advice? {
    guard let timeout = site.watch?.timeout, timeout != .forever, limit != .forever,
      timeout >= limit
    else { return nil }
    return Advice(
      "calls of \(site.callee.label) may wait longer than the run may take",
      site.edge.timeouts > 0 || site.edge.dropped[Edge.Loss.abandoned.rawValue] > 0
        ? .failure : .delay,
      figure: "timeout \(TimeText.text(timeout)), and a run has \(TimeText.text(limit))",
      recommendation: "keep timeouts of calls, with their retries, below the caller's own",
      source: Self.jitterSource)
  }
}

/// What to say of retries, whoever makes them.
public enum RetryAdvice {
  /// From so many attempts for each call on, retries amplify what causes them.
  private static let amplified = (attempts: Int64(3), calls: Int64(2))
  private static let source =
    "https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/"

  /// Retries that happened and whose delays chance does not change.
  public static func jitter(_ policy: RetryPolicy, to label: String, retries: Int64) -> Advice? {
    guard policy.jitter == .none, policy.attempts > 1, retries > 0 else { return nil }
    return Advice(
      "retries without jitter", .failure,
      figure: "\(NumberText.grouped(retries)) retries of calls to \(label)",
      recommendation: "add jitter to backoff, so that callers that failed together do not come "
        + "back together", source: source)
  }

  /// Retries that made half as many attempts again or more, and that nothing bounds.
  public static func budget(_ retries: Int64, of calls: Int64, to label: String) -> Advice? {
    guard calls > 0, (calls + retries) * amplified.calls >= calls * amplified.attempts else {
      return nil
    }
    return Advice(
      "retries without a budget", .failure,
      figure: "\(NumberText.grouped(calls + retries)) attempts for \(NumberText.grouped(calls)) "
        + "calls to \(label)",
      recommendation: "bound retries by a token bucket, so that they cannot amplify an overload",
      source: source)
  }
}
