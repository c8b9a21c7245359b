/// What runs of days on shift and of days off must look like; nil is no limit.
///
/// A day is worked when a shift of up to a day begins on it, on the wall of the team's zone. What is fixed before and
/// after the draft counts, in any team; a run that leaves the time that is known may be shorter than the least.
package struct RunLimits: Sendable, Hashable, Codable {
  package var mostDays: Int?
  package var leastDays: Int?
  package var leastDaysOff: Int?

  package init(mostDays: Int? = nil, leastDays: Int? = nil, leastDaysOff: Int? = nil) {
    self.mostDays = mostDays
    self.leastDays = leastDays
    self.leastDaysOff = leastDaysOff
  }
}
