import Timekeeping
import Workflows

/// Prints a ticket's clocks.
struct ClocksReport {
  let reader: ReaderZone
  let output: FormatOption

  private static let header = ["clock", "target", "state", "due", "late", "policy", "version"]

  func print(_ reply: ShowClocks.Reply) throws {
    guard output.isText else {
      return try output.print(reply, header: Self.header, rows: reply.clocks.map(cells))
    }
    Terminal.line(Terminal.bold("\(reply.ticket.id) \(reply.ticket.title)"))
    Terminal.line("  \(reply.ticket.state); \(turn(reply))")
    for clock in reply.clocks { show(clock) }
    if reply.clocks.isEmpty { Terminal.line("  nothing is promised") }
    for message in reply.messages { show(message) }
    Terminal.line(Terminal.dim("times in \(reader.zone.id)"))
  }

  private func turn(_ reply: ShowClocks.Reply) -> String {
    switch reply.waitsFor {
    case "us": "the next step is ours" + (reply.unansweredSince.map { ", unanswered since \(reader.short($0))" } ?? "")
    case "customer": "the customer has the next step"
    case "others": "somebody else has the next step"
    default: "nobody has a next step"
    }
  }

  private func show(_ clock: ShowClocks.ClockRow) {
    let due = clock.due.map { "due \(reader.full($0))" } ?? (clock.state == "paused" ? "stands still" : "never due")
    let isMetLate = clock.isLate && clock.state == "met"
    let late = clock.isLate && !isMetLate ? ", late" : ""
    Terminal.line("\(clock.clock): \(isMetLate ? "late" : clock.state), \(due)\(late)")
    Terminal.line(Terminal.dim("    \(reader.sentence(clock.because)), version \(clock.definitions)"))
    for line in clock.timeline { Terminal.line(Terminal.dim("    \(reader.sentence(line))")) }
  }

  private func show(_ message: ShowClocks.MessageRow) {
    let author = message.author.map { " by \($0)" } ?? ""
    let changed = message.isDeleted ? ", deleted" : message.isEdited ? ", edited" : ""
    Terminal.line("\(reader.short(message.at))  \(message.kind)\(author)\(changed)")
    for line in message.text.split(separator: "\n", omittingEmptySubsequences: false) { Terminal.line("    \(line)") }
  }

  private func cells(_ clock: ShowClocks.ClockRow) -> [String] {
    [
      clock.clock, clock.target, clock.state, output.time(clock.due, reader), clock.isLate ? "yes" : "no",
      clock.policy, String(clock.definitions),
    ]
  }
}
