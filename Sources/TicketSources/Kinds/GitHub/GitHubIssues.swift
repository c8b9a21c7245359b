import ProviderExchange
import Timekeeping
import Triage

/// Issues of GitHub repositories, and discussions where the settings say so (C65, C66).
///
/// Set up in GitHub as a webhook with content type `application/json`, a secret, and the events "Issues" and "Issue
/// comments" (and "Discussions", "Discussion comments"). The repository is part of the ticket's id, so one webhook of
/// an organisation serves many repositories.
package struct GitHubIssues: TicketSource {
  package static let kind = "github"
  /// 5 MiB. GitHub sends up to 25; an issue's text is far below both.
  package static let bodyLimit = 5_242_880

  package static let answersCustomers = true
  package init() {}

  package func receive(_ delivery: Delivery, as settings: SourceSettings, at now: Timestamp) -> Intake {
    do {
      try delivery.checkSize(Self.bodyLimit)
      try checkSignature(delivery, settings.secrets)
      return try read(delivery, settings.options)
    } catch {
      return error.intake
    }
  }

  package func refusal(ofHeaders headers: Delivery, as settings: SourceSettings) -> Intake? {
    do {
      _ = try signature(headers)
      return nil
    } catch {
      return error.intake
    }
  }

  package func obstacle(to purpose: Letter.Purpose, as settings: SourceSettings) -> LetterProblem? {
    guard purpose != .post else {
      return LetterProblem("GitHub has no channels for a team", help: "name a source of kind slack")
    }
    return LetterRequest.missingToken(settings, "WATCHBILL_GITHUB_TOKEN")
  }

  package func isRead(byOthersOn item: String) -> Bool { true }

  package func request(
    for letter: Letter, thread: [String], as settings: SourceSettings, now: Timestamp
  ) throws(LetterProblem) -> ProviderRequest {
    try GitHubReply(letter: letter, settings: settings).request()
  }

  package func again(
    _ request: ProviderRequest, for letter: Letter, after response: ProviderResponse, as settings: SourceSettings
  ) -> ProviderRequest? {
    GitHubReply(letter: letter, settings: settings).again(request, after: response)
  }

  package func outcome(
    of response: ProviderResponse, to letter: Letter, as settings: SourceSettings, now: Timestamp
  ) -> PageOutcome {
    GitHubReply.outcome(of: response, to: letter, now: now)
  }

  /// Over the bytes as they came (reliability S43).
  private func checkSignature(_ delivery: Delivery, _ secrets: [String]) throws(Refusal) {
    guard SecretCheck.isSigned(delivery.body, signature: try signature(delivery), secrets: secrets) else {
      throw Refusal(401, "the signature does not fit: set the same secret in GitHub and in this source's settings")
    }
  }

  /// What the delivery shows for a signature, to be compared.
  private func signature(_ delivery: Delivery) throws(Refusal) -> [UInt8] {
    guard let shown = try delivery.only("x-hub-signature-256") else {
      throw Refusal(401, "the delivery is not signed: set a secret for the webhook in GitHub")
    }
    return Hexadecimal.bytes(shown, after: "sha256=") ?? []
  }

  private func read(_ delivery: Delivery, _ options: SourceOptions) throws(Refusal) -> Intake {
    let event = try header("x-github-event", of: delivery)
    let id = try header("x-github-delivery", of: delivery)
    // Also of a ping: whoever sets the webhook up is there to choose again.
    try delivery.checkIsJSON(help: "choose application/json for the webhook in GitHub")
    if event == "ping" { return .noted("ping: the webhook is set up") }
    guard let subject = GitHubSubject(event: event) else {
      return .noted("event \(event) is not used: only issues and their comments are, switch the others off in GitHub")
    }
    if subject.isDiscussion, !options.discussions {
      return .noted("event \(event) is not used: `discussions: yes` at this source makes tickets of them")
    }
    let payload = try GitHubPayload(JSONBody(delivery.body, mending: true).root, subject: subject, options: options)
    switch try payload.event() {
    case .event(let event): return .taken(SourceDelivery(id: id, events: [event]))
    case .ignored(let because): return .noted(because)
    }
  }

  private func header(_ name: String, of delivery: Delivery) throws(Refusal) -> String {
    guard let value = try delivery.only(name) else { throw Refusal(400, "the header \(name) is missing") }
    guard TicketRules.isID(value) else { throw Refusal(400, "the header \(name) must be \(TicketRules.idForm)") }
    return value
  }
}
