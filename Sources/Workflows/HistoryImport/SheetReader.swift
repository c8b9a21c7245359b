import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Looks up what a spreadsheet's rows mean in a team, one after the other, and gathers the shifts that are new.
struct SheetReader {
  /// From here on the history is our own.
  let since: Timestamp
  private(set) var shifts: [Shift] = []
  private let schedule: Schedule
  private let desk: ServiceDesk
  private let now: Timestamp
  private let people: [Member]
  private var known: [Stint: MemberSet]
  private var ids: Set<ShiftID>
  private var slots: [ISOWeek: [Slot]] = [:]
  /// Where each stint stood first in this file.
  private var seen: [Stint: [MemberID: String]] = [:]
  /// What is known of who stood a duty when, from the store and from this file.
  private var stood = StoodTimes()

  private struct Stint: Hashable {
    let duty: DutyID
    let interval: Interval
  }

  private typealias MemberSet = Set<MemberID>

  /// Why a row is refused.
  private struct Refusal: Error {
    let because: String
  }

  init(_ schedule: Schedule, world: World, desk: ServiceDesk, now: Timestamp) throws {
    (self.schedule, self.desk, self.now) = (schedule, desk, now)
    since = world.firstVersion(of: schedule.team)?.from ?? now
    let all = world.versions.reversed().flatMap { $0.definitions.teams }.flatMap(\.schedule.members)
    let own = schedule.members
    people = own + all.filter { member in !own.contains { $0.id == member.id } }
    let recorded = world.recorded[schedule.team]?.shifts.map(\.shift) ?? []
    ids = Set(recorded.map(\.id))
    known = Dictionary(grouping: recorded) { Stint(duty: $0.duty, interval: $0.interval) }
      .mapValues { Set($0.map(\.member)) }
    for shift in recorded { stood.add(shift.member, shift.duty, shift.interval, said: "what is written down") }
  }

  mutating func row(_ entry: RotaSheet.Entry) -> ImportedRow {
    var row = ImportedRow(
      place: entry.place, date: entry.date, duty: entry.duty, name: entry.member, state: .refused)
    do throws(Refusal) {
      try refuseOtherTeam(entry)
      let (duty, member) = (try self.duty(entry.duty), try self.member(entry.member))
      let stint = Stint(duty: duty.id, interval: try interval(entry, duty))
      (row.member, row.start, row.end) = (member.id.text, stint.interval.start, stint.interval.end)
      if let first = seen[stint]?[member.id] { throw Refusal(because: "it says the same as \(first)") }
      seen[stint, default: [:]][member.id] = entry.place
      if known[stint]?.contains(member.id) == true {
        (row.state, row.because) = (.known, "it is written down already")
        return row
      }
      try refuseImpossible(member, duty, stint.interval)
      stood.add(member.id, duty.id, stint.interval, said: entry.place)
      let shift = Shift(
        id: try id(of: stint, duty), team: schedule.team, duty: duty.id, member: member.id,
        interval: stint.interval)
      ids.insert(shift.id)
      shifts.append(shift)
      (row.state, row.shift) = (.taken, shift.id.text)
      row.because = others(in: stint)
    } catch {
      row.because = error.because
    }
    return row
  }

  /// A table of several teams' shifts holds those of this one, too.
  private func refuseOtherTeam(_ entry: RotaSheet.Entry) throws(Refusal) {
    guard let team = entry.team?.lowercased(), !team.isEmpty else { return }
    guard team != schedule.team.text, team != schedule.name.lowercased() else { return }
    throw Refusal(because: "it is of team '\(team)'; import it there")
  }

  /// Nobody stands a duty twice at once, or before they were in the team. That more people than today stood it, or one
  /// person two duties, may have been so.
  private func refuseImpossible(_ member: Member, _ duty: Duty, _ interval: Interval) throws(Refusal) {
    if let other = stood.said(member.id, duty.id, interval) {
      throw Refusal(because: "\(member.name) stood \(duty.id) in a part of that time already, by \(other)")
    }
    guard schedule.member(member.id) != nil, let zone = try? desk.zones.zone(schedule.zone) else { return }
    let days = [interval.start, interval.end - .milliseconds(1)].map { zone.civil(at: $0).date }
    guard !days.contains(where: member.belongs) else { return }
    throw Refusal(
      because: "\(member.name) was not in the team then; mend `from:` or `until:` of the member, or the row")
  }

  /// History is never changed, so whoever a file of before named wrongly stays, and this one stands beside them.
  private func others(in stint: Stint) -> String? {
    guard let known = known[stint], !known.isEmpty else { return nil }
    let names = known.sorted().map { id in people.first { $0.id == id }?.name ?? id.text }
    return "beside \(names.joined(separator: " and ")), who stays written down for the same time"
  }

  // MARK: Words

  private func duty(_ text: String) throws(Refusal) -> Duty {
    let word = text.lowercased()
    if let found = schedule.duties.first(where: { $0.id.text == word || $0.title.lowercased() == word }) {
      return found
    }
    throw refusal("\(schedule.team) has no duty", text, among: schedule.duties.map(\.id.text))
  }

  /// By id, by whole name, or by a first or last name that only one has.
  private func member(_ text: String) throws(Refusal) -> Member {
    let word = text.lowercased()
    if let found = people.first(where: { $0.id.text == word || $0.name.lowercased() == word }) { return found }
    let words = people.map { $0.name.lowercased().split(separator: " ").map(String.init) }
    let byFirst = zip(people, words).filter { $1.first == word }.map(\.0)
    let named = byFirst.isEmpty ? zip(people, words).filter { $1.last == word }.map(\.0) : byFirst
    if let only = named.first {
      if named.count == 1 { return only }
      throw Refusal(
        because: "'\(text)' may be \(named.map(\.id.text).joined(separator: " or ")); write the id")
    }
    throw refusal("nobody is called", text, among: people.flatMap { [$0.id.text, $0.name] })
  }

  private func refusal(_ what: String, _ word: String, among known: [String]) -> Refusal {
    let near = didYouMean(word, among: known).map { "; did you mean '\($0)'?" }
    return Refusal(because: "\(what) '\(word)'\(near ?? "")")
  }

  // MARK: Time

  private func interval(_ entry: RotaSheet.Entry, _ duty: Duty) throws(Refusal) -> Interval {
    let own = try instants(entry)
    let interval = if let own { own } else { try wallTimes(entry, duty) }
    if interval.start >= now {
      throw Refusal(because: "it is to come; draft it, or give it away with watchbill rota amend")
    }
    guard interval.end <= since else {
      throw Refusal(because: "it ends after \(since), and from then on the history is written down as it happens")
    }
    return interval
  }

  /// As our own tables have them; nil for times on a wall.
  private func instants(_ entry: RotaSheet.Entry) throws(Refusal) -> Interval? {
    guard let start = try? Timestamp(text: entry.start), let end = try? Timestamp(text: entry.end) else { return nil }
    guard let interval = Interval(start, end) else {
      throw Refusal(because: "it ends at \(end), which is not after its start")
    }
    return interval
  }

  private func wallTimes(_ entry: RotaSheet.Entry, _ duty: Duty) throws(Refusal) -> Interval {
    guard let date = SheetDate.date(entry.date) else {
      throw Refusal(because: "'\(entry.date)' is not a date; write it like 2026-11-30")
    }
    guard let start = SheetDate.minutes(entry.start), start < 1440 else {
      throw Refusal(because: "'\(entry.start)' is not a time it can start at; write it like 08:00")
    }
    guard let end = SheetDate.minutes(entry.end) else {
      throw Refusal(because: "'\(entry.end)' is not a time it can end at; write it like 16:00")
    }
    guard let zone = zone(of: duty),
      let interval = Interval(
        zone.first(CivilDateTime(date, minutes: start)),
        zone.last(CivilDateTime(date, minutes: end <= start ? end + 1440 : end)))
    else { throw Refusal(because: "the clock skipped \(entry.start)–\(entry.end) on \(entry.date)") }
    return interval
  }

  private func zone(of duty: Duty) -> Zone? { try? desk.zones.zone(duty.slots?.zone ?? schedule.zone) }

  // MARK: Ids

  /// The slot's own, where there is one at that time; else one that says where it comes from.
  private mutating func id(of stint: Stint, _ duty: Duty) throws(Refusal) -> ShiftID {
    guard let wall = zone(of: duty)?.civil(at: stint.interval.start) else {
      throw Refusal(because: "nothing is known of the zone of \(duty.id)")
    }
    let week = ISOWeek(containing: wall.date)
    let slots = self.slots[week] ?? (try? schedule.slots(of: week, zones: desk.zones)) ?? []
    self.slots[week] = slots
    let free = slots.first { $0.duty == duty.id && $0.interval == stint.interval && !ids.contains($0.id) }
    if let free { return free.id }
    for place in 1...ImportHistory.mostShifts {
      let id = ShiftID(
        team: schedule.team, duty: duty.id, source: "import", nominal: wall, place: place)
      if !ids.contains(id) { return id }
    }
    throw Refusal(because: "too many stand it at once")
  }
}
