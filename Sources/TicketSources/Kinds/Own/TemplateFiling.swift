import Foundation
import ProviderExchange
import Timekeeping
import Triage

/// A bug filed at a tracker of any kind that takes JSON, by a template of the settings (A26).
struct TemplateFiling {
  let letter: Letter
  let template: FilingTemplate
  let settings: SourceSettings

  func request() throws(LetterProblem) -> ProviderRequest {
    let headers = [
      ProviderHeader("content-type", "application/json; charset=utf-8"),
      ProviderHeader("authorization", try authorization()), ProviderHeader("idempotency-key", letter.id),
    ]
    return .http(ProviderHTTPRequest(url: template.url, headers: headers, body: Array(try body().utf8)))
  }

  private func authorization() throws(LetterProblem) -> String {
    let token = try LetterRequest.token(settings)
    if template.isPlainToken { return token }
    guard let user = settings.options.user else { return "Bearer \(token)" }
    return "Basic \(Data("\(user):\(token)".utf8).base64EncodedString())"
  }

  /// Every place becomes a JSON string, so that no text of a ticket can change what is asked.
  private func body() throws(LetterProblem) -> String {
    let values = ["title": letter.title, "text": letter.text, "ticket": "\(letter.ticket)"]
    var body = ""
    for part in FilingTemplate.parts(of: template.body) ?? [] {
      switch part {
      case .text(let text): body += text
      case .place(let name):
        guard let value = values[name], let json = try? JSONEncoder().encode(value) else {
          throw LetterProblem(
            "there is no {{\(name.shown)}}", help: "a body may have {{title}}, {{text}} and {{ticket}}")
        }
        body += String(decoding: json, as: UTF8.self)
      }
    }
    return body
  }

  /// The item's id, and after a blank its address. A tracker that answers well and without an id has filed it all the
  /// same: then somebody has to link it.
  func outcome(of response: ProviderResponse, now: Timestamp) -> PageOutcome {
    ProviderAnswer.outcome(of: response, now: now) { answer in
      guard let root = answer.body, let id = Self.filled(template.id, root), TicketRules.isID(id) else { return nil }
      let link = template.link.flatMap { Self.filled($0, root) }.flatMap { TicketRules.isLink($0) ? $0 : nil }
      return link.map { "\(id) \($0)" } ?? id
    }
  }

  private static func filled(_ template: String, _ root: JSONField) -> String? {
    var text = ""
    for part in FilingTemplate.parts(of: template) ?? [] {
      switch part {
      case .text(let plain): text += plain
      case .place(let path):
        let keys = path.split(separator: ".").map(String.init)
        guard let value = keys.reduce(Optional(root), { $0?[$1] })?.id else { return nil }
        text += value
      }
    }
    return text
  }
}
