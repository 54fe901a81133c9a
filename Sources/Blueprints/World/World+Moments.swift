import Kernel

extension World {
  /// The calendar date of the start of every run, in seconds since 1970: 2026-01-01.
  static var epoch: Int64 { 1_767_225_600 }

  /// A moment as AWS writes it, in UTC and to the second: `2026-01-01T00:00:00Z`.
  public func timestamp(of moment: Instant) -> String {
    let seconds = Self.epoch + (moment - .start).nanoseconds / 1_000_000_000
    let (days, time) = (seconds / 86_400, seconds % 86_400)
    // Days are counted from 0000-03-01 in eras of 400 years, so that leap days end a year.
    let shifted = days + 719_468
    let (era, day) = (shifted / 146_097, shifted % 146_097)
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
    let ofYear = day - (365 * year + year / 4 - year / 100)
    let march = (5 * ofYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    let civil = [
      year + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * march + 2) / 5 + 1,
      time / 3_600, time / 60 % 60, time % 60,
    ].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(civil[0])-\(civil[1])-\(civil[2])T\(civil[3]):\(civil[4]):\(civil[5])Z"
  }
}
