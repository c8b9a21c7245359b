import Foundation
import TestSupport
import TicketSources
import Triage
import Testing

@Suite("Real deliveries, read from beside the repository")
struct SharedPayloadTests {
  private static let folder = "cases/webhook-payloads"

  /// Payloads of GitHub with the event that their names begin with.
  static let payloads: [String] = {
    let path = SharedCases.url("\(folder)/github").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }()

  private func text(_ value: Any?) -> String? { value as? String }

  @Test(
    "Each payload is taken or noted, and every field of a ticket comes from it",
    .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"), arguments: payloads)
  func readsPayloads(file: String) throws {
    let data = try SharedCases.data("\(Self.folder)/github/\(file)")
    let event = String(file.prefix { $0 != "." })
    let intake = GitHubIssues().receive(Deliveries.github(Array(data), event: event), secrets: [Deliveries.secret])
    let payload = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    guard event == "issues", text(payload["action"]) == "opened" else {
      #expect(intake.note?.isEmpty == false)
      return
    }
    let issue = try #require(payload["issue"] as? [String: Any])
    let repository = try #require(payload["repository"] as? [String: Any])
    let ticket = try #require(intake.event)
    #expect(ticket.externalID == "\(text(repository["full_name"]) ?? "")#\(issue["number"] as? Int ?? 0)")
    #expect(ticket.title == text(issue["title"]))
    #expect(ticket.body == text(issue["body"]) ?? "")
    #expect(ticket.requester == text((issue["user"] as? [String: Any])?["login"]))
    #expect(ticket.url == text(issue["html_url"]))
    #expect(ticket.tags == (issue["labels"] as? [[String: Any]])?.compactMap { text($0["name"]) })
    #expect(ticket.priority == nil)
    #expect(intake.deliveryID == Deliveries.deliveryID)
  }

  @Test("There are opened issues among them", .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func hasOpened() {
    #expect(Self.payloads.filter { $0.hasPrefix("issues.opened") }.count >= 2)
  }

  @Test("The signature published by GitHub fits", .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func knowsPublishedVector() throws {
    let page = String(decoding: try SharedCases.data("\(Self.folder)/README.md"), as: UTF8.self)
    let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| GitHub (docs") })
    let quoted = row.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    try #require(quoted.count == 3)
    let delivery = Deliveries.github(
      Array(quoted[1].utf8), event: "ping", changing: ["x-hub-signature-256": quoted[2]])
    #expect(GitHubIssues().receive(delivery, secrets: [quoted[0]]).note != nil)
    #expect(GitHubIssues().receive(delivery, secrets: [quoted[0] + "."]).status == 401)
  }
}
