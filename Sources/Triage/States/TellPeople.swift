import Scheduling
import Timekeeping

/// Who is told what about a ticket, apart from pages; a notice waits for its recipient's working hours (rule O8).
extension DeskRun {
  /// Leaves a notice; the same cause is told once. Instants in `text` are put on the reader's wall; of a private ticket
  /// only the id leaves the desk (E14).
  mutating func tell(
    _ member: MemberID, kind: String, cause: String, _ text: String, haste: Notice.Haste = .soon,
    until: Timestamp? = nil
  ) {
    let title = ticket.isPrivate ? "\(ticket.id)" : "\(ticket.id): \(ticket.title)"
    let notice = Notice(
      kind: kind, cause: "ticket/\(ticket.id)/\(cause)", recipient: member,
      title: TextLength.scalars.cut(title, to: 200),
      text: WallText.sentence(text, in: snapshot.home(of: member)), haste: haste, expires: until)
    if !notices.contains(where: { $0.id == notice.id }) { notices.append(notice) }
  }

  /// The owner; without one, or while they are off shift, also whoever is on at the queue's first level, else the lead.
  mutating func tellResponsible(kind: String, cause: String, _ text: String, until: Timestamp? = nil) {
    for member in responsible() {
      tell(member, kind: kind, cause: cause, "\(ticket.id), \(ticket.priority): \(text).", until: until)
    }
  }

  /// A colleague calls for support: what waits for the customer is ours again, and who has it hears of it at once, else
  /// whoever is on at the queue's first level, else the lead (C44). What is resolved stays so, and only its owner hears of
  /// it: it may be a word of thanks. An owner's answer that names support calls for it while they are off.
  mutating func beCalled(by call: TicketMessage) {
    let isOwners = call.kind == .reply
    guard !isOwners || ownerIsOff else { return }
    let name = call.member.map(snapshot.name) ?? call.author ?? "a colleague"
    let author = call.member.map { FactAuthor.member($0) } ?? .source(ticket.source)
    if !isOwners, ticket.custody.wait?.state == .pending { ticket.custody.wait = nil }
    if !isOwners, ticket.state == .pending {
      comeBack("\(name) calls for support", by: author, cause: "call/\(call.id)", tells: false)
    }
    did(.involved, "\(name) calls for support")
    let owner = [ticket.owner].compactMap { $0 }.filter { $0 != call.member }
    let told = ticket.isOpen ? responsible(but: call.member) : owner
    guard !told.isEmpty else { return }
    let words = ticket.isPrivate ? "." : ": \(TextLength.scalars.cut(call.text, to: 300))"
    tells.append(
      Telling(.involved, ticket.id, to: told, text: "\(name) calls for support on \(ticket.id)\(words)"))
  }

  /// The owner, and while they are off whoever is on at the queue's first level; the lead where that is nobody but `speaker`.
  private func responsible(but speaker: MemberID? = nil) -> [MemberID] {
    let own = [ticket.owner].compactMap { $0 } + (ownerIsOff ? onFirstLevel : [])
    let others = own.filter { $0 != speaker }.uniqued
    return others.isEmpty ? [snapshot.timeline.schedule.lead].compactMap { $0 }.filter { $0 != speaker } : others
  }

  private var onFirstLevel: [MemberID] {
    guard let first = queue.overflow.first(where: { $0.askFor == nil }) else { return [] }
    return snapshot.people(first.to, owner: nil).map(\.member)
  }

  /// "Always tell the colleague what happened" (D55): somebody else did something on a ticket that stays theirs.
  mutating func tellOfStep(_ owner: MemberID, in member: MemberID, by deed: String) {
    guard owner != member else { return }
    tell(
      owner, kind: "ticket-step-in", cause: "step-in/\(course.lastNumber)",
      "\(snapshot.name(member)) \(deed): \(ticket.id), which is yours. Look at it before you go on with it.")
  }
}
