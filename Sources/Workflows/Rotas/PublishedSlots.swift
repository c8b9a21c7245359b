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

  /// Whoever stands all of a slot has it; where nobody does, who it was published for.
  func holders() throws -> [ShiftID: MemberID] {
    let slots = try schedule.slots(of: period, zones: desk.zones)
    guard let start = slots.map(\.interval.start).min(), let end = slots.map(\.interval.end).max(),
      let window = Interval(start, end)
    else { return [:] }
    let shifts = try desk.timeline(of: schedule.team, window: window, world: world).shifts.map(\.shift)
    let standing = Dictionary(grouping: shifts, by: \.duty)
    var holders = posted
    for slot in slots {
      let parts = (standing[slot.duty] ?? []).filter { isPart($0.id, of: slot.id) }
      guard let first = parts.first, parts.allSatisfy({ $0.member == first.member }) else { continue }
      let isWhole = parts.map(\.interval).union.contains {
        $0.start <= slot.interval.start && $0.end >= slot.interval.end
      }
      if isWhole { holders[slot.id] = first.member }
    }
    return holders
  }

  /// As it was published, changes aside.
  private var posted: [ShiftID: MemberID] {
    let shifts = (world.published[schedule.team] ?? []).flatMap(\.shifts)
    let known = Set((try? schedule.slots(of: period, zones: desk.zones))?.map(\.id) ?? [])
    return Dictionary(
      shifts.filter { known.contains($0.id) }.map { ($0.id, $0.member) }, uniquingKeysWith: { $1 })
  }

  /// Parts that a change made carry its id after a `_` (`ShiftID.part`).
  private func isPart(_ id: ShiftID, of slot: ShiftID) -> Bool {
    id == slot || id.text.hasPrefix("\(slot.text)_")
  }
}
