import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// The days to come that are published for a team, week by week.
struct PublishedStretches {
  private let team: TeamID
  private let today: CivilDate
  /// Of every published day that is not over.
  private let dates: [CivilDate]

  init(_ schedule: Schedule, _ world: World, desk: ServiceDesk, now: Timestamp) throws {
    let zone = try desk.zones.zone(schedule.zone)
    let published = (world.published[schedule.team] ?? []).filter { $0.interval.end > now }.flatMap { rota in
      let last = zone.civil(at: rota.interval.end - .milliseconds(1)).date
      return Array(zone.civil(at: rota.interval.start).date...last)
    }
    team = schedule.team
    today = zone.civil(at: now).date
    dates = Set(published).sorted()
  }

  /// Days of one week that follow each other, those of `period` where one is named. Refuses where there are none.
  func found(in period: DraftPeriod?) throws -> [DraftPeriod] {
    var stretches: [DraftPeriod] = []
    for date in dates where period?.contains(date) ?? true {
      if let last = stretches.last, last.until == date, date.weekday != .mon,
        let longer = DraftPeriod(from: last.from, until: date + 1)
      {
        stretches[stretches.count - 1] = longer
      } else {
        stretches.append(DraftPeriod(date))
      }
    }
    guard stretches.isEmpty else { return stretches }
    let what =
      period.map { "\(team) \($0) is not published, or over" } ?? "no week of \(team) to come is published"
    let next = period ?? DraftPeriod(ISOWeek(containing: today))
    throw OperatorProblem(.no, what, help: "draft and publish: watchbill rota draft \(team) \(next)")
  }
}

/// Who has the slots of published days, with what was arranged since.
struct PublishedSlots {
  let schedule: Schedule
  let period: DraftPeriod
  let world: World
  let desk: ServiceDesk

  func holders() throws -> [ShiftID: MemberID] {
    let slots = try schedule.slots(of: period, zones: desk.zones)
    guard let start = slots.map(\.interval.start).min(), let end = slots.map(\.interval.end).max(),
      let window = Interval(start, end)
    else { return [:] }
    let shifts = try desk.timeline(of: schedule.team, window: window, world: world).shifts.map(\.shift)
    return Self.holders(of: slots, in: shifts, posted: (world.published[schedule.team] ?? []).flatMap(\.shifts))
  }

  /// The one rule of who has a slot: whoever has the piece that keeps its id, or what is left of it after its beginning
  /// went to somebody else, or stands its end where others stand the rest; else who it was posted for, also where a change or leave emptied it.
  static func holders(of slots: [Slot], in shifts: [Shift], posted: [Shift]) -> [ShiftID: MemberID] {
    let known = Set(slots.map(\.id))
    var holders = Dictionary(
      posted.filter { known.contains($0.id) }.map { ($0.id, $0.member) }, uniquingKeysWith: { $1 })
    let pieces = Dictionary(grouping: shifts) { $0.id.origin }
    for slot in slots {
      if let holder = holder(of: slot, in: pieces[slot.id] ?? []) { holders[slot.id] = holder }
    }
    return holders
  }

  private static func holder(of slot: Slot, in pieces: [Shift]) -> MemberID? {
    let own = pieces.first { $0.id == slot.id } ?? pieces.first { $0.id.isRest(of: slot.id) }
    if let own { return own.member }
    let isWhole = pieces.map(\.interval).union.contains {
      $0.start <= slot.interval.start && $0.end >= slot.interval.end
    }
    guard isWhole else { return nil }
    return pieces.max { $0.interval.end < $1.interval.end }?.member
  }
}
