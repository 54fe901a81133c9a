/// Which service an expression is for.
public enum ScheduleDialect: String, Sendable, CaseIterable {
  /// Rules of EventBridge: `cron` and `rate`, in UTC; units of `rate` in the singular for 1 alone.
  case rules
  /// EventBridge Scheduler: `at` too, in any time zone; units in singular or plural.
  case scheduler
  /// What both take.
  case both

  /// Whether one moment alone may be named.
  var takesMoments: Bool { self == .scheduler }
  /// Whether the unit of `rate` has to agree with its number.
  var isStrictOnPlurals: Bool { self != .scheduler }
}
