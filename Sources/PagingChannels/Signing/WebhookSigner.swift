import Crypto
import Foundation
import Timekeeping

/// Signs what we send, and checks what was signed so, as Standard Webhooks have it: HMAC-SHA256 over
/// `id.timestamp.body`, one signature for each secret.
package struct WebhookSigner: Sendable {
  package enum Verdict: Sendable, Hashable {
    case genuine
    /// Signed by us, but too long ago or in the future: perhaps a replay, perhaps a clock that is wrong.
    case stale
    case wrongSignature
    /// The id or the timestamp is not of the agreed form.
    case malformed
  }

  /// How far a timestamp may be from the receiver's clock.
  package static let tolerance = Duration.minutes(5)

  private let secrets: [WebhookSecret]

  /// - Throws: when there is no secret, or one of another form.
  package init(secrets texts: [String]) throws(ChannelProblem) {
    guard !texts.isEmpty else {
      throw ChannelProblem("there is no secret to sign with", help: "give the channel at least one secret")
    }
    var secrets: [WebhookSecret] = []
    for text in texts { secrets.append(try WebhookSecret(text)) }
    self.secrets = secrets
  }

  /// Whether `id` can be signed without doubt about where it ends (reliability S43).
  package static func isID(_ id: String) -> Bool {
    let plain = id.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
        || byte == 0x5F
    }
    return plain && (1...256).contains(id.utf8.count)
  }

  /// `v1,<base64>` for each secret, with blanks between.
  package func signature(id: String, seconds: Int64, body: [UInt8]) -> String {
    let content = Self.content(id, String(seconds), body)
    let codes = secrets.map { Data(HMAC<SHA256>.authenticationCode(for: content, using: $0.key)) }
    return codes.map { "v1," + $0.base64EncodedString() }.joined(separator: " ")
  }

  /// Checks what came in the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. Any signature by any of
  /// the secrets will do; other versions than `v1` are passed over.
  package func verify(id: String, timestamp: String, signature: String, body: [UInt8], now: Timestamp) -> Verdict {
    guard Self.isID(id), let seconds = decimal(timestamp, limit: 11) else { return .malformed }
    let content = Self.content(id, timestamp, body)
    let codes = signature.split(separator: " ").prefix(20).compactMap(Self.code)
    let matches = codes.map { code in secrets.count { $0.signs(content, as: code) } }
    guard matches.contains(where: { $0 > 0 }) else { return .wrongSignature }
    let distance = now - Timestamp(seconds: Int64(seconds))
    return distance <= Self.tolerance && distance >= .zero - Self.tolerance ? .genuine : .stale
  }

  private static func content(_ id: String, _ timestamp: String, _ body: [UInt8]) -> [UInt8] {
    Array("\(id).\(timestamp).".utf8) + body
  }

  private static func code(_ text: Substring) -> Data? {
    text.hasPrefix("v1,") ? Data(base64Encoded: String(text.dropFirst(3))) : nil
  }
}

extension WebhookSecret {
  fileprivate var key: SymmetricKey { SymmetricKey(data: bytes) }

  /// Compares in constant time.
  fileprivate func signs(_ content: [UInt8], as code: Data) -> Bool {
    HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: content, using: key)
  }
}
