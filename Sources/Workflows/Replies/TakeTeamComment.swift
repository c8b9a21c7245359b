import ScheduleFiles
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

extension ServiceDesk {
  /// A comment in a ticket's thread of the team's channel becomes a note, with its author (A10, A11); all else that is
  /// said there is the team's own business. What is said in a merged ticket's thread is for the one that goes on.
  func takeTeamComment(
    _ event: SourceEvent, from binding: SourceBinding, in tx: Transaction, now: Timestamp
  ) throws -> Ticket? {
    guard let post = try tx.sourceMessage(source: binding.name, key: event.item.id), post.purpose == .post,
      let found = try tx.ticket(post.ticket), let note = event.asNote
    else { return nil }
    let ticket = try goesOn(found, in: tx) ?? found
    let known = try worlds.addresses(in: worlds.world(in: tx), at: now)
    let member = known.member(withContact: event.author.party.address)
    var event = note
    event.author.party.name = member?.name ?? event.author.party.shownName
    let reception = try reception(of: event, on: ticket, member: member?.id, in: tx, now: now)
    guard case .changed(let decision) = reception, !decision.facts.isEmpty else { return ticket }
    let actor = member.map { Actor.member($0.id.text) } ?? .source(binding.name)
    try commit(decision, isNew: false, actor: actor, in: tx, now: now)
    return decision.ticket
  }
}

extension SourceEvent {
  /// The same as a colleague's note that says nothing else of the item; nil for what is no message. Ids of other items
  /// are told apart from the ticket's own.
  fileprivate var asNote: SourceEvent? {
    var note = self
    switch what {
    case .opened(var message), .message(var message):
      message.id = "\(item.id)/\(message.id)"
      note.what = .message(message)
    case .messageEdited(var message):
      message.id = "\(item.id)/\(message.id)"
      note.what = .messageEdited(message)
    case .messageDeleted(let id): note.what = .messageDeleted(id: "\(item.id)/\(id)")
    case .changed, .closed, .reopened, .notOurs: return nil
    }
    note.facts = ItemFacts()
    note.isCall = nil
    note.author.kind = .colleague
    note.visibility = .team
    return note
  }
}
