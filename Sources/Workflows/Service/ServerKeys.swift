import Crypto
import Foundation
import TicketSources
import Timekeeping
import Triage

/// Secrets derived from one key that is kept outside the database, so that links can be shown again
/// while the store holds only hashes.
package struct ServerKeys: Sendable {
  private let master: SymmetricKey

  /// `master` is at least 32 random bytes.
  package init(master: [UInt8]) {
    self.master = SymmetricKey(data: master)
  }

  /// The secret part of a feed's address: 256 bits, changed by its generation.
  package func feedToken(_ id: String, generation: Int) -> String {
    Self.urlSafe(code("feed", "\(id)/\(generation)"))
  }

  /// What the store keeps of a token.
  package static func hash(_ token: String) -> [UInt8] {
    Array(SHA256.hash(data: Data(token.utf8)))
  }

  /// The signature of a link that acknowledges one page, bound to the page's identity.
  package func acknowledgeSignature(_ page: String) -> String {
    Self.urlSafe(code("acknowledge", page))
  }

  /// Compared in constant time.
  package func isAcknowledgeSignature(_ signature: String, of page: String) -> Bool {
    guard let bytes = Self.bytes(signature) else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(bytes, authenticating: Data(page.utf8), using: key("acknowledge"))
  }

  /// The six digits that prove a contact: bound to the contact and to when they were sent.
  package func contactCode(_ id: String, sent: Timestamp) -> String {
    let number = code("contact", "\(id)/\(sent.milliseconds)").prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let digits = "\(number % 1_000_000)"
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// What stands behind the plus of an address that we give out for a ticket: `t12-` and 96 bits. Whoever has it may
  /// write on that ticket, and nothing else (reliability, FreeScout's identity by mail).
  package func mailToken(of ticket: TicketID) -> String {
    "t\(ticket.number)-\(Hexadecimal.text(code("mail", "\(ticket)").prefix(12)))"
  }

  /// The ticket that a token is for; nil when it is not one of ours. Compared in constant time.
  package func mailTicket(_ token: String) -> TicketID? {
    let parts = token.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].hasPrefix("t"), let number = decimal(parts[0].dropFirst(), limit: 15) else {
      return nil
    }
    let ticket = TicketID(number: number)
    let (shown, own) = (Array(token.utf8), Array(mailToken(of: ticket).utf8))
    guard shown.count == own.count else { return nil }
    return zip(shown, own).reduce(UInt8(0), { $0 | ($1.0 ^ $1.1) }) == 0 ? ticket : nil
  }

  /// The secret part of the link to a ticket's survey: bound to the ticket.
  func surveySignature(_ ticket: TicketID) -> String { Self.urlSafe(code("survey", ticket.description)) }

  /// Compared in constant time.
  func isSurveySignature(_ signature: String, of ticket: TicketID) -> Bool {
    guard let bytes = Self.bytes(signature) else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(
      bytes, authenticating: Data(ticket.description.utf8), using: key("survey"))
  }

  /// What a store knows the key by; nothing of the key can be told from it.
  var fingerprint: String { Self.urlSafe(code("fingerprint", "key")) }

  /// The bearer token of the local API.
  package var apiToken: String { Self.urlSafe(code("api", "token")) }

  /// Compared in constant time.
  package func isAPIToken(_ token: String) -> Bool {
    guard let bytes = Self.bytes(token) else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(bytes, authenticating: Data("token".utf8), using: key("api"))
  }

  private func key(_ purpose: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: master, salt: Data("watchbill".utf8), info: Data(purpose.utf8), outputByteCount: 32)
  }

  private func code(_ purpose: String, _ text: String) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key(purpose)))
  }

  private static func urlSafe(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
      .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
  }

  private static func bytes(_ text: String) -> Data? {
    guard text.utf8.count == 43 else { return nil }
    let plain = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
    return Data(base64Encoded: plain + "=")
  }
}
