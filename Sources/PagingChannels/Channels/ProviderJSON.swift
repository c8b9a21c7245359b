import Foundation
import ProviderExchange
import Timekeeping
import Triage

/// Requests of channels whose bodies are JSON, and their answers.
enum ProviderJSON {
  /// Keys in alphabetical order and plain slashes: the same page is the same bytes.
  static func post(
    _ body: some Encodable, to url: String, headers: [ProviderHeader] = []
  ) throws(ChannelProblem) -> ProviderRequest {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(body) else {
      throw ChannelProblem("the page cannot be written as JSON", help: "report this with its title")
    }
    let all = [ProviderHeader("content-type", "application/json; charset=utf-8")] + headers
    return .http(ProviderHTTPRequest(url: url, headers: all, body: Array(bytes)))
  }

  /// `authorization: Bearer …`; the token itself never ends up in a message.
  static func bearer(_ token: String, of channel: String) throws(ChannelProblem) -> ProviderHeader {
    guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw ChannelProblem(
        "the secret of channel '\(channel)' has blanks or odd characters in it", help: "copy it again, on one line")
    }
    return ProviderHeader("authorization", "Bearer \(token)")
  }

  /// Only what no URL can be; the guard of the sender looks closer.
  static func check(_ url: String, _ place: String, example: String) throws(ChannelProblem) {
    let start = url.prefix(8).lowercased()
    let isURL = (start.hasPrefix("http://") && url.count > 7) || (start == "https://" && url.count > 8)
    guard isURL, url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw ChannelProblem("\(place) is not an http or https URL", help: "write it like \(example)")
    }
  }

  /// What the common table says; where that is sent, what `read` makes of the JSON object in the answer, nil where
  /// `provider` documents no such one. A good status alone is also what a page to sign in at has. What a cut answer says
  /// in its beginning counts where it says that the page was taken: sent again it would be there twice.
  static func outcome(
    of response: ProviderResponse, from provider: String, now: Timestamp,
    read: ([String: JSONScalar]) -> PageOutcome?
  ) -> PageOutcome {
    let outcome = OutcomeTable.outcome(of: response, now: now)
    guard case .sent = outcome, case .http(let status, _, let body) = response else { return outcome }
    if let fields = fields(body) { return read(fields) ?? OutcomeTable.stranger(status, of: provider) }
    guard breaksOff(body) else { return OutcomeTable.stranger(status, of: provider) }
    if let said = CutAnswer.wholeMembers(of: body).flatMap({ fields($0) }).flatMap(read), case .sent = said {
      return said
    }
    return OutcomeTable.unread(status, of: provider)
  }

  /// True of nothing, and of what begins as a JSON object: the rest of it may not have come.
  private static func breaksOff(_ body: [UInt8]) -> Bool {
    let first = body.first { !" \t\r\n".utf8.contains($0) }
    return first == nil || first == UInt8(ascii: "{")
  }

  /// A value in an answer's JSON object, by key; nil where the body is none.
  private static func fields(_ body: [UInt8]) -> [String: JSONScalar]? {
    try? JSONDecoder().decode([String: JSONScalar].self, from: Data(body))
  }
}

/// A text or a truth value out of a provider's answer; anything else is passed over.
enum JSONScalar: Decodable {
  case text(String)
  case flag(Bool)
  case other

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else {
      self = .other
    }
  }

  /// Nil of anything but a text.
  var string: String? {
    if case .text(let text) = self { text } else { nil }
  }
}
