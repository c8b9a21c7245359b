import Timekeeping
import Triage

/// An event of Slack's about a message.
///
/// An item is a thread, `CHANNEL:TS` of its first message; a message is its `ts`. Channels are known by id; what they
/// are called is kept beside it, for rules and customers that go by names (C38).
struct SlackMessage {
  /// What an event comes to.
  enum Reading {
    case event(SourceEvent)
    case ignored(String)
    case named(PlaceName)
  }

  /// Subtypes that people write. Others tell of joins, topics, pins.
  private static let written = ["thread_broadcast", "file_share", "me_message"]

  /// Events that say what a channel is called.
  private static let namings = ["channel_rename", "channel_created", "group_rename"]

  private let root: JSONField
  private let event: JSONField
  private let options: SourceOptions

  init(_ root: JSONField, _ event: JSONField, _ options: SourceOptions) {
    self.root = root
    self.event = event
    self.options = options
  }

  func reading() -> Reading {
    let type = event["type"]?.text ?? ""
    if Self.namings.contains(type) { return named }
    guard type == "message" || type == "app_mention" else {
      return .ignored("event \(type.shown) is not used: only messages and mentions are")
    }
    guard let channel = event["channel"]?.text, TicketRules.isID(channel) else {
      return .ignored("a message without a channel is not used")
    }
    guard options.channels.isEmpty || options.channels.contains(channel) else {
      return .ignored("channel \(channel) is not one of this source's channels")
    }
    switch event["subtype"]?.text {
    case "message_changed": return changed(in: channel)
    case "message_deleted": return deleted(event["previous_message"] ?? event, in: channel)
    case let subtype? where !Self.written.contains(subtype) && subtype != "bot_message":
      return .ignored("a message of subtype \(subtype.shown) is not used")
    default: return written(in: channel, isMention: type == "app_mention")
    }
  }

  private var named: Reading {
    guard let id = event["channel", "id"]?.text, TicketRules.isID(id),
      let name = event["channel", "name"]?.text, !name.isEmpty
    else { return .ignored("a channel without its name is not used") }
    return .named(PlaceName(id: id, name: "#" + FittedText.line(name, limit: IntakeLimits.requesterCharacters)))
  }

  /// The ticket that somebody makes of `event`, a message that is there already; nil without a time.
  func opening(in channel: String) -> SourceEvent? {
    guard let stamp = stamp(event["ts"]) else { return nil }
    let message = message(event, id: stamp)
    return SourceEvent(
      item: ItemKey("\(channel):\(self.stamp(event["thread_ts"]) ?? stamp)"), what: .opened(message),
      facts: ItemFacts(title: title(message), customer: party(event).ifKnown, channel: channel),
      occurred: SlackTime.instant(stamp), author: author(event), isIntroduction: true)
  }

  private func written(in channel: String, isMention: Bool) -> Reading {
    if let reason = reasonAgainst(event) { return .ignored(reason) }
    guard let stamp = self.stamp(event["ts"]) else { return .ignored("a message without a time is not used") }
    let thread = self.stamp(event["thread_ts"]) ?? stamp
    let isFirst = thread == stamp
    let isCall = isMention || callsUs(event)
    if isFirst, options.mentionsOnly, !isCall, !isDirect(channel) {
      return .ignored("a message that mentions nobody begins no ticket here: `mentions only` is set")
    }
    let message = message(event, id: stamp)
    // A mention within a thread that we do not know yet is a call for help: it begins the ticket.
    let opens = isFirst || isCall
    let author = author(event)
    return .event(
      SourceEvent(
        item: ItemKey("\(channel):\(thread)"), what: opens ? .opened(message) : .message(message),
        facts: opens
          ? ItemFacts(title: title(message), customer: party(event).ifKnown, channel: channel) : ItemFacts(),
        version: version, occurred: SlackTime.instant(stamp), author: author,
        isIntroduction: opens ? true : nil, isCall: isCall && author.kind == .colleague ? true : nil))
  }

  /// Whether it calls support by name: the app, or a group that stands for us. Of a mention of the app Slack sends this
  /// and an `app_mention`, in any order.
  private func callsUs(_ message: JSONField) -> Bool {
    let apps = (root["authorizations"]?.list ?? []).filter { $0["is_bot"]?.flag == true }
      .compactMap { $0["user_id"]?.text }
    return SlackText.named(in: message["text"]?.text ?? "").contains { apps.contains($0) || options.isOurselves($0) }
  }

  /// What is said to the app alone mentions it; Slack sends no mention of that.
  private func isDirect(_ channel: String) -> Bool {
    channel.hasPrefix("D") || event["channel_type"]?.text == "im"
  }

  private func changed(in channel: String) -> Reading {
    guard let now = event["message"], let stamp = self.stamp(now["ts"]) else {
      return .ignored("a change without its message is not used")
    }
    if now["subtype"]?.text == "tombstone" { return deleted(now, in: channel) }
    if let reason = reasonAgainst(now) { return .ignored(reason) }
    if now["text"]?.text == event["previous_message", "text"]?.text {
      return .ignored("the text of the message did not change")
    }
    let author = author(now)
    return .event(
      SourceEvent(
        item: ItemKey("\(channel):\(self.stamp(now["thread_ts"]) ?? stamp)"),
        what: .messageEdited(message(now, id: stamp)), version: version, occurred: occurred, author: author,
        isCall: callsUs(now) && author.kind == .colleague ? true : nil))
  }

  private func deleted(_ old: JSONField, in channel: String) -> Reading {
    guard let stamp = self.stamp(event["deleted_ts"]) ?? self.stamp(old["ts"]) else {
      return .ignored("a deletion without its message is not used")
    }
    return .event(
      SourceEvent(
        item: ItemKey("\(channel):\(self.stamp(old["thread_ts"]) ?? stamp)"), what: .messageDeleted(id: stamp),
        version: version, occurred: occurred, author: author(old)))
  }

  /// Our own posts come back to us, and programs talk to each other for ever.
  private func reasonAgainst(_ message: JSONField) -> String? {
    let app = message["bot_profile", "app_id"]?.text ?? message["app_id"]?.text
    let ids = [message["user"]?.text, message["bot_id"]?.text]
    if let app, app == root["api_app_id"]?.text { return "a message of our own" }
    if ids.contains(where: options.isOurselves) { return "a message of our own" }
    guard message["bot_id"] != nil || message["subtype"]?.text == "bot_message" else { return nil }
    return "a message of a bot is not used"
  }

  private func message(_ message: JSONField, id: String) -> ItemMessage {
    ItemMessage(
      id: id, text: FittedText.body(SlackText.plain(text(of: message))),
      attachments: (message["files"]?.list ?? []).filter(isThere).prefix(IntakeLimits.attachments).map(attachment))
  }

  /// False for what stands in a file's place once it was deleted, or is beyond what the workspace's plan keeps.
  private func isThere(_ file: JSONField) -> Bool {
    !["tombstone", "hidden_by_limit"].contains(file["mode"]?.text)
  }

  /// What was typed, or of a message that was shared without a word, what it shares.
  private func text(of message: JSONField) -> String {
    if let typed = message["text"]?.word { return typed }
    let shared = (message["attachments"]?.list ?? []).prefix(IntakeLimits.attachments)
    return shared.compactMap { $0["text"]?.word ?? $0["fallback"]?.word }.joined(separator: "\n\n")
  }

  private func attachment(_ file: JSONField) -> MessageAttachment {
    MessageAttachment(
      name: FittedText.line(file["name"]?.text ?? "file", limit: IntakeLimits.requesterCharacters),
      type: FittedText.word(file["mimetype"]?.text)?.lowercased() ?? "application/octet-stream",
      size: Int(clamping: max(0, file["size"]?.integer ?? 0)), url: FittedText.link(file["url_private"]?.text))
  }

  /// The first line, without whom it calls; of a file that was sent without a word its name.
  private func title(_ message: ItemMessage) -> String? {
    let text = message.text.allSatisfy(\.isWhitespace) ? message.attachments.first?.name ?? "" : message.text
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let words = line.split(separator: " ")
    let rest = words.drop { $0.hasPrefix("@") }.joined(separator: " ")
    return FittedText.title(rest.isEmpty ? line : rest)
  }

  private func party(_ message: JSONField) -> Party {
    FittedText.party(address: message["user"]?.text, organisation: message["user_team"]?.text ?? message["team"]?.text)
  }

  private func author(_ message: JSONField) -> EventAuthor {
    let party = party(message)
    let isBot = message["bot_id"] != nil
    let isColleague = options.isColleague(party.address) || options.isColleague(party.organisation)
    return EventAuthor(
      party, kind: isBot ? .automation : isColleague ? .colleague : party.address == nil ? .unknown : .customer)
  }

  /// A `ts` that is one: digits, a dot, digits.
  private func stamp(_ field: JSONField?) -> String? {
    field?.text.flatMap { SlackTime.microseconds($0) == nil ? nil : $0 }
  }

  /// Slack's own clock in microseconds, which are a count beside the milliseconds of others' times.
  private var version: SourceVersion? {
    event["event_ts"]?.text.flatMap(SlackTime.microseconds).map { SourceVersion(count: $0) }
  }

  private var occurred: Timestamp? { event["event_ts"]?.text.flatMap(SlackTime.instant) }
}

/// Slack's times: seconds, a dot and six digits, which also name a message.
enum SlackTime {
  static func microseconds(_ text: String) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...11).contains(parts[0].count), parts[1].count == 6,
      text.utf8.allSatisfy({ $0 == 0x2E || (0x30...0x39).contains($0) }), let seconds = Int64(parts[0]),
      let rest = Int64(parts[1])
    else { return nil }
    return seconds * 1_000_000 + rest
  }

  static func instant(_ text: String) -> Timestamp? {
    microseconds(text).map { Timestamp(milliseconds: $0 / 1000) }
  }
}
