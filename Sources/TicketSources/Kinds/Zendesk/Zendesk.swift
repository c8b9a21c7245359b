import Foundation
import ProviderExchange
import Timekeeping
import Triage

/// Tickets of Zendesk: its event webhooks, and webhooks of triggers with a body of the administrator's own.
///
/// Both are signed with the webhook's signing secret; a trigger's webhook may show a bearer token or a password instead.
package struct Zendesk: TicketSource {
  package static let kind = "zendesk"
  package static let bodyLimit = IntakeLimits.bodyBytes
  /// Zendesk tries again for a while without signing anew.
  static let window = Duration.hours(1)

  package static let answersCustomers = true
  package init() {}

  package func receive(_ delivery: Delivery, as settings: SourceSettings, at now: Timestamp) -> Intake {
    do {
      try delivery.checkSize(Self.bodyLimit)
      try checkSender(delivery, settings.secrets, at: now)
      try delivery.checkIsJSON(help: "choose JSON as the request format of the webhook in Zendesk")
      let root = try JSONBody(delivery.body, mending: true).root
      guard let type = root["type"]?.text, type.hasPrefix(ZendeskEvent.prefix) else {
        return try OwnerWrittenBody(root, options: settings.options).intake(of: delivery.body, at: now)
      }
      switch try ZendeskEvent(root, type: type, options: settings.options).reading() {
      case .event(let event): return .taken(SourceDelivery(id: try id(root), events: [event]))
      case .ignored(let because): return .noted(because)
      }
    } catch {
      return error.intake
    }
  }

  /// A signature is over the body, too; who shows none must show the secret.
  package func refusal(ofHeaders headers: Delivery, as settings: SourceSettings) -> Intake? {
    guard headers.header("x-zendesk-webhook-signature") == nil else { return nil }
    return SharedSecret.refusal(headers, settings.secrets)
  }

  package func isKnown(byHeaders headers: Delivery) -> Bool { headers.header("x-zendesk-webhook-signature") == nil }

  package func obstacle(to purpose: Letter.Purpose, as settings: SourceSettings) -> LetterProblem? {
    guard purpose == .reply else {
      return LetterProblem("nothing but answers goes to Zendesk", help: "name a source of another kind")
    }
    guard settings.options.api != nil else {
      return LetterProblem(
        "this source has no `api:` to write to",
        help: "give it your Zendesk's address in watchbill.yaml: api: https://EXAMPLE.zendesk.com")
    }
    return LetterRequest.missingToken(settings, "WATCHBILL_ZENDESK_TOKEN")
  }

  package func request(
    for letter: Letter, thread: [String], as settings: SourceSettings, now: Timestamp
  ) throws(LetterProblem) -> ProviderRequest {
    try ZendeskReply(letter: letter, settings: settings).request()
  }

  package func outcome(
    of response: ProviderResponse, to letter: Letter, as settings: SourceSettings, now: Timestamp
  ) -> PageOutcome {
    ZendeskReply.outcome(of: response, to: letter, now: now)
  }

  private func id(_ root: JSONField) throws(Refusal) -> String {
    let id = try root.need("id")
    guard TicketRules.isID(id) else { throw Refusal(422, "'id' must be \(TicketRules.idForm)") }
    return id
  }

  /// The signature is over the time shown in a header and the body, without anything between.
  private func checkSender(_ delivery: Delivery, _ secrets: [String], at now: Timestamp) throws(Refusal) {
    guard let shown = try delivery.only("x-zendesk-webhook-signature") else {
      return try SharedSecret.check(delivery, secrets)
    }
    guard let time = try delivery.only("x-zendesk-webhook-signature-timestamp"),
      let instant = try? Timestamp(text: time),
      let signature = Data(base64Encoded: shown),
      SecretCheck.isSigned(Array(time.utf8) + delivery.body, signature: Array(signature), secrets: secrets)
    else {
      throw Refusal(401, "the signature does not fit: set the webhook's signing secret in this source's settings")
    }
    try ReplayWindow.check(instant, Self.window, at: now, sender: "Zendesk")
  }
}
