import OutboundHTTP
import OutboundMail
import PagingChannels
import ProviderExchange
import Workflows

/// Turns a channel's request into real sockets or a line on the terminal.
struct PageSending {
  let client: OutboundClient
  /// Nil where the settings name no mail server.
  let mail: MailSender?

  var transport: PageTransport {
    PageTransport { [client, mail] request in
      switch request {
      case .console(let line):
        Terminal.line(line)
        return .written
      case .http(let http):
        let headers = http.headers.map { OutboundHeader($0.name, $0.value) }
        let outgoing = OutboundRequest(method: http.method, url: http.url, headers: headers, body: http.body)
        return Self.response(await client.send(outgoing))
      case .mail(let message):
        guard let mail else { return .failed(.blocked(Self.noMail), beforeSending: true) }
        return await mail.send(message)
      }
    }
  }
}

extension PageSending {
  private static let noMail =
    "the settings name no mail server. help: write `mail: { server: …, from: … }` into watchbill.yaml"

  /// Refuses what is new, and ends what is on its way.
  func shutdown() async {
    mail?.shutdown()
    await client.shutdown()
  }

  /// The guard's client and the channels speak of the same things in words of their own: neither knows the other.
  static func response(_ result: OutboundResult) -> ProviderResponse {
    switch result {
    case .answered(let answer):
      let headers = answer.headers.map { ProviderHeader($0.name, $0.value) }
      return .http(status: answer.status, headers: headers, body: answer.body)
    case .failed(let failure, let beforeSending):
      return .failed(reason(failure), beforeSending: beforeSending)
    }
  }

  private static func reason(_ failure: OutboundFailure) -> NetworkFailure {
    switch failure {
    case .blocked(let why): .blocked(why)
    case .dns: .dns
    case .refused: .refused
    case .unreachable: .unreachable
    case .timedOut: .timedOut
    case .reset: .reset
    case .tls: .tls
    case .malformed: .malformed
    case .cancelled: .cancelled
    case .other: .other
    }
  }
}

extension PageTransport {
  /// For commands that never send: pages stay in the outbox until a server runs.
  static let none = PageTransport { _ in .failed(.refused, beforeSending: true) }
}
