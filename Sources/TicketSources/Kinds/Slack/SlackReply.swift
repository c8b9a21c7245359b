import ProviderExchange
import Timekeeping
import Triage

/// Answers in Slack, and posts in a team's channel: `chat.postMessage`, in the thread that there is.
struct SlackReply {
  private struct Message: Encodable {
    struct Metadata: Encodable {
      var event_type = "watchbill_letter"
      var event_payload: [String: String]
    }

    var channel: String
    var thread_ts: String?
    var text: String
    var metadata: Metadata
    var unfurl_links = false
  }

  static let publicAPI = "https://slack.com/api"
  let letter: Letter
  let thread: [String]
  let settings: SourceSettings

  func request() throws(LetterProblem) -> ProviderRequest {
    let (channel, stamp) = try place()
    let message = Message(
      channel: channel, thread_ts: stamp, text: calls + SlackEscaping.text(words),
      metadata: Message.Metadata(event_payload: ["letter": letter.id]))
    let base = settings.options.api ?? Self.publicAPI
    return try LetterRequest.json("\(base)/chat.postMessage", [try LetterRequest.bearer(settings)], message)
  }

  /// Posts are lines of ours with strangers' words in them; an answer is as its writer wrote it.
  private var words: String { letter.purpose == .post ? SteeringSigns.blankedLines(letter.text) : letter.text }

  /// Only posts in the team's own channel call anybody.
  private var calls: String {
    guard letter.purpose == .post, let calls = letter.calls, !calls.isEmpty else { return "" }
    return calls.map { "<@\(SlackEscaping.text($0))>" }.joined(separator: " ") + " "
  }

  /// The channel and its thread: the first post of a ticket begins one.
  private func place() throws(LetterProblem) -> (channel: String, stamp: String?) {
    if letter.purpose == .post {
      let first = thread.first { $0.hasPrefix("\(letter.item):") && !$0.contains("/") }
      return (letter.item, first.map { String($0.dropFirst(letter.item.count + 1)) })
    }
    let parts = letter.item(upTo: 0).split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, SlackTime.microseconds(parts[1]) != nil else {
      throw LetterProblem("'\(letter.item.shown)' is no thread of Slack", help: "write to the customer there")
    }
    return (parts[0], parts[1])
  }

  /// Slack answers 200 and says in the body whether it was done; it repeats our words there, so that the answer to many
  /// of them is cut. That it was done stands before them.
  static func outcome(of response: ProviderResponse, to letter: Letter, now: Timestamp) -> PageOutcome {
    guard let answer = ProviderAnswer(response), answer.isGood else {
      return OutcomeTable.outcome(of: response, now: now)
    }
    guard let isDone = answer.body?["ok"]?.flag, isDone || answer.isWhole else {
      return .unknown(why: "Slack's answer could not be read")
    }
    if isDone {
      let separator = letter.purpose == .post ? ":" : "/"
      return .sent(reference: answer.body?["ts"]?.text.map { "\(letter.item)\(separator)\($0)" })
    }
    return outcome(error: answer.body?["error"]?.text ?? "", RetryDelay(headers: answer.headers, now: now))
  }

  private static func outcome(error: String, _ delay: RetryDelay) -> PageOutcome {
    switch error {
    case "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout",
      "team_added_to_org":
      .retry(after: delay.duration, why: "Slack asks us to wait")
    case "channel_not_found", "not_in_channel": .refused(why: "the app is not in that channel; invite it there")
    case "is_archived": .refused(why: "the channel is archived")
    case "thread_not_found", "message_not_found", "cannot_reply_to_message":
      .refused(why: "the thread is not there any more")
    case "msg_too_long": .refused(why: "the text is too long for Slack")
    case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "no_permission":
      .refused(why: "Slack does not accept the token")
    case "missing_scope": .refused(why: "the app lacks the scope chat:write; add it and install the app again")
    default: .refused(why: "Slack does not take it as it is")
    }
  }
}
