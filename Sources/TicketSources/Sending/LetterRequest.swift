import Foundation
import ProviderExchange
import Triage

/// The parts that all requests of letters share.
enum LetterRequest {
  /// A request whose body is JSON with sorted keys: the same letter is the same bytes.
  static func json(
    _ url: String, _ headers: [ProviderHeader], _ body: some Encodable, method: String = "POST"
  ) throws(LetterProblem) -> ProviderRequest {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(body) else {
      throw LetterProblem("the text cannot be written as JSON", help: "report this with its words")
    }
    let all = [ProviderHeader("content-type", "application/json; charset=utf-8")] + headers
    return .http(ProviderHTTPRequest(method: method, url: url, headers: all, body: Array(bytes)))
  }

  static func bearer(_ settings: SourceSettings) throws(LetterProblem) -> ProviderHeader {
    ProviderHeader("authorization", "Bearer \(try token(settings))")
  }

  static func token(_ settings: SourceSettings) throws(LetterProblem) -> String {
    guard let token = settings.tokens?.first else {
      throw LetterProblem("there is no token to write with", help: "put it where the settings say, under `token:`")
    }
    guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      // The token itself must not end up in a message.
      throw LetterProblem("the token has blanks or odd characters in it", help: "copy it again, on one line")
    }
    return token
  }

  static func missingToken(_ settings: SourceSettings, _ example: String) -> LetterProblem? {
    guard settings.tokens == nil else { return nil }
    return LetterProblem(
      "this source has no `token:` to write with", help: "give it one in watchbill.yaml: token: { env: \(example) }")
  }
}

extension Letter {
  /// The item without what counts its tickets: `#2` behind it.
  func item(upTo separators: Int) -> String {
    item.split(separator: "#", omittingEmptySubsequences: false).prefix(separators + 1).joined(separator: "#")
  }
}
