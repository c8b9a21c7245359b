import ProviderExchange
import Timekeeping
import Triage

/// Our own form, for everything that can send a little JSON: monitors, scripts, forms on a web site.
///
/// `Authorization: Bearer <secret>`, and a body like
/// `{"id": "disk-full:db1", "title": "Disk of db1 is full", "priority": "urgent", "tags": ["disk"]}`, or
/// `{"event": "closed", "id": "disk-full:db1"}`, or several at once under `events`. `docs/sources.md` tells all fields,
/// `docs/intake.schema.json` is their schema.
package struct OwnJSON: SharedSecretSource {
  package static let kind = "json"
  package static let bodyLimit = IntakeLimits.bodyBytes

  package static let answersCustomers = true
  package init() {}

  /// The delivery's id is the header `Idempotency-Key`. Without one, an opening has the id of its item, and anything
  /// else is new each time it comes: a monitor says the same of each cycle.
  package func receive(_ delivery: Delivery, as settings: SourceSettings, at now: Timestamp) -> Intake {
    do {
      try SharedSecret.check(delivery, settings.secrets)
      try delivery.checkSize(Self.bodyLimit)
      try delivery.checkIsJSON(help: "send content-type: application/json")
      let key = try key(delivery)
      let digest = BodyDigest.id(of: delivery.body)
      let events = try OwnEvents(JSONBody(delivery.body), delivery: key ?? digest).events()
      let item = opened(events)
      return .taken(
        SourceDelivery(
          id: key ?? item ?? "\(digest)@\(now.milliseconds)", events: events,
          isNamedByItem: key == nil && item != nil))
    } catch {
      return error.intake
    }
  }

  package func obstacle(to purpose: Letter.Purpose, as settings: SourceSettings) -> LetterProblem? {
    if purpose == .post {
      return LetterProblem("a source of kind json has no channels for a team", help: "name one of kind slack")
    }
    if purpose == .filing, settings.options.filing == nil {
      return LetterProblem(
        "this source has no `filing:` that says how bugs are filed there",
        help: "give it one in watchbill.yaml, or name a source of kind github")
    }
    if purpose == .filing { return LetterRequest.missingToken(settings, "WATCHBILL_TRACKER_TOKEN") }
    guard settings.options.replies != nil else {
      return LetterProblem(
        "this source has no `replies:`, the address that takes answers",
        help: "give it one in watchbill.yaml, with a `token:` that signs them; or write to the customer where they are")
    }
    if settings.tokens?.contains(where: { OwnReply.key($0) == nil }) ?? false { return OwnReply.badToken }
    return LetterRequest.missingToken(settings, "WATCHBILL_REPLY_TOKEN")
  }

  package func request(
    for letter: Letter, thread: [String], as settings: SourceSettings, now: Timestamp
  ) throws(LetterProblem) -> ProviderRequest {
    if letter.purpose == .filing, let template = settings.options.filing {
      return try TemplateFiling(letter: letter, template: template, settings: settings).request()
    }
    return try OwnReply(letter: letter, settings: settings, now: now).request()
  }

  package func outcome(
    of response: ProviderResponse, to letter: Letter, as settings: SourceSettings, now: Timestamp
  ) -> PageOutcome {
    guard letter.purpose == .filing, let template = settings.options.filing else {
      return OutcomeTable.outcome(of: response, now: now)
    }
    return TemplateFiling(letter: letter, template: template, settings: settings).outcome(of: response, now: now)
  }

  /// The id of the one item that is opened.
  private func opened(_ events: [SourceEvent]) -> String? {
    guard events.count == 1, case .opened? = events.first?.what else { return nil }
    return events.first?.item.id
  }

  private func key(_ delivery: Delivery) throws(Refusal) -> String? {
    guard let key = try delivery.only("idempotency-key") else { return nil }
    guard TicketRules.isID(key) else {
      throw Refusal(400, "the header idempotency-key must be \(TicketRules.idForm)")
    }
    return key
  }
}
