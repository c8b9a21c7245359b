import Timekeeping
import Triage

/// Issues of GitHub repositories: every issue that is opened becomes a ticket (C65, C66).
///
/// Set up in GitHub as a webhook with content type `application/json`, a secret, and the event "Issues". The repository
/// is part of the ticket's id, so one webhook of an organisation serves many repositories.
package struct GitHubIssues: TicketSource {
  package static let kind = "github"
  /// 5 MiB. GitHub sends up to 25; an issue's text is far below both.
  package static let bodyLimit = 5_242_880

  package init() {}

  package func receive(_ delivery: Delivery, as settings: SourceSettings, at now: Timestamp) -> Intake {
    do {
      try delivery.checkSize(Self.bodyLimit)
      try checkSignature(delivery, settings.secrets)
      return try read(delivery)
    } catch {
      return error.intake
    }
  }

  /// Over the bytes as they came (reliability S43).
  private func checkSignature(_ delivery: Delivery, _ secrets: [String]) throws(Refusal) {
    guard let shown = try delivery.only("x-hub-signature-256") else {
      throw Refusal(401, "the delivery is not signed: set a secret for the webhook in GitHub")
    }
    guard let signature = Hexadecimal.bytes(shown, after: "sha256="),
      SecretCheck.isSigned(delivery.body, signature: signature, secrets: secrets)
    else {
      throw Refusal(401, "the signature does not fit: set the same secret in GitHub and in this source's settings")
    }
  }

  private func read(_ delivery: Delivery) throws(Refusal) -> Intake {
    let event = try header("x-github-event", of: delivery)
    let deliveryID = try header("x-github-delivery", of: delivery)
    if event == "ping" { return .noted("ping: the webhook is set up") }
    guard event == "issues" else {
      return .noted("event \(event) is not used: only issues make tickets, the others can be switched off in GitHub")
    }
    try delivery.checkIsJSON(help: "choose application/json for the webhook in GitHub")
    let body = try JSONBody(delivery.body)
    let action = try body.decode(GitHubAction.self).action
    guard action == "opened" else {
      return .noted("issues, action \(action.shown) is not used: only newly opened issues make tickets")
    }
    return .taken(SourceDelivery(id: deliveryID, events: [try body.decode(GitHubPayload.self).event()]))
  }

  private func header(_ name: String, of delivery: Delivery) throws(Refusal) -> String {
    guard let value = try delivery.only(name) else { throw Refusal(400, "the header \(name) is missing") }
    guard TicketRules.isID(value) else { throw Refusal(400, "the header \(name) must be \(TicketRules.idForm)") }
    return value
  }
}

/// What all events about issues have.
private struct GitHubAction: Decodable {
  var action: String
}

/// The fields of an event about an issue that a ticket is made of.
private struct GitHubPayload: Decodable {
  var issue: Issue
  var repository: Repository

  struct Issue: Decodable {
    var number: Int
    var title: String
    var body: String?
    var html_url: String?
    var user: User?
    var labels: [Label]?
  }

  struct User: Decodable { var login: String? }
  struct Label: Decodable { var name: String? }
  struct Repository: Decodable { var full_name: String }

  /// Nobody is there to mend a title that is too long, so text is cut to size rather than refused.
  func event() throws(Refusal) -> SourceEvent {
    let id = "\(repository.full_name)#\(issue.number)"
    guard issue.number > 0, TicketRules.isID(id) else {
      throw Refusal(422, "'repository.full_name' and 'issue.number' do not name an issue")
    }
    let title = FittedText.line(issue.title, limit: IntakeLimits.titleCharacters)
    let link = issue.html_url.flatMap { TicketRules.isLink($0) ? $0 : nil }
    let labels = (issue.labels ?? []).compactMap(\.name)
    let author = Party(address: issue.user?.login.map { FittedText.line($0, limit: IntakeLimits.requesterCharacters) })
    let text = FittedText.text(issue.body ?? "", bytes: IntakeLimits.textBytes)
    return SourceEvent(
      item: ItemKey(id), what: .opened(ItemMessage(id: id, text: text, format: .markdown)),
      facts: ItemFacts(
        title: title.isEmpty ? "(no title)" : title, tags: FittedText.tags(labels), customer: author, url: link),
      author: EventAuthor(author))
  }
}
