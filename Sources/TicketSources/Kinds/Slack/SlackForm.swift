import Timekeeping
import Triage

/// What people ask from within Slack: slash commands and buttons, which come as forms.
struct SlackForm {
  private let fields: FormFields

  private let options: SourceOptions

  init(_ bytes: [UInt8], _ options: SourceOptions) throws(Refusal) {
    fields = try FormFields(bytes)
    self.options = options
  }

  /// The callback id of the message action that makes a ticket (C50).
  static let makesTicket = "make_ticket"

  func intake() throws(Refusal) -> Intake {
    if fields["ssl_check"] == "1" { return .answered(SourceAnswer()) }
    if let payload = fields["payload"] { return try interaction(JSONBody(Array(payload.utf8), mending: true).root) }
    guard let command = fields["command"], command.hasPrefix("/") else {
      throw Refusal(422, "the form is neither a slash command nor an interaction: 'command' is missing")
    }
    return .asked(
      SourceRequest(
        id: try id(fields["trigger_id"]), what: .command(command, text: FittedText.body(fields["text"])),
        by: FittedText.party(name: fields["user_name"], address: fields["user_id"]),
        place: FittedText.word(fields["channel_id"]), thread: FittedText.word(fields["thread_ts"]),
        replyURL: FittedText.link(fields["response_url"])))
  }

  /// A button on one of our messages, or "make a ticket of this message" from a message's menu.
  private func interaction(_ payload: JSONField) throws(Refusal) -> Intake {
    let type = try payload.need("type")
    if type == "message_action", payload["callback_id"]?.text == Self.makesTicket { return try ticket(payload) }
    guard let what = what(payload, type) else { return .noted("interaction \(type.shown) is not used") }
    let user = try payload.object("user")
    return .asked(
      SourceRequest(
        id: try id(payload["actions"]?.list?.first?["action_ts"]?.text ?? payload["trigger_id"]?.text), what: what,
        by: FittedText.party(name: user["username"]?.text ?? user["name"]?.text, address: user["id"]?.text),
        place: FittedText.word(payload["channel", "id"]?.text),
        thread: FittedText.word(payload["message", "thread_ts"]?.text ?? payload["message", "ts"]?.text),
        replyURL: FittedText.link(payload["response_url"]?.text)))
  }

  /// Of the message that the menu was opened on, whoever wrote it; Slack wants an empty answer, and shows what is posted
  /// to its address.
  private func ticket(_ payload: JSONField) throws(Refusal) -> Intake {
    let message = try payload.object("message")
    guard let channel = payload["channel", "id"]?.text, TicketRules.isID(channel),
      let event = SlackMessage(payload, message, options).opening(in: channel)
    else { throw Refusal(422, "the message has no channel or no time") }
    return .taken(
      SourceDelivery(
        id: try id(payload["trigger_id"]?.text), events: [event], answer: SourceAnswer(status: 200, body: ""),
        replyURL: FittedText.link(payload["response_url"]?.text)))
  }

  private func what(_ payload: JSONField, _ type: String) -> SourceRequest.What? {
    guard type == "block_actions", let action = payload["actions"]?.list?.first, let id = action["action_id"]?.text
    else { return nil }
    let value = action["value"]?.text ?? action["selected_option", "value"]?.text
    return .button(id: id, value: value ?? "")
  }

  private func id(_ text: String?) throws(Refusal) -> String {
    guard let text, TicketRules.isID(text) else {
      throw Refusal(422, "the request has no id of its own: 'trigger_id' is missing")
    }
    return text
  }
}
