import ProviderExchange
import Scheduling
import Timekeeping
import Triage

/// Writes a page as one line, and a message as a few, on the server's own terminal: for trying things out, and as a last resort.
package struct Console: PagingChannel {
  package static let kind = "console"
  package let settings: ChannelSettings

  package init(settings: ChannelSettings) { self.settings = settings }

  package var reachesAnybody: Bool { true }

  package func request(
    for page: Page, links: PageLinks, now: Timestamp
  ) throws(ChannelProblem) -> ProviderRequest {
    let parts = [
      "\(now) PAGE \(page.recipientName)", "\(page.ticket) [\(page.priority)] \(page.title)", page.why,
      "acknowledge: \(links.acknowledge)",
    ]
    let all = parts + PageWords.delay([page], now: now)
    return .console(SteeringSigns.blanked(all.joined(separator: " | ")))
  }

  package func request(for message: Message, now: Timestamp) throws(ChannelProblem) -> ProviderRequest {
    let head = "\(now) \(Self.word(message)) \(message.recipientName) | \(message.title)"
    let lines = [head] + MessageWords.details(message).flatMap { $0.split(separator: "\n") }.map { "  \($0)" }
    return .console(lines.map(SteeringSigns.blanked).joined(separator: "\n"))
  }

  private static func word(_ message: Message) -> String {
    switch message.content {
    case .notices: "NOTICE"
    case .shiftChange: "CHANGE"
    case .onCall: "ON CALL"
    case .handoff: "HANDOFF"
    case .incident: "INCIDENT"
    case .test: "TEST"
    }
  }
}
