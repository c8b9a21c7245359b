import MailMessages
import Triage

/// An address with a token behind its last plus, `help+TOKEN@example.org`, taken apart.
struct PlusAddress {
  /// Without the token.
  let plain: String
  /// Nil without a plus before the `@`.
  let token: String?

  /// - Parameter own: in small letters; one of these may have a plus of its own, and then has no token.
  init(_ address: String, own: [String] = []) {
    guard !own.contains(address.lowercased()), let at = address.lastIndex(of: "@"),
      let plus = address[..<at].lastIndex(of: "+")
    else {
      (plain, token) = (address, nil)
      return
    }
    plain = String(address[..<plus] + address[at...])
    token = String(address[address.index(after: plus)..<at])
  }
}

extension SourceOptions {
  /// What the source writes from, in small letters, without a name.
  var ownAddresses: [String] { address.map { MailReader.addresses(in: $0).map { $0.address.lowercased() } } ?? [] }
}
