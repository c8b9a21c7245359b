/// An address with a token behind a plus, `help+TOKEN@example.org`, taken apart.
struct PlusAddress {
  /// Without the token.
  let plain: String
  /// Nil without a plus before the `@`.
  let token: String?

  init(_ address: String) {
    guard let at = address.lastIndex(of: "@"), let plus = address[..<at].firstIndex(of: "+") else {
      (plain, token) = (address, nil)
      return
    }
    plain = String(address[..<plus] + address[at...])
    token = String(address[address.index(after: plus)..<at])
  }
}
