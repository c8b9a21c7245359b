import MailMessages
import ProviderExchange
import Timekeeping
import Triage

/// Mail: every message begins a ticket, or goes on one.
///
/// A mail transfer agent hands the bytes over as they are: `Content-Type: message/rfc822`, `Authorization: Bearer
/// <secret>`, and where it knows them, the envelope in `X-Envelope-From` and `X-Envelope-To`.
package struct Email: SharedSecretSource {
  package static let kind = "email"
  /// 25 MiB, as mail servers usually take.
  package static let bodyLimit = 26_214_400

  package static let answersCustomers = true
  package static let endsItems = false
  package static let answersOnePerson = true
  package init() {}

  package func receive(_ delivery: Delivery, as settings: SourceSettings, at now: Timestamp) -> Intake {
    do {
      try SharedSecret.check(delivery, settings.secrets)
      try delivery.checkSize(Self.bodyLimit)
      try checkType(delivery)
      let envelope = EmailEnvelope(
        from: try delivery.only("x-envelope-from"), to: try delivery.only("x-envelope-to"))
      let mail = MailReader.read(delivery.body, keeping: settings.options.attachmentBytes)
      // The same mail comes twice where two of its addresses are ours: its id tells that, the bytes differ.
      let digest = BodyDigest.id(of: delivery.body)
      let event = EmailEvent(mail, envelope, digest: digest, options: settings.options).event()
      return .taken(SourceDelivery(id: digest, events: [event], notes: mail.problems))
    } catch {
      return error.intake
    }
  }

  package func obstacle(to purpose: Letter.Purpose, as settings: SourceSettings) -> LetterProblem? {
    guard purpose == .reply else {
      return LetterProblem("nothing but answers leaves by mail", help: "name a source of another kind")
    }
    guard EmailReply.own(settings) != nil else {
      let also = settings.options.lacksMailServer ? "; and \(Self.mailHelp)" : ""
      return LetterProblem(
        "this source has no `address:` to write from",
        help: "give it one in watchbill.yaml: address: Example Help <help@example.com>\(also)")
    }
    guard settings.options.lacksMailServer else { return nil }
    return LetterProblem("the settings have no `mail:` server to write through", help: Self.mailHelp)
  }

  package func obstacle(toReach customer: Party?) -> LetterProblem? {
    do {
      _ = try EmailReply.address(of: customer)
      return nil
    } catch {
      return error
    }
  }

  private static let mailHelp =
    "add to watchbill.yaml: mail: { server: \"smtp://mail.example.com:587\", from: desk@example.com }"

  package func request(
    for letter: Letter, thread: [String], as settings: SourceSettings, now: Timestamp
  ) throws(LetterProblem) -> ProviderRequest {
    try EmailReply(letter: letter, thread: thread, settings: settings, now: now).request()
  }

  package func outcome(
    of response: ProviderResponse, to letter: Letter, as settings: SourceSettings, now: Timestamp
  ) -> PageOutcome {
    let outcome = OutcomeTable.outcome(of: response, now: now)
    guard case .sent = outcome, let own = EmailReply.own(settings) else { return outcome }
    return .sent(reference: EmailReply.messageID(letter, own))
  }

  private func checkType(_ delivery: Delivery) throws(Refusal) {
    let type = try delivery.only("content-type")?.lowercased() ?? ""
    guard type.split(separator: ";").first.map({ String($0).trimmingBlanks }) == "message/rfc822" else {
      throw Refusal(
        415, "the content type is not message/rfc822: send the mail as it is, as content-type: message/rfc822")
    }
    guard !delivery.body.isEmpty else {
      throw Refusal(422, "the mail is empty: send it as it is, or pipe it into the command")
    }
  }
}

/// What the mail transfer agent knows beside the mail; addresses without angle brackets.
struct EmailEnvelope {
  var from: String?
  var to: String?

  init(from: String?, to: String?) {
    self.from = from
    self.to = to
  }
}
