import Timekeeping

/// Makes the parts of a `TimelinePlan`.
struct Planner {
  let input: TimelineInput
  let spans: [ScheduleSpan]
  let team: TeamID
  let zones: ZoneTables
  var members: MemberTable
  var names: NameTable
  /// One per version: when each member belongs to the team; empty when everybody always does.
  private var membership: [[Interval?]] = []
  /// One per version.
  private var homes: [Zone] = []

  init(input: TimelineInput, spans: [ScheduleSpan], team: TeamID, zones: ZoneTables) throws(ZoneProblem) {
    (self.input, self.spans, self.team, self.zones) = (input, spans, team, zones)
    members = MemberTable(expecting: (spans.last?.schedule.members.count ?? 0) + 4)
    names = NameTable(expecting: input.overrides.count * 2 + 12)
    for span in spans {
      for member in span.schedule.members { _ = members.number(member.id) }
    }
    for span in spans {
      let home = try zones.zone(span.schedule.zone)
      homes.append(home)
      membership.append(Self.membership(of: span.schedule, members, home))
    }
  }

  private static func membership(of schedule: Schedule, _ members: MemberTable, _ home: Zone) -> [Interval?] {
    guard schedule.members.contains(where: { $0.from != nil || $0.until != nil }) else { return [] }
    let always = Interval(.distantPast, .distantFuture)
    var limits = [Interval?](repeating: always, count: members.ids.count)
    for member in schedule.members {
      guard let number = members.find(member.id) else { continue }
      let joined = member.from.map { home.startOfDay($0) } ?? .distantPast
      let left = member.until.map { home.startOfDay($0 + 1) } ?? .distantFuture
      limits[Int(number)] = Interval(joined, left)
    }
    return limits
  }

  mutating func duties() throws(ZoneProblem) -> [DutyPlan] {
    var plans: [DutyPlan] = []
    for span in spans.reversed() {
      for duty in span.schedule.duties where !plans.contains(where: { $0.id == duty.id }) {
        plans.append(try plan(of: duty.id))
      }
    }
    return plans
  }

  private mutating func plan(of duty: DutyID) throws(ZoneProblem) -> DutyPlan {
    var dutySpans: [DutySpan] = []
    var before: [LayerPlan] = []
    /// Of all versions so far, with when each was replaced.
    var former: [(plan: LayerPlan, until: Timestamp)] = []
    for place in spans.indices {
      let definition = spans[place].schedule.duty(duty)
      let planner = LayerPlanner(span: spans[place], home: homes[place], zones: zones)
      var layers: [LayerPlan] = []
      for layer in definition?.layers ?? [] {
        let old = before.first { $0.layer.id == layer.id }
        let recent = former.reversed().prefix { former in
          spans[place].validity.start - former.until <= LayerPlanner.undoneWithin
        }
        let same = recent.first { $0.plan.isSame(as: layer, in: spans[place].schedule) }
        layers.append(try planner.plan(layer, after: old, former: same?.plan, &members, &names))
      }
      before = layers
      former += layers.map { (plan: $0, until: spans[place].validity.end) }
      dutySpans.append(
        DutySpan(
          validity: spans[place].validity, duty: definition, layers: layers.byRank, membership: membership[place]))
    }
    return DutyPlan(
      id: duty, prefix: "\(team).\(duty).", spans: dutySpans, changes: changes(of: duty),
      temporary: temporary(of: duty), published: published(of: duty),
      longestDays: dutySpans.flatMap(\.layers).map(\.turns.longestDays).max() ?? 0)
  }

  private func temporary(of duty: DutyID) -> [Int32] {
    let own = input.temporary.indices.filter { place in
      input.temporary[place].team == team && input.temporary[place].duties.contains(duty)
    }
    return own.sorted { a, b in
      let (one, other) = (input.temporary[a], input.temporary[b])
      return one.interval.start == other.interval.start
        ? one.id < other.id : one.interval.start < other.interval.start
    }.map(Int32.init)
  }

  private func published(of duty: DutyID) -> [Int32] {
    input.published.indices.filter { place in input.published[place].shifts.contains { $0.duty == duty } }
      .map(Int32.init)
  }

  mutating func leave() -> [PlannedLeave] {
    var planned: [PlannedLeave] = []
    for (place, leave) in input.leave.enumerated() {
      guard let member = members.find(leave.member) else { continue }
      planned.append(
        PlannedLeave(
          member: member, interval: leave.interval, place: Int32(place), name: names.string(leave.id.lowercased()),
          isPlanned: leave.kind == .planned, isOutsideTeam: leave.isOutsideTeam))
    }
    let all = input.leave
    return planned.sorted { a, b in
      a.interval.start == b.interval.start
        ? all[Int(a.place)].id < all[Int(b.place)].id : a.interval.start < b.interval.start
    }
  }
}

extension [LayerPlan] {
  /// The highest rank first; the order of the file stays within a rank.
  fileprivate var byRank: [LayerPlan] {
    guard contains(where: { $0.layer.rank != self[0].layer.rank }) else { return self }
    return enumerated().sorted { a, b in
      a.element.layer.rank == b.element.layer.rank
        ? a.offset < b.offset : a.element.layer.rank > b.element.layer.rank
    }.map(\.element)
  }
}
