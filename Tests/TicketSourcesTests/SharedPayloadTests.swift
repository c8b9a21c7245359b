import Foundation
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage

/// Every field of every event is compared with what stands in the payload, or the sample is ignored for a stated reason.
@Suite(
  "GitHub's real deliveries, read from beside the repository",
  .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
struct SharedPayloadTests {
  private func receive(_ file: String, _ options: SourceOptions = SourceOptions()) throws -> Intake {
    let event = String(file.prefix { $0 != "." })
    return GitHubIssues().receive(
      Deliveries.github(try SharedPayload("github/\(file)").bytes, event: event),
      as: SourceSettings(secrets: [Deliveries.secret], options: options), at: Deliveries.now)
  }

  private func facts(_ p: SharedPayload, _ item: String) -> ItemFacts {
    ItemFacts(
      title: p.text("\(item).title"),
      tags: (0..<p.count("\(item).labels")).compactMap { p.text("\(item).labels.\($0).name") },
      customer: Party(address: p.text("\(item).user.login")), url: p.text("\(item).html_url"),
      isClosed: p.text("\(item).state") == "closed", status: p.text("\(item).state"),
      assignee: p.text("\(item).assignee.login").map { Party(address: $0) }, channel: p.text("repository.full_name"))
  }

  private func id(_ p: SharedPayload, _ item: String) -> ItemKey {
    ItemKey(
      "\(p.text("repository.full_name") ?? "")#\(p.number("\(item).number") ?? 0)",
      threads: p.number("\(item).id").map { [ThreadKey.item("\(item)-\($0)")] } ?? [])
  }

  /// All of these were written by an owner of the repository, hence a colleague.
  private func author(_ p: SharedPayload, _ writer: String, association: String) -> EventAuthor {
    EventAuthor(
      Party(address: p.text("\(writer).login")), kind: .colleague,
      association: p.text("\(association).author_association"))
  }

  private func opening(_ p: SharedPayload, _ item: String) -> SourceEvent {
    SourceEvent(
      item: id(p, item),
      what: .opened(
        ItemMessage(
          id: "body", text: p.text("\(item).body") ?? "", format: .markdown, url: p.text("\(item).html_url"))),
      facts: facts(p, item), version: p.version("\(item).updated_at"), occurred: p.time("\(item).created_at"),
      author: author(p, "\(item).user", association: item))
  }

  /// The event a sample must give.
  private func expected(_ file: String, _ p: SharedPayload) -> SourceEvent? {
    switch file {
    case "issues.opened.json", "issues.opened.with-empty-body.json": return opening(p, "issue")
    case "discussion.created.json": return opening(p, "discussion")
    case "issues.labeled.json", "issues.reopened.json":
      return SourceEvent(
        item: id(p, "issue"), what: file == "issues.labeled.json" ? .changed : .reopened, facts: facts(p, "issue"),
        version: p.version("issue.updated_at", part: file == "issues.labeled.json" ? 0 : 2),
        occurred: p.time("issue.updated_at"), author: author(p, "sender", association: "issue"))
    case "issue_comment.created.json", "issue_comment.created.with-organization.json":
      return SourceEvent(
        item: id(p, "issue"),
        what: .message(
          ItemMessage(
            id: "comment-\(p.number("comment.id") ?? 0)", text: p.text("comment.body") ?? "", format: .markdown,
            url: p.text("comment.html_url"))),
        facts: facts(p, "issue"), version: p.version("issue.updated_at"), occurred: p.time("comment.created_at"),
        author: author(p, "comment.user", association: "comment"))
    default: return nil
    }
  }

  @Test("every sample gives exactly the event its payload tells", arguments: SharedPayload.names(in: "github"))
  func reads(file: String) throws {
    var options = SourceOptions()
    options.discussions = true
    let delivery = try #require(try receive(file, options).delivery)
    let payload = try SharedPayload("github/\(file)")
    #expect(delivery.events == [try #require(expected(file, payload), "a new sample: say what it must give")])
    #expect(delivery.id == Deliveries.deliveryID)
    #expect(delivery.notes.isEmpty && delivery.answer == nil)
  }

  @Test("a discussion is ignored unless the settings ask for it")
  func ignoresDiscussions() throws {
    #expect(try receive("discussion.created.json").note?.contains("`discussions: yes`") == true)
  }

  @Test("there are opened issues among them")
  func hasOpened() {
    #expect(SharedPayload.names(in: "github").filter { $0.hasPrefix("issues.opened") }.count >= 2)
  }

  @Test("The signature published by GitHub fits")
  func knowsPublishedVector() throws {
    let page = String(decoding: try SharedCases.data("\(SharedPayload.folder)/README.md"), as: UTF8.self)
    let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| GitHub (docs") })
    let quoted = row.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    try #require(quoted.count == 3)
    let delivery = Deliveries.github(
      Array(quoted[1].utf8), event: "ping", changing: ["x-hub-signature-256": quoted[2]])
    #expect(GitHubIssues().receive(delivery, secrets: [quoted[0]]).note != nil)
    #expect(GitHubIssues().receive(delivery, secrets: [quoted[0] + "."]).status == 401)
    for place in delivery.body.indices {
      var changed = Array(quoted[1].utf8)
      changed[place] ^= 1
      let forged = Deliveries.github(changed, event: "ping", changing: ["x-hub-signature-256": quoted[2]])
      #expect(GitHubIssues().receive(forged, secrets: [quoted[0]]).status == 401)
    }
  }
}
