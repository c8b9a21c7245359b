import OutboundHTTP
import PagingChannels
import Workflows

/// Turns a channel's request into real sockets or a line on the terminal.
struct PageSending {
  let client: OutboundClient

  var transport: PageTransport {
    PageTransport { [client] request in
      switch request {
      case .console(let line):
        Terminal.line(line)
        return .written
      case .http(let http):
        let headers = http.headers.map { OutboundHeader($0.name, $0.value) }
        let outgoing = OutboundRequest(method: http.method, url: http.url, headers: headers, body: http.body)
        _ = await client.send(outgoing); return .written
      }
    }
  }
}

extension PageTransport {
  /// For commands that never send: pages stay in the outbox until a server runs.
  static let none = PageTransport { _ in .failed(.refused, beforeSending: true) }
}
