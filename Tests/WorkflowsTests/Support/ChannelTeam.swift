import Foundation
import PagingChannels
import ProviderExchange
import Testing
import TicketSources
import Timekeeping
import Triage
import Workflows

/// A team whose people keep their contacts on real channels, and what its tests ask of it.
enum ChannelTeam {
  static let start = "2026-11-16T12:00:00Z"
  static let key = "R0123456789abcdefghijklmnopqrstu"
  private static let queues = """
    priorities: [urgent, normal]
    queues: { all: { when: otherwise, office hours: always, page from: urgent, escalation: now, overflow: [primary] } }
    escalation: { now: [{ at: created, page: primary, acknowledge within: 5 minutes }] }

    """

  /// Ana's contacts, as the file writes them, and Bo's; who is a colleague in what comes by a source.
  static func desk(
    _ contacts: String, _ more: String = "", bo: String = #"{ pager: "http://one.example.com/bo" }"#,
    colleagues: [String]? = nil
  ) async throws -> TestDesk {
    let options = colleagues.map { colleagues in
      var options = SourceOptions()
      options.colleagues = colleagues
      return options
    }
    let channels: [(String, String, [String])] = [
      ("phone", "ntfy", []), ("pd", "pagerduty", [key]), ("slack", "slack", ["xoxb-1"]), ("mail", "email", []),
    ]
    let bindings = try channels.map { name, kind, secrets in
      let settings = ChannelSettings(
        name: name, secrets: secrets, origin: "watch.example.com", answersTo: "help@example.com")
      return ChannelBinding(
        name: name, channel: try AllPagingChannels.named(kind, settings: settings), isFallback: false)
    }
    return try await TestDesk(
      at: start,
      schedules: NoticeTeam.files(queues) { text in
        text.replacing(
          #"contacts: [{ pager: "http://one.example.com/ana" }, { pager: "http://two.example.com/ana" }]"#,
          with: "contacts: [\(contacts)]\(more)"
        ).replacing(#"contacts: [{ pager: "http://one.example.com/bo" }]"#, with: "contacts: [\(bo)]")
      }, answering: options, more: bindings)
  }

  static func open(_ test: TestDesk, _ title: String) async throws -> TicketRow {
    try await test.perform(OpenTicket(team: "alarm", title: title, priority: "urgent"))
  }

  static func bodies(_ test: TestDesk) throws -> [[String: Any]] {
    try test.sent.all.map { try #require(try JSONSerialization.jsonObject(with: Data($0.body)) as? [String: Any]) }
  }

  static func instant(_ seconds: Int) throws -> String {
    (try Timestamp(text: start) + .seconds(seconds)).description
  }
}
