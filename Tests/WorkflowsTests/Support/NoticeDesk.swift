import Foundation
import PagingChannels
import ProviderExchange
import Testing
import Timekeeping
import Workflows

/// A team whose notices can be watched: Ana and Bo take turns of a week, Cy leads.
enum NoticeTeam {
  static let text = """
    team: alarm
    name: Alarm desk
    zone: Europe/London
    lead: cy
    members:
      - { id: ana, name: Ana Ferrow, hours: mon-fri 09:00-17:00, contacts: [{ pager: "http://one.example.com/ana" }, { pager: "http://two.example.com/ana" }] }
      - { id: bo, name: Bo Lindqvar, hours: mon-fri 09:00-17:00, contacts: [{ pager: "http://one.example.com/bo" }] }
      - { id: cy, name: Cy Morandel, hours: mon-fri 09:00-17:00, contacts: [{ pager: "http://one.example.com/cy" }] }
    duties:
      primary:
        name: Primary
        layers: [{ id: week, members: [ana, bo], every: 1 week, handoff: mon 09:00, from: 2026-11-16 }]
    weekly summary: never

    """

  static func files(_ rest: String = "", _ change: (String) -> String = { $0 }) -> [String: String] {
    ["alarm.yaml": change(text) + rest]
  }
}

/// One message as its receiver saw it.
struct SeenMessage: CustomStringConvertible {
  var id: String
  var type: String
  var to: String
  var url: String
  var kinds: [String]
  var title: String
  var text: String
  var onCall: [String]

  var description: String { "\(id) \(type) \(to) \(kinds) \(title)" }
}

extension TestDesk {
  /// Every message that left, in order.
  var messages: [SeenMessage] {
    get throws {
      try sent.all.compactMap { request in
        let object = try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
        guard let object, let type = object["type"] as? String, type != "page",
          let data = object["data"] as? [String: Any]
        else { return nil }
        let notices = data["notices"] as? [[String: Any]] ?? []
        let duties = data["duties"] as? [[String: Any]] ?? []
        let people = duties.flatMap { $0["onCall"] as? [[String: Any]] ?? [] }
        return SeenMessage(
          id: request.headers.first { $0.name == "webhook-id" }?.value ?? "", type: type,
          to: data["recipient"] as? String ?? "team", url: request.url,
          kinds: notices.compactMap { $0["kind"] as? String }, title: data["title"] as? String ?? "",
          text: notices.compactMap { $0["text"] as? String }.joined(separator: "\n"),
          onCall: people.compactMap { $0["member"] as? String })
      }
    }
  }

  /// What leaves until `instant` once `ticket` is private and every channel takes what it is sent.
  func said(afterHiding ticket: String, by member: String, until instant: String) async throws -> [String] {
    let before = sent.all.count
    try await perform(ActOnTicket(id: ticket, member: member, act: .visibility(isPrivate: true)))
    sent.respond { SentPages.documented($0) }
    try await live(until: instant, messages: true)
    return sent.all.dropFirst(before).map { String(decoding: $0.body, as: UTF8.self) }
  }

  func messages(to member: String) throws -> [SeenMessage] { try messages.filter { $0.to == member } }
}
