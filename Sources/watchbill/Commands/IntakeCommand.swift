import ArgumentParser
import Foundation
import ScheduleFiles
import Storage
import TicketSources
import Timekeeping
import Workflows

struct IntakeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "intake", abstract: "Hand in a mail, a table or events on this machine.",
    discussion: """
      SOURCE is a name under `sources:` in watchbill.yaml; its kind says what is
      read: email takes a mail as it is (RFC 5322), csv a table, json our own events,
      alertmanager and zendesk a webhook's body.
      Examples:
        watchbill intake support < mail.eml
        watchbill intake old-desk tickets.csv
        echo '{"event": "closed", "id": "disk:db1"}' | watchbill intake monitor
      A mail transfer agent calls it with the envelope, here Postfix in master.cf:
        watchbill unix - n n - 4 pipe flags=DRhu user=watchbill null_sender=
          argv=/usr/bin/watchbill intake support --settings /etc/watchbill.yaml
          --envelope-from ${sender} --envelope-to ${original_recipient}
      What comes on standard input and cannot be taken for a reason of ours, such as
      a fault in the settings or a full disk, exits with 75: the mail stays in the
      agent's queue and is tried again. Only what is wrong with the mail itself exits
      with 2.
      JSON: {status, answer: {ticket, owner, because, state, heldUntil, due, error,
      note, notes, tickets}}; what does not apply is left out. CSV is one row, and
      says on standard error what could not be used.
      """)

  /// `EX_TEMPFAIL` of sysexits: a mail transfer agent keeps the mail.
  private static let tryAgain: Int32 = 75

  @Argument(help: "The source's name in the settings.") var source: String
  @Argument(help: "The file; standard input where you give none.") var file: String?
  @Option(name: .long, help: "Who sent the mail, as the mail transfer agent knows it.") var envelopeFrom: String?
  @Option(name: .long, help: "Whom the mail was sent to, as the mail transfer agent knows it.") var envelopeTo: String?
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: FormatOption

  func run() async throws {
    let kind = try await orTryAgain { try setting().kind }
    let body = try body(atMost: try AllTicketSources.named(kind.rawValue).limit)
    let command = TakeDelivery(source: source, headers: headers(kind), body: body)
    let (reply, reader) = try await orTryAgain {
      try await Backend.with(store) { (try await $0.perform(command), $0.reader) }
    }
    try tell(reply, reader: reader)
  }

  /// An agent hands mails in on standard input: none is sent back to its writer for what is wrong here.
  private func orTryAgain<T>(_ work: () async throws -> T) async throws -> T {
    do { return try await work() } catch {
      guard file == nil || error is StoreError, var failure = CommandFailure(error) else { throw error }
      failure.code = Self.tryAgain
      throw failure
    }
  }

  private func setting() throws -> SourceSetting {
    let settings = try store.wiring().settings
    if let found = settings.source(source) { return found }
    let known = settings.sources.map(\.name)
    let help =
      didYouMean(source, among: known).map { "did you mean '\($0)'?" } ?? "there are: \(known.joined(separator: ", "))"
    throw CommandFailure.refused("the settings have no source '\(source)'. help: \(help)")
  }

  private func body(atMost limit: Int) throws -> Data {
    let handle: FileHandle
    if let file {
      guard let opened = FileHandle(forReadingAtPath: file) else {
        throw CommandFailure.refused("there is no file '\(file)' that can be read")
      }
      handle = opened
    } else {
      handle = .standardInput
    }
    guard let data = try? handle.read(upToCount: limit + 1) ?? Data() else {
      throw CommandFailure.refused("'\(file ?? "standard input")' cannot be read: it is a folder, or it is damaged")
    }
    guard data.count <= limit else {
      throw CommandFailure.refused("it has more than \(limit) bytes. help: nothing was stored; send less at a time")
    }
    return data
  }

  private func headers(_ kind: SourceSetting.Kind) -> [String: String] {
    var headers: [String: String] =
      switch kind {
      case .email: ["content-type": "message/rfc822"]
      case .csv: ["content-type": "text/csv"]
      case .json, .github, .slack, .zendesk, .alertmanager: ["content-type": "application/json"]
      }
    headers["x-envelope-from"] = envelopeFrom
    headers["x-envelope-to"] = envelopeTo
    return headers
  }

  private func tell(_ reply: TakeDelivery.Reply, reader: ReaderZone) throws {
    let answer = reply.answer
    guard reply.status < 300 else {
      let message = answer.error ?? "refused with \(reply.status)"
      throw CommandFailure(message: message, code: reply.status < 500 ? 2 : Self.tryAgain)
    }
    guard output.isText else {
      let cells = [answer.ticket, answer.owner, answer.state, answer.heldUntil?.description, answer.note]
      try output.print(
        reply, header: ["ticket", "owner", "state", "held until", "note"], rows: [cells.map { $0 ?? "" }])
      // The row of a table has no room for them; JSON has them in the answer.
      if output.format == .csv { for note in answer.notes ?? [] { Terminal.error(note) } }
      return
    }
    Terminal.line(line(answer, reader) ?? answer.note ?? "taken")
    if let tickets = answer.tickets { Terminal.line("  \(named(tickets))") }
    for note in answer.notes ?? [] { Terminal.line("  \(note)") }
  }

  /// As many as people read; JSON has all of them.
  private func named(_ tickets: [String]) -> String {
    let rest = tickets.count - 40
    return (tickets.prefix(40) + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: ", ")
  }

  private func line(_ answer: IntakeReply, _ reader: ReaderZone) -> String? {
    guard let ticket = answer.ticket else { return nil }
    let count = answer.tickets.map { "\($0.count) tickets, the first " } ?? ""
    let held = answer.heldUntil.map { "held until \(reader.full($0))" }
    let standing = answer.owner.map { "\($0) owns it" } ?? held ?? answer.state ?? "taken"
    return "\(count)\(ticket): \(standing). \(answer.because.map(reader.sentence) ?? "")"
  }
}

extension TicketSource {
  fileprivate var limit: Int { Self.bodyLimit }
}
