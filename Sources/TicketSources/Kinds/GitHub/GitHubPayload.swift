import Timekeeping
import Triage

/// What an event of GitHub's is about.
enum GitHubSubject {
  case issue
  case issueComment
  case discussion
  case discussionComment

  init?(event: String) {
    switch event {
    case "issues": self = .issue
    case "issue_comment": self = .issueComment
    case "discussion": self = .discussion
    case "discussion_comment": self = .discussionComment
    default: return nil
    }
  }

  var isDiscussion: Bool { self == .discussion || self == .discussionComment }
  var isComment: Bool { self == .issueComment || self == .discussionComment }
  /// The key of the item in the body.
  var key: String { isDiscussion ? "discussion" : "issue" }
}

/// The body of one of GitHub's deliveries.
///
/// Nobody is there to mend a title that is too long, so text is cut to size rather than refused.
struct GitHubPayload {
  /// What a payload comes to.
  enum Reading {
    case event(SourceEvent)
    case ignored(String)
  }

  private let root: JSONField
  private let subject: GitHubSubject
  private let options: SourceOptions
  private let action: String

  init(_ root: JSONField, subject: GitHubSubject, options: SourceOptions) throws(Refusal) {
    self.root = root
    self.subject = subject
    self.options = options
    action = try root.need("action")
  }

  func event() throws(Refusal) -> Reading {
    guard isUsed else { return .ignored("\(subject.key), action \(action.shown) is not used: it changes no ticket") }
    let item = try root.object(subject.key)
    if item["pull_request"] != nil { return .ignored("a pull request is not a ticket") }
    let id = try id(of: item)
    let labels = (item["labels"]?.list ?? []).compactMap { $0["name"]?.text }
    let reading = subject.isComment ? try comment(on: item, id, labels) : .event(happened(to: item, id, labels))
    guard case .event(var event) = reading, !passes(labels) else { return reading }
    let why = "\(id) has none of the labels this source takes: \(options.labels.joined(separator: ", "))"
    if case .opened = event.what { return .ignored(why) }
    // One that has lost its label since is still ours, and so is the end of what we filed there (A29): our tickets know.
    event.onlyIfKnown = why
    return .event(event)
  }

  private var isUsed: Bool {
    let changes = ["created", "edited", "deleted"]
    if subject.isComment { return changes.contains(action) }
    return changes.contains(action) || GitHubAction(rawValue: action) != nil
  }

  private func id(of item: JSONField) throws(Refusal) -> String {
    let repository = try root.object("repository").need("full_name")
    let id = "\(repository)#\(item["number"]?.integer ?? 0)"
    guard let number = item["number"]?.integer, number > 0, TicketRules.isID(id), ProviderName.isRepository(repository)
    else {
      throw Refusal(422, "'repository.full_name' and '\(subject.key).number' do not name an issue")
    }
    return id
  }

  /// An issue keeps its own number when its repository gets another name.
  private func key(_ id: String, of item: JSONField) -> ItemKey {
    ItemKey(id, threads: item["id"]?.integer.map { [ThreadKey.numbered(subject.key, $0)] } ?? [])
  }

  /// With the label that it has just lost, or got.
  private func passes(_ labels: [String]) -> Bool {
    guard !options.labels.isEmpty else { return true }
    let all = labels + (root["label", "name"]?.text).map { [$0] }.orEmpty
    return all.contains { label in options.labels.contains { $0.lowercased() == label.lowercased() } }
  }

  private func happened(to item: JSONField, _ id: String, _ labels: [String]) -> SourceEvent {
    let what = happening(item)
    var isOpening = false
    if case .opened = what { isOpening = true }
    return SourceEvent(
      item: key(id, of: item), what: what, facts: facts(of: item, labels),
      version: item["updated_at"]?.instant.map { SourceVersion($0.milliseconds, part: Self.part(of: what)) },
      occurred: occurred(item), author: author(isOpening ? item["user"] : root["sender"], of: item))
  }

  /// Whole seconds are all that GitHub says: of one of them an end is later than what it ends, and a new beginning later
  /// still.
  private static func part(of what: SourceHappening) -> Int64 {
    switch what {
    case .closed: 1
    case .reopened: 2
    default: 0
    }
  }

  private func happening(_ item: JSONField) -> SourceHappening {
    switch GitHubAction(rawValue: action) {
    case .opened, .created: return .opened(text(of: item))
    case .labeled:
      // The label may be what makes it ours; where it is known already, the message is only a repeat.
      return options.labels.isEmpty ? .changed : .opened(text(of: item))
    case .edited: return root["changes", "body"] == nil ? .changed : .messageEdited(text(of: item))
    case .closed: return .closed(SourceClosing(reason(item["state_reason"]?.text)))
    case .deleted: return .closed(SourceClosing(.deleted))
    case .transferred:
      let place = root["changes", "new_\(subject.key)", "html_url"]?.text
      return .closed(SourceClosing(.moved, note: FittedText.link(place)))
    case .reopened: return .reopened
    case .unlabeled, .assigned, .unassigned, .none: return .changed
    }
  }

  private func reason(_ word: String?) -> SourceClosing.Reason {
    switch word {
    case "not_planned", "outdated": .notPlanned
    case "duplicate": .duplicate
    default: .done
    }
  }

  private func occurred(_ item: JSONField) -> Timestamp? {
    switch action {
    case "opened", "created": item["created_at"]?.instant
    case "closed": item["closed_at"]?.instant ?? item["updated_at"]?.instant
    default: item["updated_at"]?.instant
    }
  }

  /// The text an item begins with.
  private func text(of item: JSONField) -> ItemMessage {
    ItemMessage(
      id: "body", text: FittedText.body(item["body"]?.text), format: .markdown,
      url: FittedText.link(item["html_url"]?.text))
  }

  private func comment(on item: JSONField, _ id: String, _ labels: [String]) throws(Refusal) -> Reading {
    let comment = try root.object("comment")
    guard let number = comment["id"]?.id else { throw Refusal(422, "'comment.id' is missing") }
    if options.isOurselves(comment["user", "login"]?.text) { return .ignored("a comment of our own") }
    let message = ItemMessage(
      id: "comment-\(number.shown)", text: FittedText.body(comment["body"]?.text), format: .markdown,
      url: FittedText.link(comment["html_url"]?.text))
    let isNew = action == "created"
    let time = comment[isNew ? "created_at" : "updated_at"]?.instant
    return .event(
      SourceEvent(
        item: key(id, of: item),
        what: isNew
          ? .message(message) : action == "edited" ? .messageEdited(message) : .messageDeleted(id: message.id),
        facts: facts(of: item, labels),
        version: [item["updated_at"]?.instant, comment["updated_at"]?.instant].compactMap { $0 }.max().map(
          SourceVersion.init),
        occurred: time, author: author(isNew ? comment["user"] : root["sender"], of: comment)))
  }

  private func facts(of item: JSONField, _ labels: [String]) -> ItemFacts {
    ItemFacts(
      title: FittedText.title(item["title"]?.text), tags: FittedText.tags(labels),
      customer: item["user"].flatMap { party($0).ifKnown }, url: FittedText.link(item["html_url"]?.text),
      isClosed: item["state"]?.text.map { $0 == "closed" }, status: FittedText.word(item["state"]?.text),
      assignee: item["assignee"].flatMap { party($0).ifKnown }, channel: root["repository", "full_name"]?.text)
  }

  private func party(_ user: JSONField) -> Party { FittedText.party(address: user["login"]?.text) }

  /// - Parameter thing: what they may have written; only of its own writer it says what they are to the repository.
  private func author(_ user: JSONField?, of thing: JSONField) -> EventAuthor {
    guard let user, let login = user["login"]?.text else { return EventAuthor() }
    let isWriter = thing["user", "login"]?.text == login
    let association = isWriter ? FittedText.word(thing["author_association"]?.text) : nil
    return EventAuthor(party(user), kind: kind(of: user, login, association), association: association)
  }

  private func kind(of user: JSONField, _ login: String, _ association: String?) -> EventAuthor.Kind {
    if user["type"]?.text == "Bot" || options.isOurselves(login) { return .automation }
    if options.isColleague(login) { return .colleague }
    guard let association else { return .unknown }
    return ["OWNER", "MEMBER", "COLLABORATOR"].contains(association) ? .colleague : .customer
  }
}

/// The actions on an issue or a discussion that a ticket follows.
private enum GitHubAction: String {
  case opened
  case created
  case edited
  case closed
  case reopened
  case labeled
  case unlabeled
  case assigned
  case unassigned
  case transferred
  case deleted
}

extension Optional where Wrapped == [String] {
  fileprivate var orEmpty: [String] { self ?? [] }
}
