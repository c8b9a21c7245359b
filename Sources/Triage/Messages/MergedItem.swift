import Scheduling
import Timekeeping

/// The item of a ticket that goes on in another one: that one is not over before the item is (C41).
package struct MergedItem: Sendable, Hashable {
  package let ticket: TicketID
  package var isClosed: Bool
  /// When we learned of that.
  package var changed: Timestamp
  /// The fact by which its source said last that it is over; nil before any.
  var ended: Int?

  /// What versions of its state are known by, beside those of the ticket's own item.
  static func fact(_ ticket: TicketID) -> String { "state of \(ticket)" }
}

extension TicketCourse {
  /// As ``end(before:)``, of a merged ticket's item.
  package func end(of item: TicketID, before event: SourceEvent) -> Int? {
    if versions[MergedItem.fact(item)]?.isNewer(than: event.version) == true { return nil }
    return items.first { $0.ticket == item }?.ended
  }

  func isClosed(_ item: TicketID) -> Bool { items.first { $0.ticket == item }?.isClosed ?? false }
}

extension Desk {
  /// What the source of a merged ticket says of whether its item is over: it may be the last that this one waited for, or
  /// open it again.
  func take(
    _ event: SourceEvent, of item: TicketID, saysClosed: Bool, on ticket: Ticket
  ) throws(DeskRefusal) -> Reception {
    var run = try run(ticket)
    let before = run.course
    let isKept = before.items.contains { $0.ticket == item }
    let source = ticket.source(of: event)
    run.noteBreaches()
    let version = run.version(of: event, for: item)
    let isNewer = version.map { before.versions[MergedItem.fact(item)]?.isOlder(than: $0) ?? true } ?? false
    // After a person ended the ticket an open item opens it by news alone, and one that was no alarm by a word that says so.
    let isNews = isNewer || event.isPlainReopening
    let isAgain = !ticket.isOpen && !saysClosed && isNews && (isKept || event.isReopening)
    guard isKept || isAgain else { return unchanged(ticket) }
    run.record(.itemState(of: item, isClosed: saysClosed, version: version), by: .source(source))
    guard isNewer || isAgain || run.course.items != before.items else { return unchanged(ticket) }
    guard isAgain || run.course.isClosed(item) != before.isClosed(item) else { return .changed(run.decision()) }
    if run.course.isClosed(item) {
      run.endWithItems("the item of \(item)", by: event, in: source)
    } else if let why = run.isOver() {
      return .beginsAnew(linkedTo: ticket.id, because: why)
    } else {
      run.beOpenedAgain(by: event, from: source, stoodStill: before.isOver)
    }
    if run.ticket.isOpen { run.advance() }
    return .changed(run.decision())
  }

  private func unchanged(_ ticket: Ticket) -> Reception {
    .changed(Decision(ticket: ticket, made: snapshot.now))
  }
}

extension Ticket {
  /// Where the event's item is: the ticket's own, or one that was merged into it.
  func source(of event: SourceEvent) -> String {
    correspondence?.merged?.first { $0.ticket == event.merged }?.source ?? source
  }
}

extension SourceEvent {
  /// An item that is open again, from a source that gives no versions.
  fileprivate var isPlainReopening: Bool { isReopening && version == nil }

  package var isReopening: Bool {
    if case .reopened = what { true } else { false }
  }
}

extension SourceEvent {
  /// How its item ended in `source`: "closed in hub", "moved in hub: https://…". Of a private ticket no words of the
  /// source's are repeated.
  func ending(in source: String, of ticket: Ticket) -> String {
    guard case .closed(let closing) = what else { return "closed in \(source)" }
    let words =
      switch closing.reason {
      case .done: "closed in \(source)"
      case .notPlanned: "closed in \(source) as not planned"
      case .duplicate: "closed in \(source) as a duplicate"
      case .deleted: "deleted in \(source)"
      case .moved: "moved in \(source)"
      }
    guard let note = closing.note, !ticket.isPrivate else { return words }
    return "\(words): \(note)"
  }
}

extension TicketCourse {
  /// Whether no source has an item of it open.
  var isOver: Bool { sourceClosed == true && items.allSatisfy(\.isClosed) }
}

extension DeskRun {
  /// What fires a while after its end fires again, though its own time is before that end.
  fileprivate func version(of event: SourceEvent, for item: TicketID) -> SourceVersion? {
    guard let known = course.versions[MergedItem.fact(item)], known.isNewer(than: event.version), event.isFiring,
      let ended = course.items.first(where: { $0.ticket == item && $0.isClosed })?.changed,
      now - ended >= SourceEvent.lateness
    else { return event.version }
    return known.version
  }

  /// One of its items was closed: with the last of them the ticket is over, and until then it goes on.
  mutating func endWithItems(_ item: String, by event: SourceEvent, in source: String) {
    guard ticket.isOpen else { return }
    let ending = event.ending(in: source, of: ticket)
    guard course.isOver else {
      let own = course.sourceClosed == true ? [] : [ticket.id]
      let open = own + course.items.filter { !$0.isClosed }.map(\.ticket)
      return did(
        .changed, "\(item) was \(ending); still open: \(open.map(\.description).joined(separator: ", "))")
    }
    if blockingBug != nil { return standStill() }
    let why = "it was \(ending)"
    turn(to: .resolved, why, by: .source(source))
    ticket.because = why
    did(.resolved, why)
  }

  /// A source opened one of its items again.
  ///
  /// - Parameter stoodStill: whether it was over in all its sources until now.
  mutating func beOpenedAgain(by event: SourceEvent, from source: String, stoodStill: Bool) {
    let state = ticket.turn
    guard state == .resolved || state == .onHold && stoodStill else { return }
    let what = event.isFiring ? "it fires again" : "it was opened again in \(source)"
    let wasOpen = ticket.isOpen
    comeBack(what, by: .source(source), cause: "reopened/\(course.lastNumber)")
    if wasOpen { withdrawAcknowledgement() }
  }
}
