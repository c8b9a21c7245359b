import Timekeeping

extension Leave {
  /// What begins the id of time that somebody is not in the team; its start follows, so that no two are the same.
  private static let outside = "not-in-team-"

  /// False for leave that somebody booked.
  package var isOutsideTeam: Bool { id.hasPrefix(Self.outside) }

  /// Time that `member` is not in the team, though a published or arranged shift of theirs may lie in it.
  fileprivate static func outsideTeam(_ member: MemberID, _ interval: Interval) -> Leave {
    Leave(id: "\(outside)\(interval.start.seconds)", member: member, interval: interval, kind: .planned)
  }
}

extension [ScheduleSpan] {
  /// When people who are, were or will be in the team are not in it, as leave that was planned: whoever leaves keeps no
  /// published shift behind that would page them (rule T9). Each person's time is sorted and apart.
  func absences(zones: ZoneTables) throws(ZoneProblem) -> [Leave] {
    var away: [MemberID: [Interval]] = [:]
    var everybody: [MemberID] = []
    for member in flatMap(\.schedule.members) where away.updateValue([], forKey: member.id) == nil {
      everybody.append(member.id)
    }
    for span in self where !span.schedule.members.isEmpty {
      let zone = try zones.zone(span.schedule.zone)
      let known = Dictionary(span.schedule.members.map { ($0.id, $0) }) { first, _ in first }
      for member in everybody {
        let present = known[member]?.time(in: zone)
        away[member, default: []] += span.validity.subtracting(present.map { [$0] } ?? [])
      }
    }
    return everybody.flatMap { member in
      (away[member] ?? []).union.map { Leave.outsideTeam(member, $0) }
    }
  }
}

extension Member {
  /// From their first to the end of their last day in the team; nil when the one is after the other.
  fileprivate func time(in zone: Zone) -> Interval? {
    Interval(
      from.map { zone.startOfDay($0) } ?? .distantPast, until.map { zone.startOfDay($0 + 1) } ?? .distantFuture)
  }
}
