import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// What people asked of a rota before it is drafted: slots that members claimed, what a lead decided, wishes, and leave
/// that they earned.
struct DraftOrders: Sendable {
  var claims: [Claim]
  /// What members of any team claimed around the period in other teams.
  var elsewhere: [Claim]
  var decisions: [SlotDecision]
  var wishes: [KeptWish]
  /// Ids of leave that was taken for credits.
  var earnedLeave: [String]

  init(
    claims: [Claim] = [], elsewhere: [Claim] = [], decisions: [SlotDecision] = [], wishes: [KeptWish] = [],
    earnedLeave: [String] = []
  ) {
    self.claims = claims
    self.elsewhere = elsewhere
    self.decisions = decisions
    self.wishes = wishes
    self.earnedLeave = earnedLeave
  }

  /// All that holds now and bears on a draft of `period`, wherever its members live.
  init(of team: TeamID, _ period: DraftPeriod, in snapshot: Snapshot) throws {
    let window = Self.window(around: period, days: 2)
    self.init(
      claims: try snapshot.claims(team: team, overlapping: window),
      elsewhere: try snapshot.claims(overlapping: Self.window(around: period, days: 46)).filter { $0.team != team },
      decisions: try snapshot.decisions(team: team, overlapping: window),
      wishes: try snapshot.wishes(overlapping: window), earnedLeave: try snapshot.leaveForCredits())
  }

  /// No wall is a day from UTC, and no slot begins on a day of the period and two days after it; rest and weekends reach
  /// two weeks further, limits on the month six.
  private static func window(around period: DraftPeriod, days: Int) -> Interval? {
    let start = CivilDateTime(period.from - days, .midnight).secondsSinceEpoch
    let end = CivilDateTime(period.until + days, .midnight).secondsSinceEpoch
    return Interval(Timestamp(seconds: start), Timestamp(seconds: end))
  }

  /// What binds the draft of `slots`; a claim that a lead confirmed is said once, and no slot that is claimed is left open,
  /// also where it went on to somebody else.
  func decisions(for slots: [Slot]) -> [LeadDecision] {
    let known = Set(slots.map(\.id))
    let claimed = claims.filter { known.contains($0.slot) }.map {
      LeadDecision(slot: $0.slot, member: $0.member, kind: .assign, isClaim: true)
    }
    let decided = decisions.filter { known.contains($0.slot) }.map {
      LeadDecision(slot: $0.slot, member: $0.member, kind: $0.kind.gives ? .assign : .forbid)
    }
    return claimed
      + decided.filter { next in
        !claimed.contains { claim in
          claim.slot == next.slot && (next.opens || claim.member == next.member && claim.kind == next.kind)
        }
      }
  }

  /// The members' wishes as instants, each on the wall of who wished.
  func wishes(of schedule: Schedule, zones: ZoneTables) throws -> [Wish] {
    try wishes.flatMap { wish -> [Wish] in
      guard let member = schedule.member(wish.member) else { return [] }
      return wish.spans(in: try zones.zone(member.zone ?? schedule.zone)).map {
        Wish(id: wish.id, member: wish.member, kind: wish.kind.drafted, interval: $0, weight: wish.weight)
      }
    }
  }
}

extension World {
  func isPublished(_ team: TeamID, at instant: Timestamp) -> Bool {
    (published[team] ?? []).contains { $0.interval.contains(instant) }
  }
}

extension Claim {
  func isPublished(in world: World) -> Bool { world.isPublished(team, at: interval.start) }

  /// Whether it is to become a shift: its slot is to come, there and yet to be published, and its member in the team.
  func isToCome(in world: World, zones: ZoneTables, at now: Timestamp) throws -> Bool {
    guard interval.start > now, !isPublished(in: world), let handle = SlotHandle(slot),
      let schedule = world.teamToCome(team, at: interval.start)?.schedule, schedule.member(member) != nil
    else { return false }
    return try schedule.slots(of: ISOWeek(containing: handle.date), zones: zones).contains { $0.id == slot }
  }

  /// What it comes to once its slot is published.
  var shift: Shift { Shift(id: slot, team: team, duty: duty, member: member, interval: interval) }
}

extension KeptWish {
  /// One span for whole days, else one for each day's hours; a time that the clock skipped is left out.
  func spans(in zone: Zone) -> [Interval] { Self.spans(of: dates, hours, in: zone) }

  static func spans(of dates: DateRange, _ hours: Hours?, in zone: Zone) -> [Interval] {
    guard let hours else { return [dates.interval(in: zone)].compactMap { $0 } }
    let next = hours.until <= hours.from ? 1 : 0
    return dates.days.compactMap { day in
      Interval(
        zone.first(CivilDateTime(day, hours.from)), zone.last(CivilDateTime(day + next, hours.until)))
    }
  }
}

extension KeptWish.Kind {
  /// As drafting calls it.
  fileprivate var drafted: Wish.Kind {
    switch self {
    case .off: .off
    case .on: .on
    }
  }
}
