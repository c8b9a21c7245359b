import Timekeeping
import Triage

/// Writes a page as one line on the server's own terminal: for trying things out, and as a last resort.
package struct Console: PagingChannel {
  package static let kind = "console"
  package let settings: ChannelSettings

  package init(settings: ChannelSettings) { self.settings = settings }

  package func request(
    for page: Page, links: PageLinks, now: Timestamp
  ) throws(ChannelProblem) -> ChannelRequest {
    let parts = [
      "\(now) PAGE \(page.recipientName)", "\(page.ticket) [\(page.priority)] \(page.title)", page.why,
      "acknowledge: \(links.acknowledge)",
    ]
    return .console(TerminalText.line(parts.joined(separator: " | ")))
  }
}
