import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// Open tickets of people whom no team has any more, a sentence for each of them.
  func ticketsLeftBehind(
    before: World, after: World, at effective: Timestamp, in snapshot: Snapshot, now: Timestamp
  ) throws -> [String] {
    let staying = Set(after.teams(at: effective).flatMap(\.schedule.members).map(\.id))
    let leaving = before.teams(at: now).flatMap(\.schedule.members).filter { !staying.contains($0.id) }
    return try leaving.uniqued(by: \.id).compactMap { member in
      let tickets = try snapshot.tickets(TicketFilter(open: true, owner: member.id, limit: TicketFilter.largest))
      guard let first = tickets.last else { return nil }
      let what = tickets.count == 1 ? "\(first.id) is" : "\(tickets.count) open tickets are"
      return "\(what) \(member.name)'s, who is in no team then: watchbill ticket assign \(first.id) MEMBER"
        + (tickets.count == 1 ? "" : "; watchbill ticket list --owner \(member.id) shows them")
    }
  }
}
