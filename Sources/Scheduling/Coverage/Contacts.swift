import Timekeeping

/// Members who stand shifts and whom no page would reach.
struct Contacts {
  let input: CoverageInput

  /// One for each member and team, from their first shift in the window on.
  var findings: [CoverageFinding] {
    guard input.sharedChannel == nil else { return [] }
    return input.teams.flatMap { team -> [CoverageFinding] in
      let schedule = team.timeline.schedule
      let stood = team.timeline.coveringDuties.flatMap(\.shifts).filter { $0.interval.overlaps(input.window) }
      return schedule.members.filter { !isReachable($0) }.compactMap { member in
        let own = stood.filter { $0.member == member.id }.sorted { $0.interval.start < $1.interval.start }
        guard let first = own.first else { return nil }
        return CoverageFinding(
          kind: .noContact, team: schedule.team, duty: first.shift.duty, members: [member.id],
          interval: first.interval, amount: own.map(\.interval).covered, count: own.count)
      }
    }
  }

  private func isReachable(_ member: Member) -> Bool {
    member.contacts.contains { contact in input.channels?.contains(contact.channel) ?? true }
  }
}
