import Drafting
import Scheduling
import Triage

/// Everything the schedule files of a folder say, in the one normalised form that `apply` stores and the server reads.
///
/// Holidays are embedded, so a stored version needs no file. The bytes are the same for the same definitions.
package struct Definitions: Sendable, Hashable, Codable {
  /// Of this form; rises when older programs can no longer read it.
  package var format: Int = Definitions.currentFormat
  /// Sorted by team id.
  package var teams: [TeamDefinition]

  package static let currentFormat = 1

  package init(teams: [TeamDefinition]) {
    self.teams = teams.sorted { $0.schedule.team < $1.schedule.team }
  }

  package func team(_ id: TeamID) -> TeamDefinition? { teams.first { $0.schedule.team == id } }
}

/// What one team file defines.
package struct TeamDefinition: Sendable, Hashable, Codable {
  package var schedule: Schedule
  package var rules: DraftingRules
  package var desk: DeskPolicy
  /// The calendars of holidays that were read for it, by name; nil where it names none.
  package var calendars: [HolidayCopy]?

  package init(
    schedule: Schedule, rules: DraftingRules = DraftingRules(), desk: DeskPolicy = DeskPolicy(),
    calendars: [HolidayCopy]? = nil
  ) {
    self.schedule = schedule
    self.rules = rules
    self.desk = desk
    self.calendars = calendars
  }
}
