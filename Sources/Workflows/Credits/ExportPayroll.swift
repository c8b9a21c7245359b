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
      let shifts = try snapshot.recordedShifts(overlapping: period).compactMap { record -> Shift? in
        if case .shift(let recorded) = record.fact { recorded.shift } else { nil }
      }
      let entries = try snapshot.ledgerEntries().filter { period.contains($0.earned) }
      let members = Set(shifts.map(\.member) + entries.map(\.member)).sorted()
      return members.map { member in
        let stood = shifts.filter { $0.member == member }.map(\.interval)
        let own = entries.filter { $0.member == member }
        return PayrollRow(
          member, stood: stood, entries: own, in: period, night: nights ?? Payroll.usualNight, world: world,
          zones: desk.zones)
      }
    }
  }
}

/// One member in one period. Hours have two decimals, half a hundredth rounded away from zero.
package struct PayrollRow: Codable, Sendable, Hashable {
  package var member: String
  package var name: String
  package var from: Timestamp
  package var until: Timestamp
  /// The wall that nights, weekends and holidays are read from: the member's home team's.
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
    _ member: MemberID, stood: [Interval], entries: [LedgerEntry], in period: Interval, night: WeeklyHours,
    world: World, zones: ZoneTables
  ) {
    let home = world.home(of: member)?.schedule
    let wall = home.flatMap { try? zones.zone($0.zone) } ?? .utc
    let holidays = (home?.officeHours ?? []).flatMap(\.hours.holidays).map(\.date)
    let pay = Payroll(stood: stood, in: period, holidays: holidays, zone: wall, night: night)
    self.member = member.text
    name = world.name(of: member)
    (from, until, zone) = (period.start, period.end, wall.id.name)
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
