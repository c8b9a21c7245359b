import Scheduling
import Timekeeping

extension Desk {
  /// Brings a colleague in: they are told at once, follow the ticket from then on and may see it; its owner stays (E15).
  package func involve(
    _ ticket: Ticket, _ colleague: MemberID, by member: MemberID, note: String? = nil
  ) throws(DeskRefusal) -> Decision {
    guard snapshot.timeline.schedule.member(colleague) != nil else { throw unknown(colleague) }
    if let note { try Limits.check(note, "the note", 1...Limits.message) }
    return try act(on: ticket, by: member, alsoDone: true) { run, name throws(DeskRefusal) in
      guard colleague != ticket.owner else {
        throw DeskRefusal(what: "\(ticket.id) is \(snapshot.name(colleague))'s", help: "nothing was changed")
      }
      if let note { run.note(note, by: member, named: name) }
      run.bringIn(colleague, by: name, "brought you in on \(ticket.id)", note)
    }
  }
}

extension DeskRun {
  /// Keeps a note, which stays inside.
  ///
  /// - Parameter isRecord: where nobody wrote it and the desk says what `member` did.
  mutating func note(_ text: String, by member: MemberID, named name: String, isRecord: Bool = false) {
    let note = TicketMessage(
      id: nextMessageID, kind: .note, member: isRecord ? nil : member, author: name, text: text)
    record(.message(note), by: .member(member))
    did(.noted, "by \(name)")
  }

  /// The members whom a note names as `@id` (C13), each once and in its order; the writer aside.
  func mentioned(in text: String, by member: MemberID) -> [MemberID] {
    names(in: text).filter { $0 != member && snapshot.timeline.schedule.member($0) != nil }
  }

  /// Says which names behind an `@` are nobody's: whoever wrote them believes that somebody was told.
  mutating func warnOfNobody(in text: String) {
    let known = snapshot.timeline.schedule.members.map(\.id.text)
    for name in names(in: text).map(\.text).filter({ !known.contains($0) }).prefix(5) {
      let near = didYouMean(name, among: known).map { "; did you mean '@\($0)'?" } ?? ""
      warnings.append("'@\(name.echoed)' told nobody: the team has no member '\(name.echoed)'\(near)")
    }
  }

  /// What stands behind an `@`, each once and in its order.
  private func names(in text: String) -> [MemberID] {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber || "@-".contains($0)) }
    let names = words.filter { $0.hasPrefix("@") }.map { MemberID(unchecked: String($0.dropFirst())) }
    return names.filter { !$0.text.isEmpty }.uniqued
  }

  /// Tells `colleague`, who follows the ticket from then on.
  mutating func bringIn(_ colleague: MemberID, by name: String, _ how: String, _ words: String?) {
    if colleague != ticket.owner { ticket.custody.follow(colleague) }
    did(.involved, "\(name) brought \(snapshot.name(colleague)) in")
    // Of a private ticket only the id leaves the desk.
    let said = ticket.isPrivate ? "." : words.map { ": \(TextLength.scalars.cut($0, to: 300))" } ?? ", \(ticket.title)."
    tells.append(Telling(.involved, ticket.id, to: [colleague], text: "\(name) \(how)\(said)"))
  }
}
