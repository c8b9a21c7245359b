import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// What was handed over at the ends of shifts, and what became of it: the newest first (rule K10).
package struct ShowHandoffs: OperatorCommand {
  package static let name = "desk-handoffs"
  package static let changes = false
  /// How far back it can be asked for; older ones are forgotten.
  package static let reach = Duration.hours(24 * 30)

  package var team: String

  package init(team: String) {
    self.team = team
  }

  package struct Row: Codable, Sendable, Hashable {
    package var duty: String
    package var from: String
    /// When the shift ended.
    package var at: Timestamp
    /// Empty where nobody came next and the lead was told at once.
    package var to: [String]
    /// Who stood in by fallback where nobody came next, and could accept it; nil for nobody.
    package var standIns: [String]?
    package var tickets: [String]
    package var accepted: [WorkHandoff.Acceptance]
    package var acceptBy: Timestamp
    /// `accepted`, `waiting` while whom it is for may accept it in time, `told to the lead` or `withdrawn`.
    package var state: String
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [Row] {
    let now = desk.clock.now()
    let id = try desk.team(team, in: try await desk.world(), at: now).schedule.team
    return try await desk.store.read { try $0.handoffs(team: id, since: now - Self.reach).map(Row.init) }
  }
}

extension ShowHandoffs.Row {
  init(_ handoff: WorkHandoff) {
    let digest = handoff.digest
    self.init(
      duty: digest.duty.text, from: digest.from.text, at: digest.at, to: digest.to.map(\.text),
      standIns: digest.standIns?.map(\.text),
      tickets: digest.tickets.map(\.description), accepted: handoff.accepted, acceptBy: handoff.acceptBy,
      state: Self.state(handoff))
  }

  private static func state(_ handoff: WorkHandoff) -> String {
    if handoff.withdrawn != nil { return "withdrawn" }
    if handoff.waiting.isEmpty { return "accepted" }
    return handoff.lapsed == nil && !handoff.digest.takers.isEmpty ? "waiting" : "told to the lead"
  }
}
