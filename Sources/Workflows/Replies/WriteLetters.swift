import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

extension ServiceDesk {
  /// Queues what a decision says to its customer and to its team, in the transaction that commits it (rule K11).
  func write(_ decision: Decision, isNew: Bool, in tx: Transaction, now: Timestamp) throws {
    for case .linked(let item) in decision.facts.map(\.what) {
      for link in [item.id, item.url].compactMap({ $0 }) { try tx.note(link: link, of: decision.ticket.id) }
    }
    for words in decision.outgoing { try write(words, of: decision, in: tx, now: now) }
    try post(decision, isNew: isNew, in: tx, now: now)
  }

  /// Words that cannot leave stay on the ticket; of a person's that are too long nothing is kept, so that they can be
  /// mended.
  private func write(_ words: OutgoingMessage, of decision: Decision, in tx: Transaction, now: Timestamp) throws {
    let ticket = decision.ticket
    let through = words.place?.source ?? ticket.source
    guard let binding = source(through), obstacle(to: ticket.id, through: through) == nil else { return }
    var words = words
    if words.asksForEffort { words.text += "\n\(surveyLink(of: ticket.id))" }
    let limit = type(of: binding.source).letterLimit
    if words.text.count > limit, words.isByPerson {
      throw OperatorProblem(
        .refused, "the reply has \(words.text.count) characters, and '\(binding.name)' takes \(limit)",
        help: "send it in parts")
    }
    let author = decision.facts.lazy.compactMap { fact -> TicketMessage? in
      if case .message(let message) = fact.what, message.id == words.message { message } else { nil }
    }.first
    try tx.enqueue(
      Letter(
        words, of: ticket, by: author?.member, named: author?.author, token: keys.mailToken(of: ticket.id), at: now))
  }
}
