import Drafting
import Scheduling
import Timekeeping
import Workflows

/// Prints a draft: the grid, the gaps, the balance, and why.
struct DraftReport {
  let reply: DraftReply
  let format: OutputFormat
  let explains: Bool
  /// False where publishing is not the reader's next step.
  var invites = true
  /// What its commands need to find the store, such as `--data demo-data`.
  var dataOption: String?

  func print() throws {
    switch format {
    case .json: try OutputFormat.printJSON(reply)
    case .csv: OutputFormat.printCSV(header: Self.header, rows: rows)
    case .text: text()
    }
  }

  private static let header = ["slot", "duty", "date", "start", "end", "member", "because"]

  private var rows: [[String]] {
    reply.draft.assignments.map { next in
      [
        next.slot.id.text, next.slot.duty.text, next.slot.date.description, next.slot.interval.start.description,
        next.slot.interval.end.description, next.member?.text ?? "", reasons(next),
      ]
    }
  }

  private func reasons(_ next: DraftAssignment) -> String { next.because.map(\.sentence).joined(separator: "; ") }

  private func text() {
    Terminal.line(Terminal.bold(reply.id.isEmpty ? "The draft would be:" : "Draft \(reply.id)"))
    guard !reply.draft.assignments.isEmpty else { return nothingToFill() }
    Terminal.text(reply.draft.grid())
    if explains { explanations() }
    gaps()
    Terminal.line("")
    for member in reply.draft.balance { Terminal.line("  \(member.text(in: reply.draft.period))") }
    if let search = reply.draft.search { Terminal.line(search.text(objective: reply.draft.objective) + ".") }
    for note in reply.draft.notes { Terminal.line("Note: \(note)") }
    if invites { Terminal.line("Publish it with: watchbill rota publish \(reply.id)\(option)") }
  }

  /// A team whose duties are all filled by rotations: nobody did anything wrong.
  private func nothingToFill() {
    let (team, period) = (reply.draft.team, reply.draft.period)
    Terminal.line("\(team) has no slots in \(period), so there is nothing to draft.")
    Terminal.line("Its rotations say who is on without a draft: watchbill who --team \(team)\(option)")
    guard invites else { return }
    Terminal.line("To have a duty drafted, give it `slots:` in the team's file.")
    Terminal.line(
      "To settle the rotations' shifts of that time as they stand: watchbill rota publish \(reply.id)\(option)")
  }

  private var option: String { dataOption.map { " \($0)" } ?? "" }

  private func explanations() {
    Terminal.line("")
    for next in reply.draft.assignments {
      let who = next.member.map { reply.draft.name(of: $0) } ?? "open"
      Terminal.line("\(next.label): \(who)")
      for reason in next.because { Terminal.line("    \(reason.sentence)") }
      for other in next.others {
        Terminal.line(Terminal.dim("    \(reply.draft.name(of: other.member)): \(other.text)"))
      }
    }
  }

  private func gaps() {
    let gaps = reply.draft.gaps
    Terminal.line(gaps.isEmpty ? Terminal.plain("No gaps.") : Terminal.warning("\(gaps.count) open:"))
    for gap in gaps { Terminal.line("  \(gap.label): \(reasons(gap))") }
  }
}
