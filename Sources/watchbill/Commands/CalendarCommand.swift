import ArgumentParser
import Timekeeping
import Workflows

struct CalendarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar", abstract: "Take leave and holidays over from calendars that others keep.",
    discussion: """
      Examples:
        watchbill calendar check ~/Downloads/leave.ics
        watchbill calendar add --member ana --url https://hr.example.com/ana.ics
        watchbill calendar add --team field-support --url webcal://hr.example.com/a
        watchbill calendar show CAL-1
        watchbill calendar refresh CAL-1
        watchbill calendar remove CAL-1
        watchbill calendar holidays refresh
      While `watchbill serve` runs, each is read again about once an hour, and its
      leave follows: moved, added and taken back as its events are.
      """,
    subcommands: [
      Add.self, List.self, Show.self, Refresh.self, Remove.self, CalendarCheckCommand.self,
      CalendarHolidaysCommand.self,
    ])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Subscribe to a calendar of leave; says what it brings.",
      discussion: """
        Examples:
          watchbill calendar add --member ana --url https://hr.example.com/ana.ics
          watchbill calendar add --member ana --url https://x.example.com/a --dry-run
          watchbill calendar add --team field-support --except remote --url https://…
        A member's calendar is all theirs. In a team's, each event names who is away,
        by e-mail address, id or name, in its summary or among those invited; the
        others are reported. Whole days are days where the member lives. Events shown
        as free count too: leave is leave.
        Loopback and private addresses need a line under `allow hosts` in the settings.
        JSON: {calendar, report, added, changed, removed, conflicts}.
        """)

    @Option(name: .long, help: "Whose leave it is.") var member: String?
    @Option(name: .long, help: "The team whose members its events name.") var team: String?
    @Option(name: .long, help: "Its address: https or webcal.") var url: String
    @Option(name: .long, help: ArgumentHelp("Only events with this word; may be repeated.", valueName: "word"))
    var filter: [String] = []
    @Option(name: .long, help: ArgumentHelp("No events with this word; may be repeated.", valueName: "word"))
    var except: [String] = []
    @Flag(name: .long, help: "Take 00:00–23:59 and whole days of UTC as the times they are.") var exactTimes = false
    @Flag(name: .long, help: "Leave out events that are shown as free.") var skipFree = false
    @Flag(name: .long, help: "Leave out events that are not confirmed yet.") var skipTentative = false
    @Option(name: .long, help: ArgumentHelp("Minutes between two readings.", valueName: "minutes"))
    var every: Int = 60
    @Flag(name: .long, help: "Only say what it would bring.") var dryRun = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      let options = CalendarOptions(
        only: filter, except: except, exactTimes: exactTimes, skipFree: skipFree, skipTentative: skipTentative,
        everyMinutes: every)
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(
          AddCalendar(member: member, team: team, url: url, options: options, dryRun: dryRun))
        try CalendarReporting(output: output, reader: backend.reader).print(reply, isDryRun: dryRun)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the calendars that are subscribed to.",
      discussion: """
        Example:
          watchbill calendar list
        Exits with 1 when one of them cannot be read. Addresses are shown up to the
        host: the rest is often a secret.
        JSON: a list of {id, member, team, address, state, problem, checked, good,
        next, leaves}.
        """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let rows = try await backend.perform(ListCalendars())
        try output.print(
          rows, header: CalendarReporting.header,
          rows: rows.map { CalendarReporting(output: output, reader: backend.reader).cells($0) }, zone: backend.reader,
          empty: "no calendars")
        if rows.contains(where: { $0.state == "failing" }) { throw CommandFailure.quietNo }
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show what was understood of a calendar, what not and why, and its leave.",
      discussion: """
        Example:
          watchbill calendar show CAL-1
        JSON: {calendar, options, report, leaves}.
        """)

    @Argument(help: "The calendar's id.") var id: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(ShowCalendar(id: id))
        try CalendarReporting(output: output, reader: backend.reader).print(reply)
      }
    }
  }

  struct Refresh: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "refresh", abstract: "Read a calendar now.",
      discussion: """
        Examples:
          watchbill calendar refresh CAL-1
          watchbill calendar refresh CAL-1 --accept-empty
        A calendar that cannot be read leaves everything as it was, and so does one
        that has become empty, for a day. Exits with 1 then.
        JSON: {calendar, report, added, changed, removed, conflicts}.
        """)

    @Argument(help: "The calendar's id.") var id: String
    @Flag(name: .long, help: "Believe at once that it is empty now.") var acceptEmpty = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(RefreshCalendar(id: id, acceptEmpty: acceptEmpty))
        try CalendarReporting(output: output, reader: backend.reader).print(reply, isDryRun: false)
        if reply.calendar.problem != nil { throw CommandFailure.quietNo }
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "End a subscription, and take its coming leave back.",
      discussion: """
        Examples:
          watchbill calendar remove CAL-1
          watchbill calendar remove CAL-1 --keep-leave
        Leave that is over stays as it was.
        """)

    @Argument(help: "The calendar's id.") var id: String
    @Flag(name: .long, help: "Keep its coming leave, as if people had booked it.") var keepLeave = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(RemoveCalendar(id: id, keepLeave: keepLeave))
        guard output.isText else { return try output.print(reply, header: ["id"], rows: [[reply.calendar.id]]) }
        Terminal.line("\(reply.calendar.id) is removed, and \(reply.removed.count) leaves with it")
      }
    }
  }
}
