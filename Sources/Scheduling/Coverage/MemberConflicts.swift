import Timekeeping

/// What the rules of rule T14 forbid a member, looked for in shifts that stand, in every team: two duties at once, too
/// little rest, too much in a week, two weekends in a row.
struct MemberConflicts {
  let input: CoverageInput

  private struct Stand {
    var team: Int
    var duty: DutyID
    var interval: Interval
  }

  var findings: [CoverageFinding] {
    var byMember: [MemberID: [Stand]] = [:]
    for (index, team) in input.teams.enumerated() {
      for duty in team.timeline.coveringDuties {
        for held in duty.shifts {
          byMember[held.member, default: []].append(Stand(team: index, duty: duty.duty.id, interval: held.interval))
        }
      }
    }
    return byMember.keys.sorted().flatMap { member in
      let own = (byMember[member] ?? []).sorted { $0.interval.start < $1.interval.start }
      return pairs(member, own) + weeks(member, own) + weekends(member, own)
    }
  }

  // MARK: Two shifts

  private func pairs(_ member: MemberID, _ stands: [Stand]) -> [CoverageFinding] {
    let longest = input.teams.compactMap(\.limits.rest).max() ?? .zero
    var found: [CoverageFinding] = []
    for (index, first) in stands.enumerated() {
      for second in stands[(index + 1)...] {
        if second.interval.start - first.interval.end > longest { break }
        if let clash = clash(member, first, second) { found.append(clash) }
      }
    }
    return found
  }

  private func clash(_ member: MemberID, _ first: Stand, _ second: Stand) -> CoverageFinding? {
    let isExempt =
      first.team == second.team && limits(first).mayStandTogether(first.duty, second.duty)
    if isExempt { return nil }
    if let both = first.interval.intersection(second.interval) {
      return finding(.together, member, second, after: first, during: both, amount: both.duration)
    }
    let rest = second.interval.start - first.interval.end
    let wanted = max(limits(first).rest ?? .zero, limits(second).rest ?? .zero)
    let isOneBlock = rest == .zero && first.team == second.team && first.duty == second.duty
    guard rest < wanted, !isOneBlock else { return nil }
    return finding(.rest, member, second, after: first, during: second.interval, amount: rest, limit: wanted)
  }

  private func finding(
    _ kind: CoverageFinding.Kind, _ member: MemberID, _ stand: Stand, after other: Stand, during time: Interval,
    amount: Duration, limit: Duration? = nil
  ) -> CoverageFinding? {
    guard time.overlaps(input.window) else { return nil }
    return CoverageFinding(
      kind: kind, team: team(stand).timeline.team, duty: stand.duty,
      other: CoverageFinding.Place(team: team(other).timeline.team, duty: other.duty), members: [member],
      interval: time, amount: amount, limit: limit)
  }

  private func team(_ stand: Stand) -> CoverageTeam { input.teams[stand.team] }
  private func limits(_ stand: Stand) -> CoverageLimits { team(stand).limits }

  // MARK: Weeks

  /// Every team of the member with a limit looks at all of the member's time, in the weeks in which the member stands a
  /// slot of it: a rotation's week alone is not work by the hour (as drafting has it).
  private func weeks(_ member: MemberID, _ stands: [Stand]) -> [CoverageFinding] {
    input.teams.indices.flatMap { index -> [CoverageFinding] in
      let team = input.teams[index]
      guard let limit = team.limits.atMostPerWeek, team.timeline.schedule.member(member) != nil else { return [] }
      let slots = stands.filter { $0.team == index && team.timeline.schedule.duty($0.duty)?.slots != nil }
      let time = stands.filter { !($0.team == index && team.standsBesideSlots($0.duty)) }.map(\.interval).union
      return team.weeks(of: input.window).compactMap { week in
        let amount = SortedTime.length(time.clipped(to: week))
        guard amount > limit, slots.contains(where: { $0.interval.overlaps(week) }) else { return nil }
        return CoverageFinding(
          kind: .weekMaximum, team: team.timeline.team, members: [member], interval: week, amount: amount,
          limit: limit)
      }
    }
  }

  /// Whether a shift is at a weekend is read on the wall of its own team, whichever team asks.
  private func weekends(_ member: MemberID, _ stands: [Stand]) -> [CoverageFinding] {
    let stood = Set(stands.compactMap { Weekends.week(of: $0.interval, in: team($0).timeline.zone) }).sorted()
    return input.teams.flatMap { team -> [CoverageFinding] in
      guard team.limits.noTwoWeekendsInARow, team.timeline.schedule.member(member) != nil else { return [] }
      let zone = team.timeline.zone
      // order: sorted above
      return zip(stood, stood.dropFirst()).compactMap { first, second in
        guard first.next == second, let time = DateRange(second.monday + 5, second.monday + 6)?.interval(in: zone),
          time.overlaps(input.window)
        else { return nil }
        return CoverageFinding(
          kind: .weekendsInARow, team: team.timeline.team, members: [member], interval: time, amount: time.duration)
      }
    }
  }
}

extension CoverageTeam {
  /// As drafting has it: being on a rotation beside one's slots is not work by the hour.
  fileprivate func standsBesideSlots(_ id: DutyID) -> Bool {
    let schedule = timeline.schedule
    guard let duty = schedule.duty(id), duty.slots == nil else { return false }
    return schedule.duties.contains { $0.slots != nil && limits.mayStandTogether($0.id, id) }
  }

  /// The ISO weeks that share time with `window`, whole, on the team's wall.
  fileprivate func weeks(of window: Interval) -> [Interval] {
    var week = ISOWeek(containing: timeline.zone.civil(at: window.start).date)
    var weeks: [Interval] = []
    while timeline.zone.startOfDay(week.monday) < window.end {
      if let whole = DateRange(week.monday, week.monday + 6)?.interval(in: timeline.zone) { weeks.append(whole) }
      week = week.next
    }
    return weeks
  }
}
