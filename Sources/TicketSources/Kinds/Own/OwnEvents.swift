import Timekeeping
import Triage

/// The body of an ``OwnJSON`` delivery: one event, or several under `events`.
struct OwnEvents {
  /// What `event` may say; `opened` when it says nothing.
  enum Word: String, CaseIterable {
    case opened
    case message
    case edited
    case deleted
    case changed
    case closed
    case reopened
  }

  static let limit = 100
  static let keys = [
    "id", "title", "body", "requester", "url", "priority", "tags", "event", "message", "format", "author", "visibility",
    "at", "version", "status", "reason", "note", "attachments", "automatic",
  ]
  static let partyKeys = ["name", "address", "organisation"]
  static let authorKeys = partyKeys + ["kind", "association"]
  static let attachmentKeys = ["name", "type", "size", "url"]

  private let body: JSONBody
  private let delivery: String

  /// - Parameter delivery: names a message that has no name of its own.
  init(_ body: JSONBody, delivery: String) {
    self.body = body
    self.delivery = delivery
  }

  func events() throws(Refusal) -> [SourceEvent] {
    guard body.root["events"] != nil else { return [try event(body.root, place: 0)] }
    let whole = try StrictObject(body.root, in: body, keys: ["events"])
    let list = try whole.list("events") ?? []
    guard (1...Self.limit).contains(list.count) else {
      throw whole.refusal("'events' has \(list.count) entries: send 1 to \(Self.limit)", at: "events")
    }
    var events: [SourceEvent] = []
    for (place, entry) in list.enumerated() { events.append(try event(entry, place: place)) }
    return events
  }

  private func event(_ field: JSONField, place: Int) throws(Refusal) -> SourceEvent {
    let fields = try StrictObject(field, in: body, keys: Self.keys)
    let word = try fields.choice("event", Word.self) ?? .opened
    let text = try fields.text("id")
    let id = try fields.check("id") { () throws(Refusal) in try TicketRules.id(text, field: "id") }
    let facts = try facts(fields, word)
    let version = try fields.integer("version").map { SourceVersion(count: $0) }
    let at = try fields.instant("at")
    return SourceEvent(
      item: ItemKey(id), what: try what(fields, word, place), facts: facts,
      version: version ?? at.map(SourceVersion.init), occurred: at,
      author: try author(fields) ?? EventAuthor(facts.customer ?? Party()),
      visibility: try fields.choice("visibility", EventVisibility.self) ?? .everyone,
      automatic: try fields.choice("automatic", AutomaticMessage.self))
  }

  private func facts(_ fields: StrictObject, _ word: Word) throws(Refusal) -> ItemFacts {
    let title = try fields.text("title")
    let url = try fields.text("url")
    let tags = try fields.texts("tags")
    let isOpening = word == .opened
    return ItemFacts(
      title: try fields.check("title") { () throws(Refusal) in
        isOpening || title != nil ? try TicketRules.title(title, field: "title") : nil
      },
      tags: try fields.check("tags") { () throws(Refusal) in
        guard let tags else { return isOpening ? [] : nil }
        return try TicketRules.tags(tags, field: "tags")
      },
      priority: try line(fields, "priority", IntakeLimits.priorityCharacters), customer: try requester(fields),
      url: try fields.check("url") { () throws(Refusal) in try TicketRules.link(url, field: "url") },
      isClosed: word == .closed ? true : isOpening || word == .reopened ? false : nil,
      status: try line(fields, "status", IntakeLimits.priorityCharacters))
  }

  private func line(_ fields: StrictObject, _ key: String, _ limit: Int) throws(Refusal) -> String? {
    let text = try fields.text(key)
    return try fields.check(key) { () throws(Refusal) in try TicketRules.line(text, field: key, limit: limit) }
  }

  private func what(_ fields: StrictObject, _ word: Word, _ place: Int) throws(Refusal) -> SourceHappening {
    switch word {
    case .opened: return .opened(try message(fields, id: try messageID(fields) ?? "body"))
    case .message: return .message(try message(fields, id: try messageID(fields) ?? "\(delivery)/\(place)"))
    case .edited: return .messageEdited(try message(fields, id: try knownMessage(fields)))
    case .deleted: return .messageDeleted(id: try knownMessage(fields))
    case .changed: return .changed
    case .closed:
      let note = try line(fields, "note", IntakeLimits.titleCharacters)
      return .closed(SourceClosing(try fields.choice("reason", SourceClosing.Reason.self) ?? .done, note: note))
    case .reopened: return .reopened
    }
  }

  private func messageID(_ fields: StrictObject) throws(Refusal) -> String? {
    guard let text = try fields.text("message") else { return nil }
    return try fields.check("message") { () throws(Refusal) in try TicketRules.id(text, field: "message") }
  }

  private func knownMessage(_ fields: StrictObject) throws(Refusal) -> String {
    if let id = try messageID(fields) { return id }
    return try fields.check("message") { () throws(Refusal) in
      throw Refusal(422, "'message' is missing: say which message, by the id it was sent with ('body' is the first)")
    }
  }

  private func message(_ fields: StrictObject, id: String) throws(Refusal) -> ItemMessage {
    let text = try fields.text("body") ?? ""
    let fitting = try fields.check("body") { () throws(Refusal) in try TicketRules.text(text, field: "body") }
    return ItemMessage(
      id: id, text: fitting, format: try fields.choice("format", ItemMessage.Format.self) ?? .plain,
      attachments: try attachments(fields))
  }

  /// Files stay where they are; here is only where that is.
  private func attachments(_ fields: StrictObject) throws(Refusal) -> [MessageAttachment] {
    let list = try fields.list("attachments") ?? []
    guard list.count <= IntakeLimits.attachments else {
      let most = IntakeLimits.attachments
      throw fields.refusal("'attachments' has \(list.count) entries: send at most \(most)", at: "attachments")
    }
    var attachments: [MessageAttachment] = []
    for entry in list {
      let file = try StrictObject(entry, in: body, keys: Self.attachmentKeys)
      let url = try file.text("url")
      attachments.append(
        MessageAttachment(
          name: try line(file, "name", IntakeLimits.requesterCharacters) ?? "file",
          type: try line(file, "type", IntakeLimits.tagCharacters)?.lowercased() ?? "application/octet-stream",
          size: Int(try file.integer("size") ?? 0),
          url: try file.check("url") { () throws(Refusal) in try TicketRules.link(url, field: "url") }))
    }
    return attachments
  }

  /// A name, or name and address.
  private func requester(_ fields: StrictObject) throws(Refusal) -> Party? {
    guard let field = fields["requester"] else { return nil }
    guard field.members != nil else {
      return try line(fields, "requester", IntakeLimits.requesterCharacters).map { Party(name: $0) }
    }
    return try party(StrictObject(field, in: body, keys: Self.partyKeys))
  }

  private func party(_ fields: StrictObject) throws(Refusal) -> Party {
    let limit = IntakeLimits.requesterCharacters
    return Party(
      name: try line(fields, "name", limit), address: try line(fields, "address", limit).map(MailDomain.spelled),
      organisation: try line(fields, "organisation", limit))
  }

  private func author(_ fields: StrictObject) throws(Refusal) -> EventAuthor? {
    guard let field = fields["author"] else { return nil }
    let person = try StrictObject(field, in: body, keys: Self.authorKeys)
    return EventAuthor(
      try party(person), kind: try person.choice("kind", EventAuthor.Kind.self) ?? .unknown,
      association: try line(person, "association", IntakeLimits.priorityCharacters))
  }
}
