import ScheduleFiles
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

extension TimerKind {
  /// An item of which something is known, and whose opening has not come: what was said of it opens its ticket, so that
  /// nobody's words are lost (rule K9).
  static let lateOpening = TimerKind(name: ServiceDesk.lateOpeningTimer) { timer, desk, tx, now in
    let words = timer.entity.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, let binding = desk.source(words[0]) else { return false }
    return try desk.openWithoutOpening(words[1], binding: binding, in: tx, now: now) != nil
  }
}

extension ServiceDesk {
  static let lateOpeningTimer = "late-opening"
  /// How long an opening may come later than what followed it: senders do not keep their order.
  static let openingPatience = PlainDuration(.minutes(10))

  /// The clock runs from the first of them.
  func armLateOpening(of item: String, from source: String, in tx: Transaction, now: Timestamp) throws {
    let entity = "\(source) \(item)"
    guard try tx.armedTimer(kind: Self.lateOpeningTimer, entity: entity) == nil else { return }
    try tx.arm(
      kind: Self.lateOpeningTimer, entity: entity, purpose: "open", due: now + Self.openingPatience.duration,
      relative: true, clock: clock.boot(), now: now)
  }

  /// Opens the ticket of an item by the first words that were said on it; the rest follows. Nil where the opening has
  /// come since.
  func openWithoutOpening(
    _ item: String, binding: SourceBinding, in tx: Transaction, now: Timestamp
  ) throws -> Ticket? {
    guard try newest(item, of: binding.name, in: tx).0 == nil,
      (try? team(binding.team, in: try worlds.world(in: tx), at: now)) != nil
    else { return nil }
    let early = try tx.takeEarly(source: binding.name, item: item)
    guard let place = early.firstIndex(where: { $0.event.opensByItself }) else { return nil }
    let (first, came) = (early[place].event.asOpening, early[place].received)
    let before = early[..<place].compactMap { $0.event.overtaken(by: first, after: came - $0.received) }
    let opened = try open(first, in: "", as: item, binding: binding, in: tx, now: now)
    let rest = before + early[(place + 1)...].map(\.event)
    return try catchUp(opened, with: rest, binding: binding, in: tx, now: now)
  }
}

extension SourceEvent {
  /// True for somebody else's words on an item that is open and that the source names, and where it opens one again.
  var opensByItself: Bool {
    guard facts.title != nil, facts.isClosed != true, automatic == nil, onlyIfKnown == nil, visibility == .everyone
    else { return false }
    switch what {
    case .message: return author.kind == .customer || author.kind == .unknown
    case .reopened: return true
    case .opened, .messageEdited, .messageDeleted, .changed, .closed, .notOurs: return false
    }
  }

  /// The same as the beginning of its item.
  fileprivate var asOpening: SourceEvent {
    var event = self
    if case .message(let message) = what { event.what = .opened(message) }
    if case .reopened = what { event.what = .opened(ItemMessage(id: "opened", text: "")) }
    return event
  }
}

extension AutomaticMessage {
  /// Why a machine's message opens no ticket, and what to do where it should.
  var opensNothing: String {
    switch self {
    case .bounce: "a mail that came back opens no ticket"
    case .autoReply: "an automatic answer opens no ticket (Auto-Submitted, or no return path)"
    case .list: "a mail of a list opens no ticket: name the list under `lists:` where people reach you through it"
    }
  }
}
