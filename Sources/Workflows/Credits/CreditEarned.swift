import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

extension TimerKind {
  /// Monday, when the member begins work: what the weekend earned and why.
  static let creditEarned = TimerKind(name: "credit-earned") { timer, desk, tx, now in
    guard let weekend = EarnedWeekend(text: timer.entity) else { return false }
    try desk.tellEarned(weekend, in: tx, now: now)
    return true
  }
}

/// A member and the week whose weekend earned them something: `esme/2026-W48`.
struct EarnedWeekend: Hashable {
  let member: MemberID
  let week: ISOWeek

  init(member: MemberID, week: ISOWeek) {
    self.member = member
    self.week = week
  }

  init?(text: String) {
    let parts = text.split(separator: "/").map(String.init)
    guard parts.count == 2, let member = try? MemberID(text: parts[0]), let week = try? ISOWeek(text: parts[1]) else {
      return nil
    }
    self.init(member: member, week: week)
  }

  var text: String { "\(member)/\(week)" }
}

extension ServiceDesk {
  /// Arms the notice of everybody for whom a day of a weekend was posted.
  func armEarned(_ entries: [LedgerEntry], in tx: Transaction, now: Timestamp) throws {
    let world = try worlds.world(in: tx)
    let weekends = entries.compactMap { entry in
      entry.coveredWeek.map { EarnedWeekend(member: entry.member, week: $0) }
    }
    for weekend in Set(weekends).sorted(by: { $0.text < $1.text }) {
      let due = firstWork(after: weekend, world: world)
      let (kind, entity) = (TimerKind.creditEarned.name, weekend.text)
      guard try tx.armedTimer(kind: kind, entity: entity) == nil else { continue }
      try tx.arm(
        kind: kind, entity: entity, purpose: "say what the weekend earned", due: due, relative: false,
        clock: clock.boot(), now: now)
    }
  }

  fileprivate func tellEarned(_ weekend: EarnedWeekend, in tx: Transaction, now: Timestamp) throws {
    let entries = try tx.ledgerEntries(of: weekend.member).filter { $0.coveredWeek == weekend.week }
    guard let last = entries.last else { return }
    let account = LedgerAccount.member(.leave, weekend.member)
    let earned = entries.reduce(0) { $0 + $1.change(of: account) }
    let lines = entries.map { "\(Hundredths.text($0.change(of: account))) for \($0.words) (\($0.id))" }
    let balance = Hundredths.text(try tx.balance(of: account))
    try tx.tell(
      Notice(
        // A Sunday that ends after the member's Monday began is told with the whole weekend once more.
        kind: "credit-earned", cause: "weekend/\(weekend.week)/\(last.id)", recipient: weekend.member,
        title: "The weekend earned you \(Hundredths.text(earned)) days of leave",
        text: lines.joined(separator: ". ") + ". You have \(balance) days now."
          + " All of it: watchbill credits statement \(weekend.member)"),
      at: now)
  }

  /// When the member's work begins on the Monday after, or on the first day they work; 09:00 for those without hours.
  private func firstWork(after weekend: EarnedWeekend, world: World) -> Timestamp {
    let zone = zone(of: weekend.member, in: world)
    let monday = weekend.week.monday + 7
    let hours = world.definition(of: weekend.member)?.hours
    let first = (0..<7).lazy.compactMap { day -> CivilDateTime? in
      hours?.windows(on: monday + day).first.map { CivilDateTime(monday + day, minutes: $0.start) }
    }.first
    return zone.first(first ?? CivilDateTime(monday, minutes: 9 * 60))
  }
}

extension LedgerEntry {
  /// The week of a covered day, which the cause names on the wall of its slots: `credit/cover.weekend.2026-11-29/esme`.
  fileprivate var coveredWeek: ISOWeek? {
    let parts = cause.split(separator: "/")
    guard parts.count == 3, parts[0] == "credit" || parts[0] == "weekend" else { return nil }
    let date = parts[1].split(separator: ".").last.flatMap { try? CivilDate(text: String($0)) }
    return date.map { ISOWeek(containing: $0) }
  }
}
