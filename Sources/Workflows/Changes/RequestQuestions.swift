import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Requests with consent: the open ones of which there is something to take, or all.
package struct ListRequests: OperatorCommand {
  package static let name = "request-list"
  package static let changes = false

  package var team: String?
  package var member: String?
  package var all: Bool
  /// Swaps only, or everything but swaps; nil lists both.
  package var kind: ShiftRequest.Kind?

  package init(team: String? = nil, member: String? = nil, all: Bool = false, kind: ShiftRequest.Kind? = nil) {
    self.team = team
    self.member = member
    self.all = all
    self.kind = kind
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [RequestReply] {
    let now = desk.clock.now()
    let world = try await desk.world()
    let wanted = try team.map { try desk.team($0, in: world, at: now).schedule.team }
    let person = try member.map { try desk.member($0, in: world, at: now).id }
    let isOpenOnly = !all
    let requests = try await desk.store.read {
      isOpenOnly ? try $0.openShiftRequests(team: wanted) : try $0.shiftRequests(team: wanted)
    }
    let search = ShiftSearch(desk: desk, world: world, now: now)
    let found = requests.filter { request in
      (kind == nil || (kind == .swap) == (request.kind == .swap)) && (person.map(request.concerns) ?? true)
    }
    return try found.filter { try all || !search.isGivenAway($0) }.map { RequestReply($0) }
  }
}

package struct ShowRequest: OperatorCommand {
  package static let name = "request-show"
  package static let changes = false

  package var id: String

  package init(id: String) { self.id = id }

  package struct Reply: Codable, Sendable {
    package var request: ShiftRequest
    package var lapses: Timestamp?
    /// Who could take what is still open, best first, and why the others could not; empty once it is settled.
    package var candidates: [Replacement]
    /// What was done to it, oldest first.
    package var history: [Entry]
  }

  package struct Entry: Codable, Sendable {
    package var at: Timestamp
    package var actor: String
    package var action: String
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    return try await desk.store.read { [id] snapshot in
      guard let request = try snapshot.shiftRequest(id) else {
        throw OperatorProblem.unknown(
          "request", id, among: try snapshot.shiftRequests().suffix(200).map(\.id), kind: .missing)
      }
      let world = try desk.worlds.world(in: snapshot)
      let team = try world.teamToCome(request.team, at: now) ?? desk.team(request.team.text, in: world, at: now)
      let candidates =
        try request.state == .open
        ? desk.replacements(for: request.given, team: team, world: world).filter { replacement in
          request.asked == nil || replacement.member == request.asked
        } : []
      let history = try snapshot.auditEntries(entity: "request/\(id)", limit: 200).reversed().map {
        Entry(at: $0.at, actor: $0.actor, action: $0.action)
      }
      return Reply(request: request, lapses: request.lapses, candidates: candidates, history: history)
    }
  }
}

extension ShiftRequest {
  /// True when the member asked, is asked, or took a part.
  func concerns(_ member: MemberID) -> Bool {
    requester == member || asked == member || takings.contains { $0.taker == member || $0.part.member == member }
  }
}
