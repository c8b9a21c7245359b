import Foundation
import Logging
import MailMessages
import OutboundHTTP
import ProviderExchange
import Synchronization

/// Hands mails to the server of the settings, and to no other: one conversation (SMTP, through libcurl) for each mail.
///
/// A conversation blocks, so it has a thread of its own; the callers' tasks only wait. What a server says in words is
/// neither kept nor logged, and neither is a password (reliability S48).
package final class MailSender: Sendable {
  private let relay: MailRelay
  private let urlGuard: URLGuard
  private let limits: MailSendingLimits
  private let lookup: NameLookup
  private let logger: Logger
  private let state = Mutex(State())

  private struct State {
    var conversations = 0
    var isShutDown = false
  }

  /// - Parameter guarding: lists the loopback and private addresses that may be reached, as for requests.
  package init(
    _ relay: MailRelay, guarding urlGuard: URLGuard, limits: MailSendingLimits = .usual,
    lookup: @escaping NameLookup = SystemNames.addresses, logger: Logger = Logger(label: "watchbill.mail")
  ) {
    self.relay = relay
    self.urlGuard = urlGuard
    self.limits = limits
    self.lookup = lookup
    self.logger = logger
  }

  /// Sends `mail` once, to all of its recipients or to none, and waits for the server's last word.
  package func send(_ mail: OutgoingMail) async -> ProviderResponse {
    let bytes: [UInt8]
    do {
      bytes = try MailComposer.compose(mail, from: relay.sender)
    } catch {
      return .failed(.blocked("\(error)"), beforeSending: true)
    }
    do {
      let addresses = try await serverAddresses()
      guard !addresses.isEmpty else { return .failed(.dns, beforeSending: true) }
      let envelope = MailEnvelope(
        sender: (mail.from ?? relay.sender).address, recipients: (mail.to + mail.cc).map(\.address), bytes: bytes)
      return await converse(envelope, at: addresses)
    } catch {
      logger.debug("\(error)")
      return .failed(.blocked("\(error)"), beforeSending: true)
    }
  }

  /// Ends the conversations that are on their way (what became of those mails is then unknown) and takes no new ones.
  package func shutdown() { state.withLock { $0.isShutDown = true } }

  /// The addresses of the server, each of them one that may be reached; the list is empty where nobody knows any.
  private func serverAddresses() async throws(URLProblem) -> [IPAddress] {
    let bracketed = relay.host.contains(":") ? "[\(relay.host)]" : relay.host
    // The guard reads addresses of the web; of this one only host and port mean anything.
    let url = try OutboundURL("http://\(bracketed):\(relay.port)")
    let addresses: [IPAddress]
    switch url.host {
    case .address(let address): addresses = [address]
    case .name(let name): addresses = await lookup(name, limits.lookup) ?? []
    }
    try urlGuard.check(addresses, of: url)
    return addresses
  }

  private func converse(_ envelope: MailEnvelope, at addresses: [IPAddress]) async -> ProviderResponse {
    let isFree = state.withLock { state in
      guard !state.isShutDown, state.conversations < limits.conversations else { return false }
      state.conversations += 1
      return true
    }
    guard isFree else { return .failed(.cancelled, beforeSending: true) }
    let conversation = SMTPConversation(relay: relay, addresses: addresses, limits: limits) { [self] in
      state.withLock { $0.isShutDown }
    }
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread { [self] in
        let response = conversation.run(envelope)
        state.withLock { $0.conversations -= 1 }
        continuation.resume(returning: response)
      }
    }
  }
}

/// What the server is told besides the mail itself.
struct MailEnvelope: Sendable {
  var sender: String
  var recipients: [String]
  var bytes: [UInt8]
}
