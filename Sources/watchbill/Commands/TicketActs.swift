import ArgumentParser
import Timekeeping
import Workflows

/// What every act on a ticket asks for.
struct ActOptions: ParsableArguments {
  @Argument(help: "The ticket's id.") var id: String
  @Option(name: .customLong("as"), help: "Who does it.") var member: String
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func perform(inPublic: Bool? = nil, _ act: (Backend) throws -> ActOnTicket.Act) async throws {
    try await Backend.with(store) { backend in
      var deed = ActOnTicket(id: id, member: member, act: try act(backend))
      deed.inPublic = inPublic
      let row = try await backend.perform(deed)
      try TicketReport(reader: backend.reader, output: output).one(row)
    }
  }
}

/// How a ticket ends, as options.
struct EndingOptions: ParsableArguments {
  @Option(name: .long, help: "One of the queue's close reasons.") var reason: String?
  @Option(name: .long, help: "What was done; stays inside.") var note: String?
  @Flag(name: .long, help: "The customer says that it is done.") var confirmed = false
  @Option(name: .long, help: "The address of what was filed.") var link: String?
  @Option(name: .long, help: "What it taught us: docs=URL, product=URL, message=URL or none.")
  var improvement: String?
  @Option(name: .customLong("improvement-link"), help: "Where the work on that is.") var improvementLink: String?

  var words: TicketEndingWords {
    TicketEndingWords(
      reason: reason, note: note, confirmed: confirmed, link: link, improvement: improvement,
      improvementLink: improvementLink)
  }
}

extension TicketCommand {
  struct Reply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Answer the customer where they wrote; it acknowledges the ticket and stops what waits for an answer.",
      discussion: """
        Examples:
          watchbill ticket reply T-1 --as ana --text "Try the other cable."
          watchbill ticket reply T-1 --as ana --text "Solved in 2.1." --then resolved
        Without --then the ticket becomes what its queue says, pending where it says
        nothing. The answer leaves through the ticket's source; where that has nothing
        to write with, you are told. watchbill ticket show says whether it was sent,
        waits or was refused. A private ticket is not answered where others read it (an
        issue, a channel) without --in-public.
        """)
    @OptionGroup var act: ActOptions
    @Option(name: .long, help: "What the customer is told, at most 100,000 characters.") var text: String
    @Option(name: .long, help: "The ticket's state after it: pending, open or resolved.") var then: String?

    @Flag(name: .long, help: "Also on every open ticket under this incident, to every customer.") var parts = false
    @Flag(name: .customLong("in-public"), help: "On a private ticket: others than the customer may read it.")
    var inPublic = false

    func run() async throws {
      guard parts else {
        return try await act.perform(inPublic: inPublic) { _ in .reply(text: text, then: then) }
      }
      try await Backend.with(act.store) { backend in
        var reply = ReplyToIncident(id: act.id, member: act.member, text: text, then: then)
        reply.inPublic = inPublic
        let rows = try await backend.perform(reply)
        try TicketReport(reader: backend.reader, output: act.output).list(rows)
        guard act.output.isText else { return }
        for row in rows { for warning in row.warnings ?? [] { Terminal.line("\(row.id): \(warning)") } }
      }
    }
  }

  struct Note: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a note, which stays inside.",
      discussion: "Example:\n  watchbill ticket note T-1 --as ana --text \"It is the firmware again.\"")
    @OptionGroup var act: ActOptions
    @Option(name: .long, help: "At most 100,000 characters.") var text: String

    func run() async throws { try await act.perform { _ in .note(text: text) } }
  }

  struct Pending: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say that the customer has the next step; the time to the resolution stands still.",
      discussion: "Example:\n  watchbill ticket pending T-1 --as ana")
    @OptionGroup var act: ActOptions
    @Option(name: .long, help: "Why.") var because: String?

    func run() async throws { try await act.perform { _ in .pending(because: because) } }
  }

  struct Hold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say that somebody else has the next step, and when it wakes.",
      discussion: """
        Examples:
          watchbill ticket hold T-1 --as ana --because "vendor" --until 2026-11-27
          watchbill ticket link T-1 --as ana https://bugs.example.com/7 --kind bug
          watchbill ticket hold T-1 --as ana --because "bug 7"
        Without --until it wakes when what it is linked to is done.
        """)
    @OptionGroup var act: ActOptions
    @Option(name: .long, help: "What it waits for.") var because: String
    @Option(name: .long, help: "When it wakes, in your zone unless you say otherwise.") var until: InstantArgument?

    func run() async throws {
      try await act.perform { backend in
        .hold(because: because, until: try until?.instant(now: Wiring.clock().now(), zone: backend.reader.zone))
      }
    }
  }

  struct Close: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End a ticket for good; what the customer writes later begins a new one.",
      discussion: """
        Examples:
          watchbill ticket close T-1 --as ana
          watchbill ticket close T-1 --as ana --reason confirmed --confirmed
          watchbill ticket close T-1 --as ana --link https://bugs.example.com/7
          watchbill ticket close T-1 --as ana \\
            --improvement docs=https://docs.example.com/42
          watchbill ticket close T-1 --as ana --reason "not a ticket"
        Refused while a linked bug is open, and without what its queue asks for. "not a
        ticket" is for spam and the like in every queue: nothing is asked for, and it
        is in no report.
        """)
    @OptionGroup var act: ActOptions
    @OptionGroup var ending: EndingOptions

    func run() async throws { try await act.perform { _ in .close(ending.words) } }
  }

  struct Reopen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open a ticket again, whatever it was.",
      discussion: "Example:\n  watchbill ticket reopen T-1 --as ana --because \"it is back\"")
    @OptionGroup var act: ActOptions
    @Option(name: .long, help: "Why.") var because: String?

    func run() async throws { try await act.perform { _ in .reopen(because: because) } }
  }

  struct NoReplyNeeded: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "no-reply-needed", abstract: "Say that the customer's last words need no answer.",
      discussion: "Example:\n  watchbill ticket no-reply-needed T-1 --as ana --because \"thanks\"")
    @OptionGroup var act: ActOptions
    @Option(name: .long, help: "Why.") var because: String

    func run() async throws { try await act.perform { _ in .noReplyNeeded(because: because) } }
  }

  struct Promise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Keep in mind until when the customer was promised to hear from us.",
      discussion: "Example:\n  watchbill ticket promise T-1 --as ana --until \"2026-11-27 12:00\"")
    @OptionGroup var act: ActOptions
    @Option(name: .long, help: "Until when, in your zone unless you say otherwise.") var until: InstantArgument

    func run() async throws {
      try await Backend.with(act.store) { backend in
        let instant = try until.instant(now: Wiring.clock().now(), zone: backend.reader.zone)
        let row = try await backend.perform(
          ActOnTicket(id: act.id, member: act.member, act: .promise(until: instant)))
        try TicketReport(reader: backend.reader, output: act.output).one(row)
        if act.output.isText { Terminal.line("  promised until \(backend.reader.full(instant))") }
      }
    }
  }

  struct Triage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what a ticket is; its clocks go by that from its beginning.",
      discussion: "Example:\n  watchbill ticket triage T-1 --as ana --kind bug --priority high")
    @OptionGroup var act: ActOptions
    @Option(name: .long, help: "What it is about: bug, question, …") var kind: String?
    @Option(name: .long, help: "One of the team's priorities.") var priority: String?

    func run() async throws { try await act.perform { _ in .triage(kind: kind, priority: priority) } }
  }

  struct Involve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring a colleague in: they are told at once, and follow the ticket; it stays its owner's.",
      discussion: """
        Examples:
          watchbill ticket involve T-1 bo --as ana
          watchbill ticket involve T-1 bo --as ana --note "Is this the same as in May?"
        Whoever follows a private ticket may see it. A note that names @bo does the
        same:
          watchbill ticket note T-1 --as ana --text "@bo, is this the same as in May?"
        """)
    @OptionGroup var act: ActOptions
    @Argument(help: "Whom.") var member: String
    @Option(name: .long, help: "What you want of them; it is kept as a note.") var note: String?

    func run() async throws { try await act.perform { _ in .involve(member: member, note: note) } }
  }

  struct Private: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let only its owner, its followers, the queue's confidants and the lead see a ticket.",
      discussion: """
        Examples:
          watchbill ticket private T-1 --as ana
          watchbill ticket private T-1 --as bo --undo    # its owner
        Digests, pages, team channels and the board say its id from then on; what was
        told before stays told. Confidants stand in the schedule file: queues: private
        to:. Followers do not show it to everybody again: its owner does, a confidant
        or the lead.
        """)
    @OptionGroup var act: ActOptions
    @Flag(name: .long, help: "Everybody of the team may see it again.") var undo = false

    func run() async throws { try await act.perform { _ in .visibility(isPrivate: !undo) } }
  }

  struct Link: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Link a bug, feature, task, ticket or help to a ticket, or say that it is done.",
      discussion: """
        Examples:
          watchbill ticket link T-1 --as ana https://bugs.example.com/7 --kind bug
          watchbill ticket link T-1 --as ana https://bugs.example.com/7 --done
        A ticket with an open bug cannot end; one on hold opens again when the bug is
        done.
        """)
    @OptionGroup var act: ActOptions
    @Argument(
      help: "The address, or the id that its source gives it, such as BUG-7; with --done as the ticket shows it.")
    var url: String
    @Option(name: .long, help: "bug, feature, task, ticket or help.") var kind = "bug"
    @Flag(name: .long, help: "It is done.") var done = false

    func run() async throws {
      try await act.perform { _ in done ? .linkDone(url: url) : .link(url: url, kind: kind) }
    }
  }

  struct Improve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Note what a ticket taught us, and where the work on it is; or that this work is done.",
      discussion: """
        Examples:
          watchbill ticket improve T-1 --as ana docs=https://docs.example.com/42
          watchbill ticket improve T-1 --as ana docs=https://docs.example.com/42 --done
          watchbill ticket improve T-1 --as ana none
        Kinds are docs, product and message, or those of the queue (closing:
        improvement kinds:). A queue may want one before a ticket is closed; none is an
        answer. The report counts tickets whose improvement is done.
        """)
    @OptionGroup var act: ActOptions
    @Argument(help: "The kind with its address, or none.") var improvement: String
    @Option(name: .long, help: "The address, where it is not with the kind.") var link: String?
    @Flag(name: .long, help: "The work on it is done.") var done = false

    func run() async throws {
      try await act.perform { _ in .improve(kind: improvement, link: link, done: done) }
    }
  }

  struct Review: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Note that you looked through a ticket in the review of its queue.",
      discussion: "Example:\n  watchbill ticket review T-1 --as ana")
    @OptionGroup var act: ActOptions

    func run() async throws { try await act.perform { _ in .review } }
  }

  struct Clocks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a ticket's clocks, with what counted and what did not, and what was written.",
      discussion: """
        Examples:
          watchbill ticket clocks T-1
          watchbill ticket clocks T-1 --format json
        JSON: {ticket, waitsFor, unansweredSince, clocks: [{clock, target, policy,
        definitions, from, due, state, ended, isLate, because, timeline}], breaches,
        messages: [{id, at, kind, author, text, isEdited, isDeleted}]}.
        CSV is a line for each clock.
        """)
    @Argument(help: "The ticket's id.") var id: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(ShowClocks(id: id))
        try ClocksReport(reader: backend.reader, output: output).print(reply)
      }
    }
  }
}
