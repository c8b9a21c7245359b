import Timekeeping

/// How a team's hours fall on its members, and how they would if everybody stood their share.
struct TeamLoads {
  let times: [MemberID: StoodTime]
  private let order: [MemberID]
  private let fair: [MemberID: Duration]

  init(team: CoverageTeam, window: Interval, zones: ZoneTables) throws(ZoneProblem) {
    let stood = team.stood(in: window)
    let times = try Self.times(of: stood, team: team, window: window, zones: zones)
    let fair = team.fairParts(of: stood, in: window)
    let known = team.timeline.schedule.members.map(\.id)
    order = known.filter { times[$0] != nil || fair[$0] != nil } + times.keys.filter { !known.contains($0) }.sorted()
    self.times = times
    self.fair = fair
  }

  private static func times(
    of stood: [MemberID: [DutyID: [Interval]]], team: CoverageTeam, window: Interval, zones: ZoneTables
  ) throws(ZoneProblem) -> [MemberID: StoodTime] {
    let timeline = team.timeline
    let special = SpecialTime(window: window, zone: timeline.zone)
    let weekends = special.weekends(in: timeline.zone)
    let holidays = special.holidays(team.holidays, in: timeline.zone)
    var times: [MemberID: StoodTime] = [:]
    var nights: [ZoneID: [Interval]] = [:]
    for (member, own) in stood.sorted(by: { $0.key < $1.key }) {
      let home = timeline.schedule.zone(of: member)
      if nights[home] == nil { nights[home] = special.nights(in: try zones.zone(home)) }
      // order: a union is the same in any order
      let all = own.values.flatMap { $0 }.union
      // order: a sum is the same in any order
      let (shifts, onDuties) = (own.values.reduce(0) { $0 + $1.count }, own.values.reduce(.zero) { $0 + $1.covered })
      times[member] = StoodTime(
        shifts: shifts, all: all, onDuties: onDuties, nights: SortedTime.common(all, nights[home] ?? []),
        weekends: SortedTime.common(all, weekends), holidays: SortedTime.common(all, holidays))
    }
    return times
  }

  /// In the order of the file; then those who stand shifts and are no longer in it.
  var loads: [MemberLoad] {
    order.map { (times[$0] ?? StoodTime()).load(of: $0, fair: fair[$0] ?? .zero) }
  }

  var evenness: Int? {
    let loads = loads
    let total = loads.reduce(Duration.zero) { $0 + $1.onDuties }
    guard total > .zero else { return nil }
    let moved = loads.reduce(Duration.zero) { sum, load in
      let fair = load.fair ?? .zero
      return sum + (load.onDuties > fair ? load.onDuties - fair : fair - load.onDuties)
    }
    return Tenths.of(total - moved / 2, in: total)
  }
}

extension CoverageTeam {
  /// Everybody's shifts inside `window`, duty by duty.
  fileprivate func stood(in window: Interval) -> [MemberID: [DutyID: [Interval]]] {
    var stood: [MemberID: [DutyID: [Interval]]] = [:]
    for held in timeline.coveringDuties.flatMap(\.shifts) {
      guard let part = held.interval.intersection(window) else { continue }
      stood[held.member, default: [:]][held.shift.duty, default: []].append(part)
    }
    return stood
  }

  /// Each duty's time dealt out among those who can stand it, rounded to whole milliseconds, half away from zero.
  fileprivate func fairParts(
    of stood: [MemberID: [DutyID: [Interval]]], in window: Interval
  ) -> [MemberID: Duration] {
    let dates = timeline.zone.civil(at: window.start).date...timeline.zone.civil(at: window.end - .milliseconds(1)).date
    var parts: [MemberID: Duration] = [:]
    for duty in timeline.coveringDuties.map(\.duty) {
      // order: a sum is the same in any order
      let time = stood.values.reduce(Duration.zero) { $0 + ($1[duty.id]?.covered ?? .zero) }
      let weights = timeline.schedule.members.map { ($0.id, duty.weight(of: $0) * $0.share * $0.days(in: dates)) }
      let whole = weights.reduce(0) { $0 + $1.1 }
      for (member, weight) in weights where weight > 0 {
        let milliseconds = (Int128(time.wholeMilliseconds) * Int128(weight) * 2 / Int128(whole) + 1) / 2
        parts[member, default: .zero] += .milliseconds(Int64(clamping: milliseconds))
      }
    }
    return parts
  }
}

extension Duty {
  /// How often a rotation lists the member, or 1 where a slot may be theirs; 0 for somebody who cannot stand the duty.
  fileprivate func weight(of member: Member) -> Int {
    guard let slots else { return layers.flatMap(\.rotation.groups).joined().count { $0 == member.id } }
    guard slots.skills.allSatisfy(member.skills.contains) else { return 0 }
    let isWeekendOnly = slots.hours.windows.allSatisfy { $0.weekday >= .sat }
    if isWeekendOnly, member.weekends == .never { return 0 }
    return switch slots.eligible {
    case .everyone: 1
    case .volunteers: member.weekends == .volunteer ? 1 : 0
    case .members(let ids): ids.contains(member.id) ? 1 : 0
    }
  }
}

extension Member {
  /// How many of the days the member belongs to the team.
  fileprivate func days(in dates: ClosedRange<CivilDate>) -> Int {
    let first = max(dates.lowerBound, from ?? dates.lowerBound)
    let last = min(dates.upperBound, until ?? dates.upperBound)
    return max(0, last - first + 1)
  }
}
