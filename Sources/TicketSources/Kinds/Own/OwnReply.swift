import Crypto
import Foundation
import ProviderExchange
import Timekeeping
import Triage

/// Answers to whoever sends our own JSON: a POST to the source's `replies:`, signed as Standard Webhooks have it with
/// the source's token, so that the receiver can be sure of its sender.
struct OwnReply {
  private struct Document: Encodable {
    struct Fields: Encodable {
      var author: String?
      var automatic: Bool
      var id: String
      var message: String
      var text: String
      var ticket: String
    }

    let type = "reply"
    let timestamp: String
    let data: Fields
  }

  let letter: Letter
  let settings: SourceSettings
  let now: Timestamp

  func request() throws(LetterProblem) -> ProviderRequest {
    guard let url = settings.options.replies else {
      throw LetterProblem("this source has no `replies:`", help: "give it the address that takes them")
    }
    let fields = Document.Fields(
      author: letter.authorName, automatic: !letter.isByPerson, id: letter.item, message: letter.id,
      text: letter.text, ticket: "\(letter.ticket)")
    let plain = try LetterRequest.json(
      url, [], Document(timestamp: letter.created.description, data: fields))
    guard case .http(var request) = plain else { return plain }
    request.headers += [
      ProviderHeader("webhook-id", letter.id), ProviderHeader("webhook-timestamp", "\(now.seconds)"),
      ProviderHeader("webhook-signature", try signature(over: request.body)),
    ]
    return .http(request)
  }

  static let badToken = LetterProblem(
    "a token is not whsec_ and 24 to 64 bytes in base64",
    help: "make one with: echo whsec_$(head -c 32 /dev/urandom | base64)")

  /// Nil for what is no key of such a signature.
  static func key(_ token: String) -> Data? {
    guard token.hasPrefix("whsec_"), let key = Data(base64Encoded: String(token.dropFirst(6))), key.count >= 24 else {
      return nil
    }
    return key
  }

  /// `v1,BASE64` for each token, with blanks between.
  private func signature(over body: [UInt8]) throws(LetterProblem) -> String {
    _ = try LetterRequest.token(settings)
    let content = Data("\(letter.id).\(now.seconds).".utf8) + Data(body)
    var codes: [String] = []
    for token in settings.tokens ?? [] {
      guard let key = Self.key(token) else { throw Self.badToken }
      let code = HMAC<SHA256>.authenticationCode(for: content, using: SymmetricKey(data: key))
      codes.append("v1,\(Data(code).base64EncodedString())")
    }
    return codes.joined(separator: " ")
  }
}
