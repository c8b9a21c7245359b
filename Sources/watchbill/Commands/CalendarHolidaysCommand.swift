import ArgumentParser
import Foundation
import ScheduleFiles
import Scheduling
import Timekeeping
import Workflows

struct CalendarHolidaysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holidays", abstract: "Keep copies of public calendars of holidays that team files name.",
    discussion: """
      Examples:
        watchbill calendar holidays refresh
        watchbill calendar holidays list
        watchbill calendar holidays readings
      A team file may name a calendar by its address:
        holidays: [https://calendars.example.org/england-and-wales.ics]
      Its copy lies in the folder holidays beside the file and is kept with it, so
      that check, plan and apply never need the network, and give the same for the
      same files.
      """,
    subcommands: [Refresh.self, List.self, Readings.self])

  struct Refresh: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "refresh", abstract: "Fetch them again; says which days came and went.",
      discussion: """
        Examples:
          watchbill calendar holidays refresh
          watchbill calendar holidays refresh schedules --dry-run
        New days hold from the next watchbill apply; published shifts on them are
        shown. An answer that is no calendar, or one that names no coming day any more,
        leaves the copy as it was, and the exit code is 1.
        JSON: {calendars: [{calendar, copy, state, fetched, days, first, last, sum,
        added, removed, remarks, problem}], shifts}.
        """)

    @Argument(help: "A folder of schedule files; the settings' folder where you give none.") var path: String?
    @Flag(name: .long, help: "Write nothing; only say what would change.") var dryRun = false
    @Flag(name: .long, help: "Believe a calendar that names no coming day any more.") var acceptEmpty = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      let wiring = try store.wiring()
      let schedules = SchedulesOnDisk(path: path ?? wiring.path(wiring.settings.schedules), zones: wiring.zones)
      let refresh = HolidayRefresh(
        schedules: schedules, transport: try wiring.calendars(), now: Wiring.clock().now(), acceptEmpty: acceptEmpty)
      let outcome = try await refresh.run()
      if !dryRun { try refresh.write(outcome) }
      let shifts = try await shifts(touchedBy: outcome, wiring)
      try HolidayText(output: output, reader: ReaderZone(tables: wiring.zones))
        .print(outcome.rows, shifts: shifts, isDryRun: dryRun)
      if outcome.rows.contains(where: { $0.problem != nil }) { throw CommandFailure.quietNo }
    }

    /// Only where something is in force: asking would otherwise make a data folder.
    private func shifts(touchedBy outcome: HolidayRefresh.Outcome, _ wiring: Wiring) async throws -> [ShiftRow] {
      let questions = (outcome.definitions?.teams ?? []).map { team in
        let names = Set((team.calendars ?? []).map(\.calendar))
        let rows = outcome.rows.filter { $0.problem == nil && names.contains($0.calendar) }
        return PublishedOnDays.Question(team: team.schedule.team.text, days: rows.flatMap(\.changedDays))
      }.filter { !$0.days.isEmpty }
      let isThere = FileManager.default.fileExists(atPath: wiring.dataFolder + "/watchbill.db")
      guard isThere, !questions.isEmpty else { return [] }
      return try await Backend.with(store) { try await $0.perform(PublishedOnDays(questions)) }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the calendars of holidays that team files name, and what they say.",
      discussion: """
        Examples:
          watchbill calendar holidays list
          watchbill calendar holidays list schedules --format csv
        Also those that are kept by hand. Exits with 1 when one is missing or
        unreadable.
        JSON: a list of {calendar, copy, state, fetched, days, first, last, sum, added,
        removed, remarks, problem}; added and removed are empty here.
        """)

    @Argument(help: "A folder of schedule files; the settings' folder where you give none.") var path: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      let wiring = try store.wiring()
      let path = path ?? wiring.path(wiring.settings.schedules)
      let files = try ScheduleFolder.load(path)
      let rows = SchedulesOnDisk(path: path, zones: wiring.zones).calendars(in: files)
        .uniqued(by: \.path)
        .map { use in HolidayRow(use, bytes: files.first { $0.path == use.path }?.bytes) }
      try HolidayText(output: output, reader: ReaderZone(tables: wiring.zones)).print(rows)
      if rows.contains(where: { $0.problem != nil }) { throw CommandFailure.quietNo }
    }
  }
  struct Readings: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "readings", abstract: "List what the server read of the calendars that are in force.",
      discussion: """
        Examples:
          watchbill calendar holidays readings
          watchbill calendar holidays readings --format json
        While the server runs it reads each about once a day. It changes nothing that
        holds: leads are told once when the days in force are behind a calendar, and
        once when one cannot be read for a day. Exits with 1 when one cannot be read or
        a team is behind.
        JSON: a list of {calendar, teams, behind, state, checked, good, next, problem,
        report: {copy, remarks, came, went}}.
        """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(ListHolidayReadings())
        try HolidayText(output: output, reader: backend.reader).print(rows)
        if rows.contains(where: { $0.problem != nil || !$0.behind.isEmpty }) { throw CommandFailure.quietNo }
      }
    }
  }
}
