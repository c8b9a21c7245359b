import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// When a member wants no notices: what they set themselves, else what the schedule files say; or sets it (O8).
package struct QuietHours: OperatorCommand {
  package static let name = "contact-quiet"
  package static let changes = true

  package var member: String
  /// Weekly hours on the wall of the member's zone, or `none`; nil only looks.
  package var hours: String?
  /// Goes back to what the files say.
  package var clear: Bool

  package init(member: String, hours: String? = nil, clear: Bool = false) {
    self.member = member
    self.hours = hours
    self.clear = clear
  }

  package struct Reply: Codable, Sendable, Hashable {
    package var member: String
    /// `own`, `file` or `none`.
    package var origin: String
    /// Nil where notices may come at any time.
    package var hours: String?
    package var zone: String
    /// Until when notices wait now; nil when they do not.
    package var until: Timestamp?
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let person = try desk.member(member, in: try await desk.world(), at: now)
    if hours != nil || clear {
      let parsed = try hours.map(parsed)
      try await desk.change { [clear, hours] tx in
        try tx.setQuietHours(clear ? nil : parsed, of: person.id, by: actor.text, at: now)
        try tx.audit(
          at: now, actor: actor, action: "contact-quiet", entity: "member/\(person.id)",
          ["hours": clear ? "" : hours ?? ""])
      }
    }
    let world = try await desk.world()
    let quiet = world.quiet(of: person)
    let origin = world.ownQuiet[person.id] != nil ? "own" : quiet == nil ? "none" : "file"
    return Reply(
      member: person.id.text, origin: origin, hours: quiet?.description,
      zone: desk.zone(of: person.id, in: world).id.name,
      until: desk.timing(of: person, in: world).endOfQuiet(at: now))
  }

  private func parsed(_ text: String) throws(OperatorProblem) -> WeeklyHours {
    if text == "none" { return WeeklyHours([]) }
    let parsed: WeeklyHours
    do throws(TextProblem) { parsed = try WeeklyHours(text: text) } catch { throw OperatorProblem(error) }
    guard parsed != .always else {
      throw OperatorProblem(
        .refused, "quiet hours that never end leave no time for notices", help: "write them like 22:00-07:00, or none")
    }
    return parsed
  }
}
