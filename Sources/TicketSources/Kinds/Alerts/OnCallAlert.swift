import Timekeeping
import Triage

/// The "formatted webhook" of Grafana OnCall: one alert with a title and a message.
struct OnCallAlert {
  private let root: JSONField

  init(_ root: JSONField) { self.root = root }

  /// New each time, as that of a group is: every round of an alert says the same.
  func delivery(_ digest: String, at now: Timestamp) throws(Refusal) -> SourceDelivery {
    SourceDelivery(id: "\(digest)@\(now.milliseconds)", events: [try event()])
  }

  private func event() throws(Refusal) -> SourceEvent {
    guard let id = root["alert_uid"]?.id else { throw Refusal(422, "'alert_uid' must be text") }
    let state = root["state"]?.text?.lowercased()
    let isFiring = !["ok", "resolved", "normal"].contains(state)
    let link = FittedText.link(root["link_to_upstream_details"]?.text)
    let message = ItemMessage(
      id: "alert", text: FittedText.body(root["message"]?.text), attachments: image.map { [$0] } ?? [])
    return SourceEvent(
      item: ItemKey(Alert.short(id)), what: isFiring ? .opened(message) : .closed(SourceClosing()),
      facts: ItemFacts(
        title: FittedText.title(root["title"]?.text), url: link, isClosed: !isFiring, status: FittedText.word(state)),
      author: EventAuthor(kind: .automation), isAlert: true)
  }

  private var image: MessageAttachment? {
    FittedText.link(root["image_url"]?.text).map {
      MessageAttachment(name: "image", type: "image/*", size: 0, url: $0)
    }
  }
}
