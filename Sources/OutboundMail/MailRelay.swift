import OutboundHTTP
import ProviderExchange

/// The mail server that everything leaves through, as the settings name it.
package struct MailRelay: Sendable, Hashable {
  package enum Security: Sendable, Hashable {
    /// The connection begins in the clear and must become secure before anything is said (STARTTLS).
    case startTLS
    /// Secure from the first byte.
    case tls
    /// In the clear: for a server on this very machine.
    case none
  }

  /// A name or an address.
  package var host: String
  package var port: Int
  package var security: Security
  /// Who sends where a mail does not say.
  package var sender: OutgoingMail.Mailbox
  package var user: String?
  package var password: String?
  /// A file of certificates to trust instead of the system's.
  package var certificates: String?
  /// How we call ourselves to the server (EHLO).
  package var ownName: String

  package init(
    host: String, port: Int, security: Security = .startTLS, sender: OutgoingMail.Mailbox, user: String? = nil,
    password: String? = nil, certificates: String? = nil, ownName: String = "localhost"
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.sender = sender
    self.user = user
    self.password = password
    self.certificates = certificates
    self.ownName = ownName
  }
}

/// How long and how much one mail may take.
package struct MailSendingLimits: Sendable, Hashable {
  /// From the call to the server's last word: less than the claim of a page holds.
  package var total: Duration
  /// For the connection.
  package var connect: Duration
  /// For finding the addresses of the server's name.
  package var lookup: Duration
  /// Conversations at once; more are told to come back.
  package var conversations: Int

  package init(
    total: Duration = .seconds(20), connect: Duration = .seconds(5), lookup: Duration = .seconds(3),
    conversations: Int = 64
  ) {
    self.total = total
    self.connect = connect
    self.lookup = lookup
    self.conversations = conversations
  }

  package static let usual = MailSendingLimits()
}
