/// What a calendar of somebody else may ask for. The numbers are far above what real files hold; they keep a broken or
/// hostile one from taking all memory or time.
package enum ImportLimits {
  /// Of one file: 8 MiB.
  package static let bytes = 8 * 1024 * 1024
  static let events = 20_000
  /// How deep components may stand in one another; real files need three.
  static let depth = 16
  /// Definitions of time zones in one file.
  static let zones = 500
  /// Changes of the clock that one of them may have from the year before the window on; each time in it looks at them.
  static let clockChanges = 2_000
  /// Events that come out of one rule, and of all rules of a file.
  static let instancesOfRule = 5_000
  static let instances = 50_000
  /// Days and hours that are looked at for one rule, and for all rules of a file.
  static let stepsOfRule = 400_000
  static let steps = 4_000_000
  /// In bytes, for one rule.
  static let ruleText = 2_000
  /// Dates listed with one event (RDATE, EXDATE).
  static let dates = 5_000
  /// Remarks that are kept; the rest is counted.
  static let remarks = 200
  /// In Unicode scalars, for a summary and for a description.
  static let summary = 300
  static let description = 4_000
  /// Of one event.
  static let attendees = 50
  /// The longest event, in days; longer ones are cut.
  static let days = 1_100
}
