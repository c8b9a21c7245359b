import ArgumentParser
import Timekeeping
import Workflows

struct MemberCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "member", abstract: "Switches of your own at the desk: pause, resume, capacity.",
    discussion: """
      Examples:
        watchbill member pause ana --reason "a migration" --until "2026-11-23 14:00"
        watchbill member resume ana
        watchbill member capacity ana 4
      """,
    subcommands: [Pause.self, Resume.self, Capacity.self])

  static let rowJSON = """
    JSON: {member, name, capacity, isOwnCapacity, pausedSince, pausedUntil,
    reason}; what there is not is left out.
    """

  struct Pause: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take no new tickets for now, with a reason; shifts and pages go on.",
      discussion: """
        Examples:
          watchbill member pause ana --reason lunch --until "2026-11-23 14:00"
          watchbill member pause ana --reason "too much at once"
        Tickets that are yours stay yours. Undo: watchbill member resume.
        \(rowJSON)
        """)

    @Argument(help: "The member's id.") var member: String
    @Option(name: .long, help: "Why, for colleagues and the lead.") var reason: String
    @Option(name: .long, help: "When it ends by itself; when you resume where you give none.") var until:
      InstantArgument?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let end = try until?.instant(now: Wiring.clock().now(), zone: backend.reader.zone)
        let row = try await backend.perform(PauseMember(member: member, until: end, reason: reason))
        try MemberText(reader: backend.reader, output: output).show(row)
      }
    }
  }

  struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take tickets again.", discussion: "Example:\n  watchbill member resume ana\n\(rowJSON)")

    @Argument(help: "The member's id.") var member: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let row = try await backend.perform(ResumeMember(member: member))
        try MemberText(reader: backend.reader, output: output).show(row)
      }
    }
  }

  struct Capacity: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say how many tickets you work on at once, in place of the file's number.",
      discussion: """
        Examples:
          watchbill member capacity ana 4
          watchbill member capacity ana file
        \(rowJSON)
        """)

    @Argument(help: "The member's id.") var member: String
    @Argument(help: "0 to 1000, or file: the number in the schedule file again.") var capacity: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      let number = decimal(capacity, limit: 4)
      guard number != nil || capacity == "file" else {
        throw OperatorProblem(.refused, "'\(capacity)' is not a number of tickets", help: "write 0 to 1000, or file")
      }
      try await Backend.with(store) { backend in
        let row = try await backend.perform(SetMemberCapacity(member: member, capacity: number))
        try MemberText(reader: backend.reader, output: output).show(row)
      }
    }
  }
}

/// A member's switches as people read them.
struct MemberText {
  let reader: ReaderZone
  let output: FormatOption

  static let header = ["member", "name", "capacity", "own capacity", "paused since", "paused until", "reason"]

  func show(_ row: MemberSwitchRow) throws {
    guard output.isText else { return try output.print([row], header: Self.header, rows: [cells(row)], zone: reader) }
    Terminal.line(sentence(row))
  }

  func cells(_ row: MemberSwitchRow) -> [String] {
    [row.member, row.name, row.capacity.map(String.init) ?? "", row.isOwnCapacity ? "yes" : "no"]
      + [output.time(row.pausedSince, reader), output.time(row.pausedUntil, reader), row.reason ?? ""]
  }

  /// `Ana Ferrow takes up to 4 tickets, and none until Mon 14:00: lunch`.
  func sentence(_ row: MemberSwitchRow) -> String {
    let limit = row.capacity.map { "up to \($0) \($0 == 1 ? "ticket" : "tickets")" } ?? "any number of tickets"
    guard row.pausedSince != nil else { return "\(row.name) takes \(limit)" }
    let until = row.pausedUntil.map { " until \(reader.short($0))" } ?? " for now"
    return "\(row.name) takes \(limit), and none\(until): \(row.reason ?? "")"
  }
}
