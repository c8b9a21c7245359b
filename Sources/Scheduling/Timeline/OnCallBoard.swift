import Timekeeping

/// Who is on now in many teams: a flat table with a row per duty, each with those who are on and how long that holds.
///
/// Asking again walks over the table and renews only the rows whose time is over: those of steady rotations by
/// arithmetic, the others by the code that puts whole timelines together. Make one of all plans and keep it while their
/// facts do: the first question fills it.
package struct OnCallBoard: Sendable {
  private let plans: [TimelinePlan]
  private var rows: [Row]
  /// Those on whom no version of their team names, such as somebody in an old published week.
  private var strangers = MemberTable()
  /// The sets of rows with several people on; entry 0 is nobody.
  private var crowds: [[Int32]] = [[]]

  /// A duty of a plan. What it says holds for `from..<until`, in milliseconds.
  private struct Row: Sendable {
    let plan: Int32
    let duty: Int32
    var from = Int64.max
    var until = Int64.min
    /// Where one is on alone, their number in the plan, or behind its members the one among the strangers; else -1.
    var member: Int32 = -1
    /// A place in `crowds`, used while `member` is -1.
    var crowd: Int32 = 0

    func holds(at moment: Int64) -> Bool { from <= moment && moment < until }
  }

  /// A member on for a duty of a team, as numbers: `member(_:)`, `duty(_:)` and `team(_:)` name them.
  package struct Entry: Sendable, Hashable {
    let plan: Int32
    let duty: Int32
    let member: Int32
  }

  /// One plan a team; teams come in this order.
  package init(_ plans: [TimelinePlan]) {
    self.plans = plans
    rows = plans.enumerated().flatMap { place, plan in
      plan.duties.indices.map { Row(plan: Int32(place), duty: Int32($0)) }
    }
  }

  package func team(_ entry: Entry) -> TeamID { plans[Int(entry.plan)].team }
  package func duty(_ entry: Entry) -> DutyID { plans[Int(entry.plan)].duties[Int(entry.duty)].id }
  package func member(_ entry: Entry) -> MemberID {
    let known = plans[Int(entry.plan)].members
    let other = entry.member - Int32(known.ids.count)
    return other < 0 ? known[entry.member] : strangers[other]
  }

  /// Everybody on at `instant`, each duty's own holders (fallbacks are not followed), in the order of the teams.
  package mutating func on(at instant: Timestamp) -> [Entry] {
    renew(at: instant)
    var entries: [Entry] = []
    entries.reserveCapacity(rows.count)
    for row in rows {
      if row.member >= 0 {
        entries.append(Entry(plan: row.plan, duty: row.duty, member: row.member))
      } else if row.crowd > 0 {
        for member in crowds[Int(row.crowd)] {
          entries.append(Entry(plan: row.plan, duty: row.duty, member: member))
        }
      }
    }
    return entries
  }

  /// Puts together anew what does not hold at `instant`.
  private mutating func renew(at instant: Timestamp) {
    let moment = instant.milliseconds
    guard let first = rows.firstIndex(where: { !$0.holds(at: moment) }) else { return }
    var builder: TimelineBuilder?
    var walk = ZoneWalk(plans[Int(rows[first].plan)].home)
    for place in first..<rows.count where !rows[place].holds(at: moment) {
      if goOn(place, at: instant, &walk) { continue }
      assemble(place, at: instant, &builder)
    }
  }

  /// True where the row's rotation is steady at `instant` and says who is on.
  private mutating func goOn(_ place: Int, at instant: Timestamp, _ walk: inout ZoneWalk) -> Bool {
    guard let held = plans[Int(rows[place].plan)].steady.holder(Int(rows[place].duty), at: instant, &walk) else {
      return false
    }
    (rows[place].from, rows[place].until) = (instant.milliseconds, held.until)
    rows[place].member = held.member
    if rows[place].crowd > 0 { crowds[Int(rows[place].crowd)] = [] }
    return true
  }

  private mutating func assemble(_ place: Int, at instant: Timestamp, _ kept: inout TimelineBuilder?) {
    let plan = plans[Int(rows[place].plan)]
    var builder = kept.take() ?? TimelineBuilder(plan)
    defer { kept = builder }
    guard let stretch = builder.stretch(of: plan.duties[Int(rows[place].duty)], in: plan, at: instant) else { return }
    (rows[place].from, rows[place].until) = (stretch.from, stretch.until)
    write(stretch, to: place, builder, plan)
  }

  private mutating func write(_ stretch: DutyStretch, to place: Int, _ builder: TimelineBuilder, _ plan: TimelinePlan) {
    rows[place].member = -1
    if stretch.isOneAlone {
      rows[place].member = number(stretch.first, builder, plan)
      return
    }
    let all = stretch.isNobody ? [] : ([stretch.first] + stretch.others).map { number($0, builder, plan) }
    // A row keeps its place among the crowds, so that they do not grow with time.
    if rows[place].crowd > 0 {
      crowds[Int(rows[place].crowd)] = all
    } else if !all.isEmpty {
      rows[place].crowd = Int32(crowds.count)
      crowds.append(all)
    }
  }

  private mutating func number(_ member: Int32, _ builder: TimelineBuilder, _ plan: TimelinePlan) -> Int32 {
    let known = Int32(plan.members.ids.count)
    return member < known ? member : known + strangers.number(builder.members[member])
  }
}
