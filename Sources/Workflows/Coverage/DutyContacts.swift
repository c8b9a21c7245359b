import Scheduling
import Timekeeping

extension ServiceDesk {
  /// The contacts of everybody on duty in `window` as they are now; those who only shadow are never paged.
  func contacts(
    on timelines: [OnCallTimeline], window: Interval, world: World, now: Timestamp
  ) async throws -> [CoverageReply.DutyContact] {
    let book = try await contactBook(world)
    var found: [Stander] = []
    for timeline in timelines {
      for held in timeline.shifts where held.interval.overlaps(window) {
        guard timeline.duty(held.shift.duty)?.duty.isShadow == false,
          let member = timeline.schedule.member(held.member)
        else { continue }
        let place = found.firstIndex { $0.member.id == member.id } ?? found.count
        if place == found.count { found.append(Stander(member: member, first: held.interval.start)) }
        found[place].add(held.interval.start, of: timeline.team)
      }
    }
    return found.sorted { $0.first == $1.first ? $0.member.id < $1.member.id : $0.first < $1.first }.flatMap { person in
      book.rows(of: person.member, at: now).map { row in
        CoverageReply.DutyContact(
          contact: row, teams: person.teams.map(\.text), shifts: person.shifts, firstShift: person.first)
      }
    }
  }
}

/// Somebody on duty.
private struct Stander {
  var member: Member
  var first: Timestamp
  var teams: [TeamID] = []
  var shifts = 0

  mutating func add(_ start: Timestamp, of team: TeamID) {
    first = min(first, start)
    shifts += 1
    if !teams.contains(team) { teams.append(team) }
  }
}
