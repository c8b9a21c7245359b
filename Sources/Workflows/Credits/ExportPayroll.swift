import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// What everybody stood and earned in a period, for payroll; from recorded shifts, as unions of intervals (rule T10).
package struct ExportPayroll: OperatorCommand {
  package static let name = "credits-export"
  package static let changes = false

  package var from: Timestamp
  /// Exclusive.
  package var until: Timestamp
  /// What is paid as night, such as `22:00-06:00` or `mon-fri 20:00-06:00`; nil means 22:00–06:00.
  package var nights: WeeklyHours?

  package init(from: Timestamp, until: Timestamp, nights: WeeklyHours? = nil) {
    self.from = from
    self.until = until
    self.nights = nights
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [PayrollRow] {
    guard let period = Interval(from, until) else {
      throw OperatorProblem(.refused, "\(until) is not after \(from)", help: "give a later --until")
    }
    let world = try await desk.world()
    return try await desk.store.read { snapshot in
      let recorded = try snapshot.recordedShifts(overlapping: period).compactMap { record -> RecordedShift? in
        if case .shift(let shift) = record.fact { shift } else { nil }
      }
      let entries = try snapshot.ledgerEntries().filter { period.contains($0.earned) }
      let members = Set(recorded.map(\.shift.member) + entries.map(\.member)).sorted()
      return members.map { member in
        let stood = recorded.filter { $0.shift.member == member }.map { world.stood($0, zones: desk.zones) }
        let own = entries.filter { $0.member == member }
        return PayrollRow(
          member, stood: stood, entries: own, in: period, night: nights ?? Payroll.usualNight,
          name: world.name(of: member), home: desk.zone(of: member, in: world))
      }
    }
  }
}

extension World {
  /// A shift with its walls, as the version says that was in force: what is paid does not move with a later edit.
  fileprivate func stood(_ recorded: RecordedShift, zones: ZoneTables) -> Payroll.Stood {
    let shift = recorded.shift
    let then = versions.first { $0.id == recorded.version }?.definitions.team(shift.team)
    let team = then ?? versions.reversed().lazy.compactMap { $0.definitions.team(shift.team) }.first
    let wall = team.flatMap { try? zones.zone($0.schedule.zone) } ?? .utc
    let home = team.flatMap { try? zones.zone($0.schedule.zone(of: shift.member)) } ?? wall
    let holidays = (team?.schedule.officeHours ?? []).flatMap(\.hours.holidays).map(\.date)
    return Payroll.Stood(shift.interval, home: home, wall: wall, holidays: holidays)
  }
}

/// One member in one period. Hours have two decimals, half a hundredth rounded away from zero.
package struct PayrollRow: Codable, Sendable, Hashable {
  package var member: String
  package var name: String
  package var from: Timestamp
  package var until: Timestamp
  /// Where the member lives, by which nights are read; of teams that say different ones, each once.
  package var zone: String
  package var hours: String
  /// In the hours that are paid as night.
  package var nightHours: String
  package var weekendHours: String
  package var holidayHours: String
  /// Earned and reversed in the period, in days; what was spent is left out.
  package var leaveEarned: String
  package var leaveTaken: String
  package var points: String

  init(
    _ member: MemberID, stood: [Payroll.Stood], entries: [LedgerEntry], in period: Interval, night: WeeklyHours,
    name: String, home: Zone
  ) {
    let pay = Payroll(stood, in: period, night: night)
    let zones = Set((stood.isEmpty ? [home] : stood.map(\.home)).map(\.id.name)).sorted()
    self.member = member.text
    self.name = name
    (from, until, zone) = (period.start, period.end, zones.joined(separator: " "))
    (hours, nightHours) = (Hundredths.text(pay.hours), Hundredths.text(pay.nights))
    (weekendHours, holidayHours) = (Hundredths.text(pay.weekends), Hundredths.text(pay.holidays))
    let taken = entries.filter { $0.cause.hasPrefix("spend/") || $0.cause.hasPrefix("refund/") }
    let leave = entries.reduce(0) { $0 + $1.change(of: .member(.leave, member)) }
    let spent = taken.reduce(0) { $0 + $1.change(of: .member(.leave, member)) }
    leaveEarned = Hundredths.text(leave - spent)
    leaveTaken = Hundredths.text(-spent)
    points = Hundredths.text(entries.reduce(0) { $0 + $1.change(of: .member(.points, member)) })
  }
}
