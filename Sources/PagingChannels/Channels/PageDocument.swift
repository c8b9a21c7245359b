import Scheduling
import Timekeeping
import Triage

/// What a receiver reads. Keys are written in alphabetical order, and nothing in it depends on when it is sent, so a
/// redelivery has the same bytes.
struct PageDocument: WebhookDocument {
  struct Fields: Encodable {
    var acknowledge: String
    var address: String
    var episode: Int
    var incident: String
    var page: String
    var priority: String
    var recipient: String
    var recipientName: String
    var round: Int
    var step: Int
    var team: String
    var ticket: String
    var ticketURL: String
    var title: String
    var why: String
  }

  let type = "page"
  let timestamp: String
  let data: Fields

  init(_ page: Page, _ links: PageLinks) {
    timestamp = page.created.description
    data = Fields(
      acknowledge: links.acknowledge, address: page.address, episode: page.episode, incident: page.incidentKey,
      page: page.id.text, priority: "\(page.priority)", recipient: "\(page.recipient)",
      recipientName: page.recipientName, round: page.round, step: page.step, team: "\(page.team)",
      ticket: "\(page.ticket)", ticketURL: links.ticket, title: page.title, why: page.why)
  }
}
