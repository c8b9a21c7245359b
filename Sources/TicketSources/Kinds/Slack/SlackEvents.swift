import ProviderExchange
import Timekeeping
import Triage

/// Channels of Slack: a message begins a ticket, its thread is the ticket's conversation.
///
/// Set up in Slack as an app with event subscriptions (`message.channels`, `message.groups`, `message.im`,
/// `app_mention`, `channel_rename`), slash commands and interactivity, all with this source's address; the secret is the
/// app's signing secret.
package struct SlackEvents: TicketSource {
  package static let kind = "slack"
  package static let bodyLimit = IntakeLimits.bodyBytes
  /// As Slack advises.
  static let window = Duration.seconds(300)

  package static let answersCustomers = true
  package static let endsItems = false
  package init() {}

  package func receive(_ delivery: Delivery, as settings: SourceSettings, at now: Timestamp) -> Intake {
    do {
      try delivery.checkSize(Self.bodyLimit)
      try checkSignature(delivery, settings.secrets, at: now)
      let type = try delivery.only("content-type")?.lowercased() ?? ""
      if type.hasPrefix("application/x-www-form-urlencoded") {
        return try SlackForm(delivery.body, settings.options).intake()
      }
      try delivery.checkIsJSON(help: "Slack sends application/json")
      return try read(JSONBody(delivery.body, mending: true).root, settings.options)
    } catch {
      return error.intake
    }
  }

  /// Beyond this Slack cuts a message.
  package static let letterLimit = 40_000

  package func obstacle(to purpose: Letter.Purpose, as settings: SourceSettings) -> LetterProblem? {
    guard purpose != .filing else {
      return LetterProblem("nothing is filed in Slack", help: "name a source of kind github")
    }
    return LetterRequest.missingToken(settings, "WATCHBILL_SLACK_TOKEN")
  }

  /// Ids of channels begin with a letter of their own; only a conversation of two has a D.
  package func isRead(byOthersOn item: String) -> Bool { !isDirect(item) }
  package func isDirect(_ channel: String) -> Bool { channel.hasPrefix("D") }

  package func request(
    for letter: Letter, thread: [String], as settings: SourceSettings, now: Timestamp
  ) throws(LetterProblem) -> ProviderRequest {
    try SlackReply(letter: letter, thread: thread, settings: settings).request()
  }

  package func outcome(
    of response: ProviderResponse, to letter: Letter, as settings: SourceSettings, now: Timestamp
  ) -> PageOutcome {
    SlackReply.outcome(of: response, to: letter, now: now)
  }

  /// Over `v0:TIME:BODY`, with the time shown in a header.
  private func checkSignature(_ delivery: Delivery, _ secrets: [String], at now: Timestamp) throws(Refusal) {
    guard let shown = try delivery.only("x-slack-signature"),
      let time = try delivery.only("x-slack-request-timestamp"), let seconds = Int64(time),
      (0...1 << 40).contains(seconds)
    else { throw Refusal(401, "the delivery is not signed: only Slack sends here") }
    let signed = Array("v0:\(time):".utf8) + delivery.body
    guard let signature = Hexadecimal.bytes(shown, after: "v0="),
      SecretCheck.isSigned(signed, signature: signature, secrets: secrets)
    else {
      throw Refusal(401, "the signature does not fit: set the app's signing secret in this source's settings")
    }
    try ReplayWindow.check(Timestamp(seconds: seconds), Self.window, at: now, sender: "Slack")
  }

  private func read(_ root: JSONField, _ options: SourceOptions) throws(Refusal) -> Intake {
    switch try root.need("type") {
    case "url_verification": return .answered(SourceAnswer(body: try root.need("challenge")))
    case "event_callback":
      let id = try root.need("event_id")
      guard TicketRules.isID(id) else { throw Refusal(422, "'event_id' must be \(TicketRules.idForm)") }
      switch SlackMessage(root, try root.object("event"), options).reading() {
      case .event(let event): return .taken(SourceDelivery(id: id, events: [event]))
      case .ignored(let because): return .noted(because)
      case .named(let place): return .named(place)
      }
    case "app_rate_limited": return .noted("Slack holds events back, because there were too many in an hour")
    case let other: return .noted("type \(other.shown) is not used")
    }
  }
}
