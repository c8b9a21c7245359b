import Foundation
import ProviderExchange
import Timekeeping
import Triage

/// Answers in Zendesk: a public comment, by an update of the ticket.
struct ZendeskReply {
  private struct Update: Encodable {
    struct Ticket: Encodable { var comment: Comment }
    struct Comment: Encodable {
      var body: String
      var isPublic: Bool

      enum CodingKeys: String, CodingKey {
        case body
        case isPublic = "public"
      }
    }

    var ticket: Ticket
  }

  let letter: Letter
  let settings: SourceSettings

  func request() throws(LetterProblem) -> ProviderRequest {
    let id = letter.item(upTo: 0)
    guard let number = decimal(id[...], limit: 18), let api = settings.options.api else {
      throw LetterProblem("'\(id.shown)' is no ticket of Zendesk", help: "write to the customer there")
    }
    let update = Update(ticket: .init(comment: .init(body: letter.text, isPublic: true)))
    return try LetterRequest.json(
      "\(api)/api/v2/tickets/\(number).json",
      [try authorization(), ProviderHeader("idempotency-key", letter.id)], update, method: "PUT")
  }

  /// A token of the API goes with the agent's address; one of OAuth stands alone.
  private func authorization() throws(LetterProblem) -> ProviderHeader {
    guard let user = settings.options.user else { return try LetterRequest.bearer(settings) }
    let pair = Data("\(user)/token:\(try LetterRequest.token(settings))".utf8)
    return ProviderHeader("authorization", "Basic \(pair.base64EncodedString())")
  }

  static func outcome(of response: ProviderResponse, to letter: Letter, now: Timestamp) -> PageOutcome {
    if let answer = ProviderAnswer(response), answer.status == 422 {
      return .refused(why: "Zendesk does not take it: is the ticket closed there?")
    }
    if let answer = ProviderAnswer(response), answer.status == 409 {
      let wait = RetryDelay(headers: answer.headers, now: now).duration
      return .retry(after: wait, why: "somebody else changes the ticket in Zendesk at the same time")
    }
    return ProviderAnswer.outcome(of: response, from: "Zendesk", now: now) { answer in
      answer.body?["audit", "events"]?.list?.first { $0["type"]?.text == "Comment" }?["id"]?.id.map {
        "\(letter.item)/\($0)"
      }
    }
  }
}
