import Timekeeping

/// What a holiday file may ask for. The numbers are far above what real files hold; they keep a broken or hostile one
/// from taking all memory or time.
enum HolidayLimits {
  static let bytes = 5 * 1024 * 1024
  static let events = 10_000
  /// How deep components may stand in one another; real files need three.
  static let depth = 16
  /// In days, for one event.
  static let length = 366
  /// Events with a rule, in one file.
  static let rules = 1_000
  /// Dates of one rule.
  static let instances = 4_000
  /// A rule that begins before 1900-01-01 is refused.
  static let earliestRule = CivilDate(daysSinceEpoch: -25_567)
  /// In bytes, for one rule.
  static let ruleText = 2_000
  /// Holidays that come out of one file.
  static let days = 50_000
  static let remarks = 100
  /// In Unicode scalars.
  static let name = 200

  /// Repeats are expanded from 2000-01-01 to 2100-12-31, both included.
  static let window = CivilDate(daysSinceEpoch: 10_957)...CivilDate(daysSinceEpoch: 47_846)
}
