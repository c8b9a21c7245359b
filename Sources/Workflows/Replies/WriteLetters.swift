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

  /// Words that cannot leave stay on the ticket, and wait for `ticket resend` where something can be mended; of a person's
  /// that are too long nothing is kept, so that they can be mended.
  ///
  /// A person's words that cannot leave go to the sender all the same: it finds them refused, and then nobody was answered.
  private func write(_ words: OutgoingMessage, of decision: Decision, in tx: Transaction, now: Timestamp) throws {
    let ticket = decision.ticket
    let through = words.place?.source ?? ticket.source
    let binding = source(through)
    guard takesAnswers(through) else { return }
    // What the desk says by itself is not said about a private ticket where others read it (E14).
    guard words.isByPerson || itemReadByOthers(words, on: ticket) == nil else { return }
    var words = words
    if words.asksForEffort { words.text += "\n\(surveyLink(of: ticket.id))" }
    if let binding, words.isByPerson { try checkLength(of: words, through: binding) }
    let author = decision.facts.lazy.compactMap { fact -> TicketMessage? in
      if case .message(let message) = fact.what, message.id == words.message { message } else { nil }
    }.first
    let letter = Letter(
      words, of: ticket, by: author?.member, named: author?.author, token: keys.mailToken(of: ticket.id), at: now)
    try tx.enqueue(letter)
    if !words.isByPerson, let obstacle = obstacle(to: ticket.id, through: through) {
      try tx.refuse(letter: letter.id, because: obstacle.what)
    }
  }

  /// False where words for a customer have no way out whatever the settings say: nothing waits there to be sent.
  func takesAnswers(_ name: String) -> Bool {
    source(name).map { type(of: $0.source).answersCustomers } ?? !Self.unanswerable.contains(name)
  }

  /// What is opened here itself has no place where it could be answered.
  private static let unanswerable = ["manual", "ring"]

  private func checkLength(of words: OutgoingMessage, through binding: SourceBinding) throws(OperatorProblem) {
    let limit = type(of: binding.source).letterLimit
    // Providers do not say which kind of characters they count: these are the strictest.
    let length = TextLength.utf16.of(words.text)
    guard length > limit else { return }
    throw OperatorProblem(
      .refused, "the reply has \(length) characters, and '\(binding.name)' takes \(limit)",
      help: "send it in parts")
  }
}
