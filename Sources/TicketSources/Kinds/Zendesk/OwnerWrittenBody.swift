import Timekeeping
import Triage

/// A body that an administrator typed: whatever keys it has, they are found by what they are usually called.
struct OwnerWrittenBody {
  private static let ended = ["solved", "closed", "resolved", "done", "deleted"]

  /// Our field → what the body says, for every key we know.
  private let values: [(ours: String, field: JSONField)]
  private let options: SourceOptions

  init(_ root: JSONField, options: SourceOptions) throws(Refusal) {
    guard let members = root.members else { throw Refusal(422, "the body must be an object") }
    let names = FieldNames(options)
    self.options = options
    values = members.compactMap { member in
      names.ours(for: member.key).flatMap { ours in root[member.key].map { (ours, $0) } }
    }
  }

  /// A body without the time of its change is new each time it comes: the same words may mean another round.
  func intake(of bytes: [UInt8], at now: Timestamp) throws(Refusal) -> Intake {
    let id = try id()
    let digest = BodyDigest.id(of: bytes)
    let delivery = instant("updated") == nil ? "\(digest)@\(now.milliseconds)" : digest
    return .taken(
      SourceDelivery(id: delivery, events: events(id), notes: [anonymous, nameless].compactMap { $0 }))
  }

  private func id() throws(Refusal) -> String {
    guard let id = value("id") else {
      throw Refusal(422, #"the body names no ticket: add "ticket_id": "{{ticket.id}}" to the webhook's body"#)
    }
    guard TicketRules.isID(id) else { throw Refusal(422, "the ticket's id must be \(TicketRules.idForm)") }
    return id
  }

  /// What an agent writes would wake tickets as if their customer had written.
  private var anonymous: String? {
    guard value("comment") != nil, value("comment author") == nil else { return nil }
    return "the body does not say who wrote the comment, so it counts as the customer's:"
      + #" add "comment_author": "{{ticket.latest_comment.author.email}}""#
  }

  /// What comes with each change of the ticket is the same comment again, unless something tells that it is another.
  private var nameless: String? {
    guard value("comment") != nil, value("comment id") == nil, value("comment time") == nil else { return nil }
    return "the body does not name the comment, so the same words of the same writer count once:"
      + #" add "comment_id": "{{ticket.latest_comment.id}}""#
  }

  private func value(_ name: String) -> String? { values.first { $0.ours == name }?.field.id }

  private var updated: Timestamp? { instant("updated") ?? (value("comment") == nil ? instant("created") : nil) }

  private func instant(_ name: String) -> Timestamp? { value(name).flatMap(LooseInstant.read) }

  private func events(_ id: String) -> [SourceEvent] {
    var happenings: [SourceHappening] = [
      .opened(ItemMessage(id: "description", text: FittedText.body(value("body"))))
    ]
    // What we wrote there comes back to us.
    if let text = value("comment"), !isDescription(text), !options.isOurselves(value("comment author")) {
      happenings.append(.message(ItemMessage(id: commentID(text), text: FittedText.body(text))))
    }
    if isClosed == true { happenings.append(.closed(SourceClosing())) }
    return happenings.map { event($0, id) }
  }

  /// A ticket's first comment is its description.
  private func isDescription(_ comment: String) -> Bool {
    comment.trimmingBlanks == value("body")?.trimmingBlanks
  }

  /// Its own, or one made of what is its own: the body around it differs with each change of the ticket.
  private func commentID(_ text: String) -> String {
    if let id = FittedText.word(value("comment id")) { return id }
    let parts = [value("comment author") ?? "", value("comment time") ?? "", text]
    return BodyDigest.id(of: Array(parts.joined(separator: "\n").utf8))
  }

  private func event(_ what: SourceHappening, _ id: String) -> SourceEvent {
    var isComment = false
    if case .message = what { isComment = true }
    let isNote = isInternal && (isComment || value("comment").map(isDescription) == true)
    return SourceEvent(
      item: ItemKey(id), what: what, facts: facts, version: updated.map(SourceVersion.init),
      occurred: isComment ? updated : instant("created") ?? updated,
      author: isComment || isNote ? commentAuthor : EventAuthor(customer, kind: .customer),
      visibility: isNote ? .team : .everyone)
  }

  /// True where the comment is a note.
  private var isInternal: Bool { value("comment public")?.lowercased() == "false" }

  private var isClosed: Bool? { value("status").map { Self.ended.contains($0.lowercased()) } }

  private var customer: Party {
    FittedText.party(name: value("requester"), address: value("address"), organisation: value("organisation"))
  }

  private var commentAuthor: EventAuthor {
    let name = value("comment author")
    return EventAuthor(FittedText.party(name: name), kind: options.isColleague(name) ? .colleague : .unknown)
  }

  private var facts: ItemFacts {
    ItemFacts(
      title: FittedText.title(value("title")), tags: tags, priority: FittedText.word(value("priority")?.lowercased()),
      customer: customer.ifKnown, url: link, isClosed: isClosed,
      status: FittedText.word(value("status")?.lowercased()),
      assignee: value("assignee").map { FittedText.party(name: $0) })
  }

  /// A list, or words between blanks or commas, as `{{ticket.tags}}` gives them.
  private var tags: [String]? {
    guard let field = values.first(where: { $0.ours == "tags" })?.field else { return nil }
    let words = field.text?.split(whereSeparator: { " ,\t\n".contains($0) }).map(String.init)
    return FittedText.tags(field.texts ?? words ?? [])
  }

  /// Zendesk's `{{ticket.link}}` has no scheme; `mailto:ada@example.com` has one of its own.
  private var link: String? {
    guard let address = value("url") else { return nil }
    let isMail = address.prefix { !"/?#".contains($0) }.contains("@")
    return FittedText.link(address.contains("://") || isMail ? address : "https://\(address)")
  }
}
