import MailMessages

/// Domains of mail addresses, which have two spellings: their own letters, and the xn--… form of ASCII alone.
package enum MailDomain {
  /// `address` with its domain in its own letters, as those of mails are read; a domain alone likewise, and what is no
  /// such form as it is.
  package static func inLetters(_ address: String) -> String {
    guard let domain = address.split(separator: "@").last, domain.lowercased().contains("xn--"),
      address.hasSuffix(domain),
      let letters = MailReader.addresses(in: "x@\(domain.lowercased())").first?.address.dropFirst(2)
    else { return address }
    return "\(address.dropLast(domain.count))\(letters)"
  }

  /// What a source calls somebody: a mail address with its domain in its own letters, a login or an id as it is.
  package static func spelled(_ name: String) -> String { name.contains("@") ? inLetters(name) : name }
}
