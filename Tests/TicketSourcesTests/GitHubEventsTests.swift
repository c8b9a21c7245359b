import Testing
import TicketSources
import Timekeeping
import Triage

@Suite("What happens to an issue after it was opened")
struct GitHubEventsTests {
  private static let item = #"""
    "number":7,"title":"It broke","body":"Now","state":"closed","state_reason":"not_planned","created_at":"2026-03-01T10:00:00Z","updated_at":"2026-03-02T10:00:00Z",
    "closed_at":"2026-03-02T09:59:59Z","user":{"login":"mira-o","type":"User"},"author_association":"NONE","labels":[{"name":"bug"}]
    """#

  private func receive(
    _ action: String, more: String = "", item: String = Self.item, event: String = "issues",
    _ set: (inout SourceOptions) -> Void = { _ in }
  ) -> Intake {
    let body =
      #"{"action":"\#(action)","issue":{\#(item)},"sender":{"login":"zed","type":"User"}\#(more),"#
      + #""repository":{"full_name":"acme/pump"}}"#
    var options = SourceOptions()
    set(&options)
    return GitHubIssues().receive(
      Deliveries.github(Array(body.utf8), event: event),
      as: SourceSettings(secrets: [Deliveries.secret], options: options), at: Deliveries.now)
  }

  private func what(_ action: String, more: String = "") -> SourceHappening? {
    receive(action, more: more).events.first?.what
  }

  @Test("Each action becomes what it means")
  func reads() {
    #expect(what("closed") == .closed(SourceClosing(.notPlanned)))
    #expect(what("reopened") == .reopened)
    #expect(what("deleted") == .closed(SourceClosing(.deleted)))
    let moved = #","changes":{"new_issue":{"html_url":"https://github.example.com/acme/other/issues/3"}}"#
    #expect(
      what("transferred", more: moved)
        == .closed(SourceClosing(.moved, note: "https://github.example.com/acme/other/issues/3")))
    for action in ["labeled", "unlabeled", "assigned", "unassigned", "edited"] { #expect(what(action) == .changed) }
    #expect(
      what("edited", more: #","changes":{"body":{"from":"Old"}}"#)
        == .messageEdited(ItemMessage(id: "body", text: "Now", format: .markdown)))
  }

  @Test("A discussion that is transferred says where it goes on")
  func readsMovedDiscussion() {
    let body =
      #"{"action":"transferred","discussion":{\#(Self.item)},"sender":{"login":"zed","type":"User"},"#
      + #""changes":{"new_discussion":{"html_url":"https://github.example.com/acme/other/discussions/3"}},"#
      + #""repository":{"full_name":"acme/pump"}}"#
    var options = SourceOptions()
    options.discussions = true
    let intake = GitHubIssues().receive(
      Deliveries.github(Array(body.utf8), event: "discussion"),
      as: SourceSettings(secrets: [Deliveries.secret], options: options), at: Deliveries.now)
    let place = "https://github.example.com/acme/other/discussions/3"
    #expect(intake.events.first?.what == .closed(SourceClosing(.moved, note: place)))
  }

  @Test("An issue is known by its own number, too, which outlives its repository's name")
  func keepsNumber() {
    let item = receive("opened", item: Self.item + #","id":444"#).events.first?.item
    #expect(item == ItemKey("acme/pump#7", threads: [.item("issue-444")]))
  }

  @Test("Who acted is the sender, and what they are is said only where the payload says it")
  func knowsAuthors() {
    #expect(receive("closed").events.first?.author == EventAuthor(Party(address: "zed"), kind: .unknown))
    let colleague = receive("closed") { $0.colleagues = ["ZED"] }
    #expect(colleague.events.first?.author.kind == .colleague)
    #expect(
      receive("opened").events.first?.author
        == EventAuthor(Party(address: "mira-o"), kind: .customer, association: "NONE"))
    let bot = receive("opened", item: Self.item.replacing(#""type":"User""#, with: #""type":"Bot""#))
    #expect(bot.events.first?.author.kind == .automation)
  }

  @Test("Comments are made, changed and deleted under one id")
  func readsComments() {
    let comment =
      #","comment":{"id":5,"body":"Hi","user":{"login":"mira-o"},"author_association":"NONE","#
      + #""created_at":"2026-03-03T10:00:00Z","updated_at":"2026-03-04T10:00:00Z"}"#
    func read(_ action: String, _ set: (inout SourceOptions) -> Void = { _ in }) -> Intake {
      receive(action, more: comment, event: "issue_comment", set)
    }
    let message = ItemMessage(id: "comment-5", text: "Hi", format: .markdown)
    #expect(read("created").events.first?.what == .message(message))
    #expect(read("edited").events.first?.what == .messageEdited(message))
    #expect(read("deleted").events.first?.what == .messageDeleted(id: "comment-5"))
    #expect(read("created").events.first?.occurred == (try? Timestamp(text: "2026-03-03T10:00:00Z")))
    #expect(read("edited").events.first?.version == (try? SourceVersion(Timestamp(text: "2026-03-04T10:00:00Z"))))
    #expect(read("created") { $0.ourselves = ["Mira-O"] }.note == "a comment of our own")
    #expect(receive("created", event: "issue_comment").status == 422)
  }

  @Test("A comment on a pull request is not ours")
  func ignoresPullRequests() {
    let item = Self.item + #","pull_request":{"url":"x"}"#
    #expect(receive("opened", item: item).note == "a pull request is not a ticket")
  }

  @Test("With labels set, an issue is ours from the moment it gets one until it is closed")
  func takesLabels() {
    let take: (inout SourceOptions) -> Void = { $0.labels = ["Support"] }
    #expect(receive("opened", take).note == "acme/pump#7 has none of the labels this source takes: Support")
    let labeled = receive("labeled", more: #","label":{"name":"support"}"#, take)
    #expect(
      labeled.events.first?.what == .opened(ItemMessage(id: "body", text: "Now", format: .markdown)))
    #expect(receive("unlabeled", more: #","label":{"name":"support"}"#, take).events.first?.what == .changed)
    #expect(receive("unlabeled", more: #","label":{"name":"support"}"#, take).events.first?.onlyIfKnown == nil)
    let edited = receive("edited", take).events.first
    #expect(edited?.onlyIfKnown == "acme/pump#7 has none of the labels this source takes: Support")
  }

  @Test("A field of another shape is left out, and the issue is taken")
  func isLenient() throws {
    let item =
      #""number":8,"title":"t","labels":[{"name":1},{"name":"ok"},3],"user":"me","html_url":5,"updated_at":"soon""#
    let event = try #require(receive("opened", item: item).events.first)
    #expect(event.facts == ItemFacts(title: "t", tags: ["ok"], channel: "acme/pump"))
    #expect(event.version == nil && event.author == EventAuthor())
  }
}
