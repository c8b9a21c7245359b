import Timekeeping

extension DeskRun {
  /// The message that is known by `id`, as it stands.
  func kept(_ id: String) -> TicketMessage? { course.messages.first { $0.message.id == id }?.message }

  /// What somebody made of words that the desk has: the text changes, files are added, and nothing else, whoever wrote them.
  /// Mended words are no second answer, and the customer who waits goes on waiting.
  ///
  /// - Returns: a quiet decision for a text that is older than the one we have (invariant I9).
  mutating func edited(_ known: TicketMessage, to message: TicketMessage) -> Decision {
    if let new = message.version, let old = known.version, new < old || new == old && known.text != message.text {
      return decision()
    }
    let who = message.author ?? known.author
    let files = known.lacks(of: message.attachments)
    noteBreaches()
    record(
      .edited(
        MessageEdit(
          id: known.id, text: message.text, version: message.version, kind: known.kind, author: who,
          attachments: files.isEmpty ? nil : files)),
      by: editor(of: known, named: who))
    let what = known.text == message.text ? "added \(listed(files.map(\.name)))" : "changed what they wrote"
    did(.received, "\(who ?? "somebody") \(what)")
    if ticket.isOpen { advance() }
    return decision()
  }

  private func editor(of known: TicketMessage, named name: String?) -> FactAuthor {
    known.kind == .customer ? .customer(name) : known.member.map { .member($0) } ?? .source(ticket.source)
  }
}
