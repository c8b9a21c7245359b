import TicketSources
import Timekeeping
import Triage

extension ServiceDesk {
  /// Why words for this ticket's customer cannot leave, and what to do; nil when they can (rule K11).
  func obstacle(to ticket: Ticket) -> LetterProblem? { obstacle(to: ticket.id, through: ticket.source) }

  /// The same through a source that may be that of a merged ticket.
  func obstacle(to ticket: TicketID, through name: String) -> LetterProblem? {
    guard let binding = source(name) else {
      let what =
        name == "manual" ? "\(ticket) was opened by hand" : "there is no source '\(name)' in the settings"
      return LetterProblem(what, help: "write to the customer yourself")
    }
    return binding.source.obstacle(to: .reply, as: binding.settings)
  }

  /// Whether what the desk says to customers of this source leaves the house.
  func reachesCustomers(of name: String?) -> Bool {
    guard let name, let binding = source(name) else { return false }
    return binding.source.obstacle(to: .reply, as: binding.settings) == nil
  }

  /// Refuses words on a private ticket that would stand where others read them, unless that is meant (E14).
  func checkReaders(of decision: Decision, inPublic: Bool?) throws(OperatorProblem) {
    let ticket = decision.ticket
    guard ticket.isPrivate, inPublic != true else { return }
    for words in decision.outgoing where words.isByPerson {
      guard let item = itemReadByOthers(words, on: ticket) else { continue }
      throw OperatorProblem(
        .no, "\(ticket.id) is private, and an answer to \(item) is read by everybody who sees that",
        help: "write to the customer in private, or say that it may be read", wants: "in-public")
    }
  }

  /// Where words on a private ticket would stand and others than its customer read them; nil where nobody else does.
  func itemReadByOthers(_ words: OutgoingMessage, on ticket: Ticket) -> String? {
    guard ticket.isPrivate, let source = source(words.place?.source ?? ticket.source)?.source else { return nil }
    let item = words.place?.item ?? ticket.correspondence?.item ?? ticket.externalID
    return source.isRead(byOthersOn: item) ? item : nil
  }

  /// What an act's words came to beside the ticket: nothing, or that they are kept and do not leave.
  func warnings(of decision: Decision) -> [String] {
    decision.warnings
      + obstacles(to: decision).map { "the answer is kept and does not leave: \($0.what); \($0.help)" }
  }

  /// Why no answer can reach those whom `words` are for; nil where one can.
  private func obstacle(toReadersOf words: OutgoingMessage, on ticket: Ticket) -> LetterProblem? {
    let customer = words.place == nil ? ticket.correspondence?.customer : words.place?.customer
    return source(words.place?.source ?? ticket.source)?.source.obstacle(toReach: customer)
  }

  /// Of each place where a decision's words cannot leave for, why.
  func obstacles(to decision: Decision) -> [LetterProblem] {
    let ticket = decision.ticket
    return decision.outgoing.compactMap { words in
      obstacle(to: words.place?.ticket ?? ticket.id, through: words.place?.source ?? ticket.source)
        ?? obstacle(toReadersOf: words, on: ticket)
    }
  }

  /// Why a ticket's own customer is never answered from here; nil where a letter says how far each answer came.
  func whyUnanswerable(_ ticket: Ticket) -> String? {
    takesAnswers(ticket.source) ? nil : obstacle(to: ticket)?.what
  }

  /// Sources whose customers cannot be answered from here, with the reason; for the log of a start.
  package var silentSources: [String] {
    setup.sources.compactMap { binding in
      binding.source.obstacle(to: .reply, as: binding.settings).map {
        "answers to '\(binding.name)' are kept and do not leave: \($0.what); \($0.help)"
      }
    }
  }
}
