import Calendars
import Scheduling
import Timekeeping

/// A leave as an event of a calendar asks for it.
struct WantedLeave: Hashable {
  struct Key: Hashable {
    let uid: String
    let recurrence: String
    let member: MemberID
  }

  let key: Key
  let interval: Interval
  let note: String?
}

/// From the events of a calendar to leave: whose it is, and on which days where they live.
struct LeaveReading {
  /// Of one calendar.
  static let limit = 2_000

  let options: CalendarOptions
  /// Whose each event is; empty where it is nobody's.
  let members: (ImportedEvent) -> [MemberID]
  let zone: (MemberID) -> Zone
  let now: Timestamp

  func leaves(of calendar: ImportedCalendar) -> (leaves: [WantedLeave], report: CalendarReport) {
    var report = CalendarReport(calendar)
    var wanted: [WantedLeave] = []
    var known: Set<WantedLeave.Key> = []
    for event in calendar.events {
      if let why = refusal(event) {
        report.ignore(Self.shown(event), why: why)
        continue
      }
      let found = members(event).compactMap { leave(event, of: $0) }
      if found.isEmpty { report.ignore(Self.shown(event), why: "it names nobody of the team, or takes no time") }
      for leave in found where leave.interval.end > now {
        guard wanted.count < Self.limit else {
          report.ignore(Self.shown(event), why: "more than \(Self.limit) leaves in one calendar")
          continue
        }
        // Two leaves under one key could not be told apart when the calendar is read again.
        guard known.insert(leave.key).inserted else {
          report.ignore(Self.shown(event), why: "the calendar has it twice")
          continue
        }
        wanted.append(leave)
      }
    }
    report.leaves = wanted.count
    return (wanted, report)
  }

  /// Why an event is no leave whoever's it is; nil when it may be.
  private func refusal(_ event: ImportedEvent) -> String? {
    let text = ([event.summary ?? ""] + event.categories).joined(separator: "\n").lowercased()
    if !options.only.isEmpty, !options.only.contains(where: { text.contains($0.lowercased()) }) {
      return "none of the words it should have: \(options.only.joined(separator: ", "))"
    }
    if let word = options.except.first(where: { text.contains($0.lowercased()) }) { return "has the word '\(word)'" }
    if options.skipFree, event.isTransparent { return "shown as free" }
    if options.skipTentative, event.isTentative { return "not confirmed yet" }
    return nil
  }

  private func leave(_ event: ImportedEvent, of member: MemberID) -> WantedLeave? {
    guard let interval = interval(event, zone(member)) else { return nil }
    let key = WantedLeave.Key(uid: event.uid, recurrence: event.recurrence ?? "", member: member)
    let note = Self.trimmed(event.summary ?? "")
    return WantedLeave(key: key, interval: interval, note: note.isEmpty ? nil : TextLength.scalars.cut(note, to: 100))
  }

  /// Whole days are days where the member lives, whatever zone the calendar is in.
  private func interval(_ event: ImportedEvent, _ zone: Zone) -> Interval? {
    if !options.exactTimes, let days = event.wholeDays { return days.interval(in: zone) }
    return event.interval(in: zone)
  }

  private static func shown(_ event: ImportedEvent) -> String {
    let name = trimmed(event.summary ?? "")
    return "\(name.isEmpty ? "(no summary)" : TextLength.scalars.cut(name, to: 60)), line \(event.line)"
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
