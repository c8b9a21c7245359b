import Timekeeping
import Triage

/// An event of Zendesk's own form. Words such as states and priorities come in any case.
struct ZendeskEvent {
  static let prefix = "zen:event-type:"

  /// What an event comes to.
  enum Reading {
    case event(SourceEvent)
    case ignored(String)
  }

  /// Changes of facts a ticket follows.
  private static let changes = [
    "subject_changed", "priority_changed", "tags_changed", "agent_assignment_changed", "requester_changed",
    "organization_changed", "type_changed", "ticket_type_changed", "group_assignment_changed", "custom_status_changed",
  ]
  private static let ended = ["solved", "closed"]

  private let root: JSONField
  private let name: String
  private let detail: JSONField
  private let options: SourceOptions

  init(_ root: JSONField, type: String, options: SourceOptions) throws(Refusal) {
    self.root = root
    self.options = options
    name = String(type.dropFirst(Self.prefix.count))
    detail = try root.object("detail")
  }

  func reading() throws(Refusal) -> Reading {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, ["ticket", "messaging_ticket"].contains(parts[0]) else {
      return .ignored("event \(name.shown) is not used: only those of tickets are")
    }
    guard let id = detail["id"]?.id, TicketRules.isID(id) else { throw Refusal(422, "'detail.id' is missing") }
    let comment = root["event", "comment"] ?? root["event", "message"]
    let writer = comment?["author"] ?? root["event", "actor"]
    if comment != nil, options.isOurselves(writer?["id"]?.id) { return .ignored("a comment of our own") }
    guard let what = what(parts[1], comment) else { return .ignored("event \(name.shown) is not used") }
    return .event(
      SourceEvent(
        item: ItemKey(id), what: what, facts: facts, version: version, occurred: root["time"]?.instant,
        author: author(parts[1], writer), visibility: visibility(parts[1], comment)))
  }

  private func what(_ event: String, _ comment: JSONField?) -> SourceHappening? {
    switch event {
    case "created": .opened(ItemMessage(id: "description", text: FittedText.body(detail["description"]?.text)))
    case "comment_added", "message_added":
      comment.flatMap { message in
        message["id"]?.id.map {
          .message(ItemMessage(id: $0.shown, text: FittedText.body(message["body"]?.text)))
        }
      }
    case "status_changed": statusChange
    case "merged": .closed(SourceClosing(.duplicate))
    case "soft_deleted", "permanently_deleted", "marked_as_spam": .closed(SourceClosing(.deleted))
    case "undeleted": .reopened
    case let other: Self.changes.contains(other) ? .changed : nil
    }
  }

  private var statusChange: SourceHappening {
    let now = status ?? ""
    let before = root["event", "previous"]?.text?.lowercased() ?? ""
    if Self.ended.contains(now) { return .closed(SourceClosing()) }
    return Self.ended.contains(before) ? .reopened : .changed
  }

  private var status: String? {
    let said = name == "ticket.status_changed" ? root["event", "current"]?.text : nil
    return FittedText.word((said ?? detail["status"]?.text)?.lowercased())
  }

  private var facts: ItemFacts {
    ItemFacts(
      title: FittedText.title(detail["subject"]?.text), tags: detail["tags"]?.texts.map(FittedText.tags),
      priority: FittedText.word(detail["priority"]?.text?.lowercased()),
      customer: detail["requester_id"]?.id.map {
        FittedText.party(address: $0, organisation: detail["organization_id"]?.id)
      },
      isClosed: status.map(Self.ended.contains), status: status,
      assignee: detail["assignee_id"]?.id.map { FittedText.party(address: $0) },
      channel: FittedText.word(detail["via", "channel"]?.text))
  }

  /// Events of one change share its time and have places within it.
  private var version: SourceVersion? {
    guard let time = detail["updated_at"]?.instant ?? root["time"]?.instant else { return nil }
    return SourceVersion(time.milliseconds, part: root["event", "meta", "sequence", "position"]?.integer ?? 0)
  }

  private func author(_ event: String, _ writer: JSONField?) -> EventAuthor {
    guard let writer else {
      let id = event == "created" ? detail["submitter_id"]?.id : detail["actor_id"]?.id
      let isCustomer = id != nil && id == detail["requester_id"]?.id
      let kind: EventAuthor.Kind = options.isColleague(id) ? .colleague : isCustomer ? .customer : .unknown
      return EventAuthor(FittedText.party(address: id), kind: kind)
    }
    let party = FittedText.party(name: writer["name"]?.text, address: writer["id"]?.id)
    let association = FittedText.word(writer["type"]?.text)
    return EventAuthor(party, kind: kind(of: writer, association, party.address), association: association)
  }

  private func kind(of writer: JSONField, _ type: String?, _ id: String?) -> EventAuthor.Kind {
    if options.isColleague(id) { return .colleague }
    if let isStaff = writer["is_staff"]?.flag { return isStaff ? .colleague : .customer }
    switch type?.lowercased() {
    case "system", "bot": return .automation
    case "agent", "admin", "business": return .colleague
    case "end_user", "end-user", "user", "customer": return .customer
    default: return .unknown
    }
  }

  /// A new ticket of which nothing is public was opened with an internal note, unless its requester did that: what a
  /// customer leaves, such as a voicemail, is theirs.
  private func visibility(_ event: String, _ comment: JSONField?) -> EventVisibility {
    let isByOthers = event == "created" && !isSubmittedByRequester
    let isPublic = comment?["is_public"] ?? (isByOthers ? detail["is_public"] : nil)
    return isPublic?.flag == false ? .team : .everyone
  }

  private var isSubmittedByRequester: Bool {
    guard let submitter = detail["submitter_id"]?.id else { return false }
    return submitter == detail["requester_id"]?.id
  }
}
