import Timekeeping

/// The required time of a team that its duties do not fill, and who answers then (rule T9).
struct OpenTime {
  let team: CoverageTeam
  let window: Interval
  private let times: [DutyID: [Interval]]

  init(team: CoverageTeam, window: Interval) {
    self.team = team
    self.window = window
    times = Dictionary(team.timeline.duties.map { ($0.duty.id, $0.present) }, uniquingKeysWith: { first, _ in first })
  }

  private func present(_ duty: DutyTimeline) -> [Interval] { times[duty.duty.id] ?? [] }

  var coverage: [DutyCoverage] { team.timeline.coveringDuties.map(coverage) }
  var findings: [CoverageFinding] { team.timeline.coveringDuties.flatMap(findings) }

  /// Required time is what shifts fill and what is open; time that somebody was added to, beside it, counts as both.
  private func coverage(_ duty: DutyTimeline) -> DutyCoverage {
    let open = (gaps(duty, .nobody) + away(duty)).union
    let filled = SortedTime.without(present(duty).clipped(to: window), open)
    let gap = SortedTime.without(open, present(duty))
    return DutyCoverage(
      duty: duty.duty.id, required: SortedTime.length(filled) + SortedTime.length(gap),
      filled: SortedTime.length(filled), notPublished: SortedTime.length(gaps(duty, .notPublished)),
      nextGap: gap.first?.start)
  }

  private func gaps(_ duty: DutyTimeline, _ reason: Gap.Reason) -> [Interval] {
    duty.gaps.filter { $0.reason == reason }.map(\.interval).clipped(to: window).union
  }

  /// Time of shifts whose member is on leave, and nobody else of the duty is there.
  private func away(_ duty: DutyTimeline) -> [Interval] {
    let missing = duty.shifts.flatMap { held in held.conflicts.compactMap { held.interval.intersection($0.interval) } }
    return SortedTime.without(missing.clipped(to: window).union, present(duty))
  }

  private func findings(_ duty: DutyTimeline) -> [CoverageFinding] {
    let open = gaps(duty, .nobody).flatMap { answered($0, .gap, duty, members: []) }
    let away = duty.shifts.flatMap { held in
      held.conflicts.compactMap { held.interval.intersection($0.interval)?.intersection(window) }
        .flatMap { SortedTime.without([$0], present(duty)) }
        .flatMap { answered($0, .away, duty, members: [held.member]) }
    }
    return open + away + waiting(duty)
  }

  /// A stretch of open time, cut where another duty begins or ends to answer.
  private func answered(
    _ stretch: Interval, _ kind: CoverageFinding.Kind, _ duty: DutyTimeline, members: [MemberID]
  ) -> [CoverageFinding] {
    var left = [stretch]
    var found: [CoverageFinding] = []
    func tell(_ part: Interval, _ standIn: CoverageFinding.StandIn?) {
      found.append(
        CoverageFinding(
          kind: kind, team: team.timeline.team, duty: duty.duty.id, members: members, interval: part,
          amount: part.duration, standIn: standIn))
    }
    for fallback in team.timeline.schedule.fallbackChain(from: duty.duty.id).dropFirst() {
      guard let other = team.timeline.duty(fallback.id) else { continue }
      for part in SortedTime.common(left, present(other)) { tell(part, other.standIn(over: part)) }
      left = SortedTime.without(left, present(other))
    }
    for part in left { tell(part, nil) }
    return found
  }

  /// One finding for all slots of the duty whose rota is still to come.
  private func waiting(_ duty: DutyTimeline) -> [CoverageFinding] {
    let open = gaps(duty, .notPublished)
    guard let first = open.first, let last = open.last, let whole = Interval(first.start, last.end) else { return [] }
    return [
      CoverageFinding(
        kind: .notPublished, team: team.timeline.team, duty: duty.duty.id, interval: whole,
        amount: SortedTime.length(open), count: open.count)
    ]
  }
}

extension DutyTimeline {
  fileprivate func standIn(over part: Interval) -> CoverageFinding.StandIn {
    var members: [MemberID] = []
    for held in shifts where held.interval.overlaps(part) && !members.contains(held.member) {
      members.append(held.member)
    }
    return CoverageFinding.StandIn(duty: duty.id, members: members)
  }
}
