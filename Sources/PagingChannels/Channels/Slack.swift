import ProviderExchange
import Scheduling
import Timekeeping
import Triage

/// Writes to people and channels of Slack, with a button that acknowledges.
///
/// With a bot's token (the secret) a contact's address is the id of a person or a channel (`U…`, `C…`): the button then
/// comes back, signed, to the source of kind `slack` of the same app. With an incoming webhook (the channel's URL, or the
/// contact's address) the same words carry a link instead, because Slack tells nobody of its buttons.
package struct Slack: PagingChannel {
  package static let kind = "slack"
  package static let rest = Duration.seconds(10)
  package let settings: ChannelSettings

  static let url = "https://slack.com/api/chat.postMessage"
  /// In characters, as documented for a section, a button's value and the text that notifications show. It is not said of
  /// which kind, so the strictest are counted.
  static let sectionLimit = 3000
  /// A letter becomes five at most (`&amp;`), so that this many bytes fit the blocks however they fall.
  package static let messageBytes: Int? = 12_000
  /// Blocks of a message, as documented.
  static let blockLimit = 50
  /// The `action_id` of our button: what comes back when it is pressed.
  package static let acknowledgeAction = "watchbill-acknowledge"

  package init(settings: ChannelSettings) { self.settings = settings }

  package static func problem(with address: String) -> TextProblem? {
    let isURL = isWebhook(address) && !address.contains(where: \.isWhitespace)
    if isURL || isID(address) { return nil }
    return TextProblem("this is no id of Slack's and no incoming webhook's URL", help: idHelp)
  }

  package var reachesAnybody: Bool { settings.url != nil && settings.secrets.isEmpty }

  package func checkSettings() throws(ChannelProblem) {
    if let url = settings.url {
      try ProviderJSON.check(
        url, "the URL of channel '\(settings.name)'", example: "https://hooks.slack.com/services/T0/B0/xyz")
    }
    if let token = settings.secrets.first { _ = try ProviderJSON.bearer(token, of: settings.name) }
  }

  package func request(
    for page: Page, links: PageLinks, now: Timestamp
  ) throws(ChannelProblem) -> ProviderRequest {
    let head =
      "*\(Self.escaped(page.priority.text))* <\(links.ticket)|\(page.ticket)> \(Self.escaped(PageWords.title(page)))"
    let place = try place(page.address, of: page.recipientName)
    return try post(
      SlackPost(
        text: PageWords.subject(page),
        blocks: [
          .section(Self.section(head, page.why)),
          .actions([acknowledge(links, place), .link("Open \(page.ticket)", links.ticket)]),
          .context(Self.words(PageWords.footer(page, now: now))),
        ]), to: place)
  }

  package func request(
    for bundle: PageBundle, links: BundleLinks, now: Timestamp
  ) throws(ChannelProblem) -> ProviderRequest {
    let place = try place(bundle.address, of: bundle.recipientName)
    let each = bundle.ordered.map { index in
      "• <\(bundle.links[index].acknowledge)|acknowledge> \(Self.escaped(PageWords.subject(bundle.pages[index])))"
    }
    let sections = Self.packed(each).prefix(Self.blockLimit - 2).map { SlackPost.Block.section($0) }
    let head = (["*\(bundle.pages.count) pages for you*"] + PageWords.delay(bundle.pages, now: now))
      .joined(separator: " ")
    return try post(
      SlackPost(
        text: bundle.title,
        blocks: [.section(head)] + sections
          + [.actions([.link(bundle.acknowledgeAll, links.acknowledgeAll, isPrimary: true)])]),
      to: place)
  }

  package func request(for message: Message, now: Timestamp) throws(ChannelProblem) -> ProviderRequest {
    var sections = Self.packed(Self.calls(message) + MessageWords.details(message).flatMap(Self.lines))
    let most = Self.blockLimit - 1
    if sections.count > most { sections = sections.prefix(most - 1) + [MessageWords.cut(message)] }
    return try post(
      SlackPost(
        text: MessageWords.title(message),
        blocks: [.section(Self.cut("*\(Self.escaped(MessageWords.title(message)))*"))] + sections.map { .section($0) }),
      to: try place(message.address, of: message.recipientName))
  }

  /// A text as it is written there, in lines that each fit a section.
  private static func lines(_ text: String) -> [String] {
    let whole = escaped(text)
    guard TextLength.utf16.of(whole) > sectionLimit else { return [whole] }
    return text.split(whereSeparator: \.isNewline).flatMap(pieces)
  }

  private static func pieces(_ line: Substring) -> [String] {
    var (rest, pieces) = (line, [String]())
    while !rest.isEmpty {
      let piece = TextLength.utf16.beginning(of: rest, to: sectionLimit / 5)
      pieces.append(escaped(String(piece)))
      rest = rest[piece.endIndex...]
    }
    return pieces
  }

  /// A line that calls those whom a handoff is for.
  private static func calls(_ message: Message) -> [String] {
    guard case .handoff(let news, _) = message.content, !news.accounts.isEmpty else { return [] }
    return [news.accounts.map { "<@\(escaped($0))>" }.joined(separator: " ")]
  }

  /// Slack says what went wrong inside an answer that is 200; an incoming webhook says `ok` and no more.
  package func outcome(of response: ProviderResponse, now: Timestamp) -> PageOutcome {
    if case .http(200...299, _, let body) = response, body == Array("ok".utf8) { return .sent(reference: nil) }
    return ProviderJSON.outcome(of: response, from: "Slack", now: now) { fields in
      guard case .flag(let isGood)? = fields["ok"] else { return nil }
      guard isGood else { return SlackError.outcome(fields["error"]?.string ?? "") }
      return .sent(reference: fields["ts"]?.string.flatMap { $0.utf8.count <= 40 ? $0 : nil })
    }
  }

  /// A pressed button comes back only to an app; elsewhere it is a link.
  private func acknowledge(_ links: PageLinks, _ place: Place) -> SlackPost.Element {
    switch place {
    case .app: .button("Acknowledge", id: Self.acknowledgeAction, value: links.token)
    case .webhook: .link("Acknowledge", links.acknowledge, isPrimary: true)
    }
  }

  private enum Place {
    case app(channel: String, token: String)
    case webhook(String)
  }

  private func place(_ address: String, of recipient: String) throws(ChannelProblem) -> Place {
    if Self.isWebhook(address) {
      try ProviderJSON.check(
        address, "the address of \(recipient)", example: "https://hooks.slack.com/services/T0/B0/xyz")
      return .webhook(address)
    }
    if let token = settings.secrets.first {
      guard Self.isID(address) else {
        throw ChannelProblem("the address of \(recipient) is no id of Slack's", help: Self.idHelp)
      }
      return .app(channel: address, token: token)
    }
    guard let url = settings.url, address.isEmpty else {
      throw ChannelProblem(
        "channel '\(settings.name)' has no bot token to write to \(recipient) with",
        help: "put the app's bot token where the settings say, under `secret:`, or use an incoming webhook's URL")
    }
    return .webhook(url)
  }

  private static let idHelp =
    "write the member id or the channel id, such as U0123456789: it stands in the profile"

  private static func isWebhook(_ address: String) -> Bool {
    address.hasPrefix("https://") || address.hasPrefix("http://")
  }

  /// The id of a person, a channel or a conversation: Slack finds nobody by a name or a handle.
  private static func isID(_ address: String) -> Bool {
    (2...64).contains(address.count) && address.first.map { "UWCGD".contains($0) } == true
      && address.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber) }
  }

  private func post(_ post: SlackPost, to place: Place) throws(ChannelProblem) -> ProviderRequest {
    var post = post
    post.text = Self.cut(Self.escaped(post.text))
    switch place {
    case .webhook(let url): return try ProviderJSON.post(post, to: url)
    case .app(let channel, let token):
      post.channel = channel
      let api = settings.url ?? Self.url
      return try ProviderJSON.post(post, to: api, headers: [try ProviderJSON.bearer(token, of: settings.name)])
    }
  }

  private static func escaped(_ text: String) -> String { SlackEscaping.text(text) }

  /// A sentence of ours as it is written there: nobody is called by it or led elsewhere, and its instants are shown by the
  /// clock of whoever reads it.
  package static func words(_ text: String) -> String {
    InstantMention.all(in: escaped(text)).map { $0.words + ($0.instant.map(date) ?? "") }.joined()
  }

  /// As documented; what stands last is read where dates cannot be shown.
  private static func date(_ instant: Timestamp) -> String {
    "<!date^\(instant.seconds)^{date_short_pretty} {time}|\(instant)>"
  }

  /// A heading and a sentence of ours; one that its instants would make too long keeps them as they are.
  private static func section(_ head: String, _ text: String) -> String {
    let whole = "\(head)\n\(words(text))"
    return TextLength.utf16.of(whole) <= sectionLimit ? whole : cut("\(head)\n\(escaped(text))")
  }

  private static func cut(_ text: String) -> String { TextLength.utf16.cut(text, to: sectionLimit) }

  /// Lines put together into as few sections as their limit allows.
  private static func packed(_ lines: [String]) -> [String] {
    lines.reduce(into: [String]()) { sections, line in
      let line = cut(line)
      if let last = sections.last, TextLength.utf16.of("\(last)\n\(line)") <= sectionLimit {
        sections[sections.count - 1] = "\(last)\n\(line)"
      } else {
        sections.append(line)
      }
    }
  }
}

/// The errors of Slack's that tell whether to try again; its words for people are not repeated (reliability S48).
enum SlackError {
  static func outcome(_ code: String) -> PageOutcome {
    switch code {
    case "ratelimited", "rate_limited", "service_unavailable", "request_timeout", "team_added_to_org":
      .retry(after: RetryDelay.usual, why: "Slack asks us to come back later")
    case "internal_error", "fatal_error": .unknown(why: "Slack failed while it took what was sent")
    default: .refused(why: meaning(of: code))
    }
  }

  private static func meaning(of code: String) -> String {
    switch code {
    case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "no_permission":
      "Slack does not accept the channel's token"
    case "missing_scope", "not_allowed_token_type": "the app may not write there; give it the scope chat:write"
    case "channel_not_found", "not_in_channel": "Slack knows no such person or channel, or the app is not in it"
    case "is_archived": "the channel is archived"
    case "msg_too_long", "msg_blocks_too_long", "invalid_blocks", "invalid_blocks_format":
      "Slack does not take what was sent as it is"
    default: "Slack did not take what was sent"
    }
  }
}
