import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// What publishing a draft now would make true: one stretch in each week that the draft has days of.
///
/// A draft takes the place of its own days only; what is published around them stays.
struct Publication {
  /// Of weeks that are not over, in order.
  private(set) var parts: [PublicationPart]
  /// What earlier publications keep of which the parts take a part.
  private(set) var remainders: [Remainder] = []

  struct Remainder {
    let of: PublishedPeriod
    let interval: Interval
    var shifts: [Shift]
  }

  init(_ book: DraftBook, in tx: Snapshot) throws {
    let schedule = book.definition.schedule
    let zone = try book.desk.zones.zone(schedule.zone)
    parts = try book.draft.period.weeks.compactMap { week in
      try PublicationPart(week, of: book, schedule: schedule, zone: zone, in: tx)
    }
    var seen: Set<Int> = []
    for period in parts.flatMap(\.replaced) where seen.insert(period.id).inserted { keepRest(of: period) }
  }

  /// Slots that are as they were, whoever the draft has there: over, or published and begun.
  func settled(in draft: Draft, now: Timestamp) -> Set<ShiftID> {
    let over = draft.assignments.map(\.slot).filter { $0.interval.end <= now }.map(\.id)
    return Set(over).union(parts.flatMap(\.begunSlots))
  }

  /// What is outside of all parts: slots by the day they begin on, all else by the clock.
  private mutating func keepRest(of period: PublishedPeriod) {
    let rests = period.interval.subtracting(parts.map(\.interval))
    var kept = rests.map { rest in
      let rotated = period.shifts.filter { !$0.id.isSlot }.compactMap { $0.clipped(to: rest) }
      return Remainder(of: period, interval: rest, shifts: rotated)
    }
    for shift in period.shifts {
      guard let date = shift.id.slotDate, !parts.contains(where: { $0.dates.contains(date) }) else { continue }
      if kept.isEmpty {
        // A slot of a zone far away begins on a day that is none of the draft's, at a time that is.
        if let part = parts.firstIndex(where: { $0.interval.overlaps(period.interval) }) { parts[part].keep(shift) }
      } else {
        kept[rests.lastIndex { $0.start <= shift.interval.start } ?? 0].shifts.append(shift)
      }
    }
    remainders += kept
  }
}

/// A stretch of one week as a draft would make it.
struct PublicationPart {
  let week: ISOWeek
  /// The draft's days of that week, on the team's wall.
  let dates: DateRange
  /// From now, the first of the days, or the start of what is published at this moment, whichever is later, to the end of
  /// the days: what began is kept as it was.
  let interval: Interval
  /// The publications that it takes the place of, in whole or in part.
  let replaced: [PublishedPeriod]
  /// Who stands what of these days as they are published now, without later changes.
  private(set) var standing: [Shift]
  /// The same as it would be.
  private(set) var shifts: [Shift]
  /// Slots that began, also those that were published with other days.
  let begunSlots: Set<ShiftID>

  /// Nil when the draft's days of `week` are over.
  init?(_ week: ISOWeek, of book: DraftBook, schedule: Schedule, zone: Zone, in tx: Snapshot) throws {
    let period = book.draft.period.dates
    guard let dates = DateRange(max(week.monday, period.first), min(week.monday + 6, period.last)),
      let whole = dates.interval(in: zone), whole.end > book.now
    else { return nil }
    let around = Interval(whole.start - .hours(48), whole.end + .hours(48)) ?? whole
    let near = try tx.publishedPeriods(team: schedule.team, overlapping: around)
    let earlier = near.filter { $0.interval.overlaps(whole) && $0.interval.end > book.now }.map(\.interval.start).min()
    guard let interval = Interval(max(whole.start, min(book.now, earlier ?? book.now)), whole.end) else { return nil }
    (self.week, self.dates, self.interval) = (week, dates, interval)
    replaced = near.filter { $0.interval.overlaps(interval) }
    standing = replaced.flatMap(\.shifts).compactMap { shift in
      guard let date = shift.id.slotDate else { return shift.clipped(to: interval) }
      return dates.contains(date) ? shift : nil
    }
    begunSlots = Set(near.flatMap(\.shifts).filter { $0.interval.start < book.now && $0.id.isSlot }.map(\.id))
    let writer = PublicationShifts(
      book: book, schedule: schedule, dates: dates, interval: interval, standing: standing,
      arranged: try Self.arranged(schedule, dates, in: book), begunSlots: begunSlots,
      open: try tx.openShiftRequests(team: schedule.team))
    shifts = try writer.shifts()
  }

  /// Who has the slots now, with all changes.
  private static func arranged(
    _ schedule: Schedule, _ dates: DateRange, in book: DraftBook
  ) throws -> [ShiftID: MemberID] {
    guard let period = DraftPeriod(dates) else { return [:] }
    return try PublishedSlots(schedule: schedule, period: period, world: book.world, desk: book.desk).holders()
  }

  /// A published shift that stays.
  fileprivate mutating func keep(_ shift: Shift) {
    standing.append(shift)
    shifts.append(shift)
  }
}

/// Makes the shifts of a stretch: the draft's slots that are not over and the rotations' shifts, with what had begun.
private struct PublicationShifts {
  let book: DraftBook
  let schedule: Schedule
  let dates: DateRange
  let interval: Interval
  let standing: [Shift]
  let arranged: [ShiftID: MemberID]
  let begunSlots: Set<ShiftID>
  /// Requests that somebody may still answer.
  let open: [ShiftRequest]

  private var begun: [Shift] { standing.filter { $0.interval.start < book.now } }

  func shifts() throws -> [Shift] {
    let fresh = book.draft.assignments.filter { dates.contains($0.slot.date) && !begunSlots.contains($0.slot.id) }
    let kept = begun.filter(\.id.isSlot)
    return (kept + fresh.compactMap(slot) + (try rotated())).sorted {
      $0.interval.start == $1.interval.start ? $0.id < $1.id : $0.interval.start < $1.interval.start
    }
  }

  /// A drafted slot from now on; nil for open ones and for those that are over.
  private func slot(_ assignment: DraftAssignment) -> Shift? {
    let minute = Timestamp(milliseconds: book.now.milliseconds / 60_000 * 60_000)
    let start = max(assignment.slot.interval.start, minute)
    guard let member = assignment.member, let interval = Interval(start, assignment.slot.interval.end),
      interval.end > book.now
    else { return nil }
    return Shift(
      id: assignment.slot.id, team: schedule.team, duty: assignment.slot.duty,
      member: lender(of: assignment.slot.id, to: member) ?? member, interval: interval)
  }

  /// Whose the slot was published as, where a swap or an override gave it to `member` since: it stays so, else nothing
  /// would be left to give back when that is withdrawn.
  private func lender(of slot: ShiftID, to member: MemberID) -> MemberID? {
    guard arranged[slot] == member else { return nil }
    return standing.first { $0.id == slot }?.member
  }

  /// The rotations' shifts as their rules say now, without what lies above a published rota (rule T8); one that runs stays
  /// with its member.
  private func rotated() throws -> [Shift] {
    var input = book.world.input(for: schedule.team)
    input.published.removeAll { $0.interval.overlaps(interval) }
    input.overrides = []
    input.temporary = []
    input.leave = input.leave.flatMap(unsettled)
    let timeline = try OnCallTimeline(input, window: interval, zones: book.desk.zones)
    let fresh = timeline.duties.filter { $0.duty.slots == nil }.flatMap(\.shifts)
      .compactMap { $0.shift.clipped(to: interval) }
    let running = begun.filter { !$0.id.isSlot }
    let kept = running.map { old in
      var old = old
      if let same = fresh.first(where: { $0.id == old.id }),
        let whole = Interval(min(old.interval.start, same.interval.start), max(old.interval.end, same.interval.end))
      {
        old.interval = whole
      }
      return old
    }
    return kept + fresh.filter { shift in !running.contains { $0.id == shift.id } }
  }

  /// The parts of a leave that nobody has taken over and nobody is asked for: on to these nothing is rotated (rule T9). In
  /// the others the shift stays, since what was agreed stands on it.
  private func unsettled(_ leave: Leave) -> [Leave] {
    let taken = book.world.overrides.filter { $0.team == schedule.team && $0.gone == leave.member }.map(\.interval)
    let asked = open.flatMap(\.given).filter { $0.member == leave.member }.map(\.interval)
    return leave.interval.subtracting(taken + asked).map { rest in
      var part = leave
      part.interval = rest
      return part
    }
  }
}

extension Shift {
  /// Its time inside `interval`; nil where there is none.
  fileprivate func clipped(to interval: Interval) -> Shift? {
    guard let part = self.interval.intersection(interval) else { return nil }
    var shift = self
    shift.interval = part
    return shift
  }
}

extension ShiftID {
  /// The day a slot's shift begins on, on the wall of the slot; nil for a rotation's.
  var slotDate: CivilDate? {
    let words = text.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
    guard words.count == 4, words[2] == "slot" else { return nil }
    return SlotHandle(self)?.date
  }

  var isSlot: Bool { slotDate != nil }
}
