/// The mail server that mail leaves through, and who we are there.
package struct MailSetting: Sendable, Hashable {
  package var server: MailServer
  /// Whom mail comes from: its address, and the name beside it.
  package var from: String
  package var name: String?
  package var user: String?
  package var password: SecretReference?
  /// Nothing is said to a server before the connection is secure; only a server on this machine may do without.
  package var isSecure: Bool
  /// A file of certificates to trust instead of the system's, relative to the settings.
  package var certificates: String?

  package init(
    server: MailServer, from: String, name: String? = nil, user: String? = nil, password: SecretReference? = nil,
    isSecure: Bool = true, certificates: String? = nil
  ) {
    self.server = server
    self.from = from
    self.name = name
    self.user = user
    self.password = password
    self.isSecure = isSecure
    self.certificates = certificates
  }
}

/// Where a mail server is: `smtp://mail.example.com:587`.
package struct MailServer: Sendable, Hashable, CustomStringConvertible {
  package var place: HostPort
  /// `smtps://`; otherwise the connection turns secure by STARTTLS.
  package var isSecureFromStart: Bool

  package init(place: HostPort, isSecureFromStart: Bool) {
    self.place = place
    self.isSecureFromStart = isSecureFromStart
  }

  package var description: String { "\(isSecureFromStart ? "smtps" : "smtp")://\(place)" }
}
