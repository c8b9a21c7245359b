import Timekeeping

/// Who could stand a shift, best first, and why; the others with what speaks against them.
///
/// The order is by points: an hour of load above the least loaded candidate is 100, an hour outside one's own day 100
/// (one's working hours, else 07:00–22:00 at home), each other shift within three days 200, and a shift that ended
/// within the last week up to 336. Ties are broken by the order of the file.
package struct ReplacementRanking: Sendable {
  package let check: ConflictCheck
  /// Weighted hours in the fairness window, in hundredths of an hour, for a full share.
  package let loads: [MemberID: Int]

  package init(check: ConflictCheck, loads: [MemberID: Int]) {
    self.check = check
    self.loads = loads
  }

  /// Everybody of the team but those in `excluding`: candidates first, then those who drop out, in the file's order.
  package func candidates(for parts: [ShiftPart], excluding: [MemberID]) -> [Replacement] {
    let people = check.schedule.members.filter { !excluding.contains($0.id) }
    let judged = people.map { ($0, check.conflicts(for: $0.id, taking: parts)) }
    let free = judged.filter { $0.1.isEmpty }.map(\.0)
    let least = free.map { loads[$0.id] ?? 0 }.min() ?? 0
    let scored = free.map { replacement($0, parts, least: least) }
    let order = scored.indices.sorted { (scored[$0].points, $0) < (scored[$1].points, $1) }
    let ranked = order.enumerated().map { place, index in
      var best = scored[index]
      best.place = place + 1
      return best
    }
    return ranked + judged.filter { !$0.1.isEmpty }.map { dropped($0.0, $0.1) }
  }

  private func dropped(_ person: Member, _ conflicts: [ShiftConflict]) -> Replacement {
    Replacement(member: person.id, name: person.name, place: nil, points: 0, because: [], conflicts: conflicts)
  }

  private func replacement(_ person: Member, _ parts: [ShiftPart], least: Int) -> Replacement {
    let facts = [load(person, least: least), night(person, parts), nearby(person, parts), recent(person, parts)]
    let told = facts.compactMap { $0 }
    return Replacement(
      member: person.id, name: person.name, place: nil, points: told.reduce(0) { $0 + $1.points },
      because: told.map(\.sentence), conflicts: [])
  }

  private typealias Fact = (points: Int, sentence: String)

  private func load(_ person: Member, least: Int) -> Fact? {
    let more = (loads[person.id] ?? 0) - least
    return (more, more < 5 ? "nobody has stood less" : "has stood \(Self.hours(more)) more than the least loaded")
  }

  private func night(_ person: Member, _ parts: [ShiftPart]) -> Fact? {
    let home = check.home(of: person.id)
    let day = person.hours ?? Self.day
    let outside = parts.flatMap { $0.interval.subtracting(day.intervals(in: $0.interval, zone: home)) }
    let minutes = Int(outside.covered.components.seconds / 60)
    guard let first = outside.first, minutes > 0 else { return (0, "by day at home (\(home.id))") }
    let span = SpanText.span(first, in: home)
    return (minutes * 100 / 60, "\(Self.hours(minutes * 100 / 60)) outside their day, from \(span)")
  }

  private func nearby(_ person: Member, _ parts: [ShiftPart]) -> Fact? {
    let near = own(person).filter { shift in
      parts.contains { part in
        let gap = max(part.interval.start - shift.interval.end, shift.interval.start - part.interval.end)
        return gap < .hours(72)
      }
    }
    guard !near.isEmpty else { return nil }
    return (near.count * 200, "\(near.count) other shift\(near.count == 1 ? "" : "s") within three days")
  }

  private func recent(_ person: Member, _ parts: [ShiftPart]) -> Fact? {
    guard let start = parts.map(\.interval.start).min(),
      let last = own(person).map(\.interval.end).filter({ $0 <= start }).max()
    else { return nil }
    let hours = Int((start - last).components.seconds / 3600)
    guard hours < 168 else { return nil }
    return ((168 - hours) * 2, "their last shift ends \(WallText.minute(last, in: check.zone))")
  }

  private func own(_ person: Member) -> [Shift] { check.standing.filter { $0.member == person.id } }

  /// What a day is to somebody without working hours of their own.
  private static let day = WeeklyHours(
    Weekday.allCases.compactMap { WeeklyWindow(weekday: $0, start: 7 * 60, end: 22 * 60) })

  /// `12.5 h` from hundredths, half a tenth rounded away from zero (rule T10).
  private static func hours(_ hundredths: Int) -> String { "\((hundredths + 5) / 100).\((hundredths + 5) / 10 % 10) h" }
}
