import Foundation
import ProviderExchange
import Scheduling
import Storage
import Testing
import TicketSources
import Timekeeping
import Workflows

/// Mail that answers what people were told by mail.
@Suite struct AnsweredNoticeTests {
  private static let ana = MemberID(unchecked: "ana")

  /// Ana is told by mail; Bo is a colleague.
  private func desk() async throws -> TestDesk {
    let test = try await ChannelTeam.desk("{ mail: ana@example.com }", colleagues: ["bo@example.com"])
    let notice = Notice(kind: "x", cause: "y", recipient: Self.ana, title: "Moved", text: "Text.", haste: .atOnce)
    try await test.desk.store.write { tx in _ = try tx.tell(notice, at: ChannelTeam.start.instant) }
    return test
  }

  /// Answers, so many seconds after the start, the mail that left last.
  private func answer(_ sender: String, _ second: Int, on test: TestDesk) async throws -> Int {
    try await test.live(until: try ChannelTeam.instant(second), messages: true)
    let sent = try #require(test.sent.mails.last)
    let mail =
      "From: \(sender)\r\nSubject: Re: Moved\r\nMessage-ID: <a\(second)@example.org>\r\n"
      + "In-Reply-To: <\(sent.messageID)>\r\n\r\nI cannot, see you.\r\n"
    let headers = ["content-type": "message/rfc822"]
    return try await test.perform(TakeDelivery(source: "email", headers: headers, body: Data(mail.utf8))).status
  }

  @Test(
    "Who answers a notice's mail opens no ticket and hears that nobody reads it, once; anybody else's mail opens one",
    arguments: ["cai@example.org", "bo@example.com"])
  func mailToNotice(other: String) async throws {
    let test = try await desk()
    #expect(try await answer("Ana@example.com", 1, on: test) == 200)
    #expect(try await answer("ana@example.com", 20, on: test) == 200)
    #expect(test.sent.mails.map(\.subject) == ["Moved", "Nobody reads your answer to a notice"])
    #expect(try await test.perform(ListTickets()).isEmpty)
    #expect(try await answer(other, 40, on: test) == 202 && test.sent.mails.count == 2)
    let told = try await test.perform(ListNotices(member: "ana")).map(\.kind)
    #expect(told.count { $0 == "answer-unread" } == 1, "\(told)")
  }

  @Test("Who answers a digest that also says that nobody reads answers hears it again")
  func digest() async throws {
    let test = try await desk()
    let notices = ["answer-unread", "x"].map { kind in
      Notice(kind: kind, cause: "z", recipient: Self.ana, title: "One of two", text: "Text.")
    }
    let digest = Message(
      id: "N-digest", recipient: Self.ana, recipientName: "Ana Ferrow", channel: "mail", address: "ana@example.com",
      title: "2 notices", content: .notices(notices), created: try ChannelTeam.instant(20).instant)
    try await test.live(until: try ChannelTeam.instant(19), messages: true)
    try await test.desk.store.write { tx in _ = try tx.enqueue(digest) }
    #expect(try await answer("ana@example.com", 30, on: test) == 200)
    #expect(test.sent.mails.map(\.subject) == ["Moved", "2 notices"])
    try await test.live(until: try ChannelTeam.instant(300), messages: true)
    #expect(test.sent.mails.last?.subject == "Nobody reads your answer to a notice")
  }
}
