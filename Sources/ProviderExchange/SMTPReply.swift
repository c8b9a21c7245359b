import Timekeeping

/// A mail server's reply: its code (RFC 5321) and, where it gave one, the enhanced code (RFC 3463).
struct SMTPReply: CustomStringConvertible {
  /// How long to wait where the server wants us to come back.
  static let patience = PlainDuration(.seconds(60))

  let code: Int
  let enhanced: String?

  init(code: Int, enhanced: String?) {
    self.code = code
    self.enhanced = enhanced.flatMap { Self.isEnhanced($0) ? $0 : nil }
  }

  var description: String { enhanced.map { "\(code) \($0)" } ?? "\(code)" }

  /// What to do about a refusal.
  var meaning: String {
    switch (code, enhanced ?? "") {
    case (_, "5.1.8"), (_, "5.1.7"): "it does not take mail from our sender; correct `from` in the settings"
    case (550, "5.7.1"), (554, "5.7.1"): "it does not take mail from us for this address"
    case (550, _), (551, _), (553, _): "there is no such mailbox; correct the address"
    case (552, _): "the mailbox is full or the mail too large"
    case (530, _): "it wants us to sign in; give a user and a password in the settings"
    case (535, _), (534, _), (538, _): "it does not accept the user and the password of the settings"
    default: "it does not take the mail as it is"
    }
  }

  /// `5.1.1`: three numbers, and none of the server's words.
  private static func isEnhanced(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 3 && parts.allSatisfy { decimal($0, limit: 3) != nil }
  }
}
