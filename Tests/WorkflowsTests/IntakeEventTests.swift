import Foundation
import Testing
import Timekeeping
import Triage
import Workflows

/// What becomes of events at the door: tickets that open, go on, or stay as they are.
@Suite struct IntakeEventTests {
  private func desk() async throws -> TestDesk {
    try await TestDesk(at: "2026-11-24T10:00:00Z", schedules: ["alarm.yaml": SmallTeam.text])
  }

  private func take(_ text: String, from source: String, _ type: String, on test: TestDesk) async throws
    -> TakeDelivery.Reply
  {
    try await test.perform(TakeDelivery(source: source, headers: ["content-type": type], body: Data(text.utf8)))
  }

  private func mail(_ headers: String, on test: TestDesk) async throws -> TakeDelivery.Reply {
    try await take("From: casey@example.com\n\(headers)\n\nHello", from: "email", "message/rfc822", on: test)
  }

  @Test("A piped mail is a ticket with an owner; its answer, a copy and a bounce are no further ones")
  func mail() async throws {
    let test = try await desk()
    let first = try await mail("Subject: Down\nMessage-ID: <a@example.com>", on: test)
    #expect(first.status == 202 && first.answer.ticket == "T-1" && first.answer.owner != nil)
    let reply = try await mail(
      "Subject: Re: Down\nMessage-ID: <b@example.com>\nReferences: <a@example.com>", on: test)
    #expect(reply.status == 202 && reply.answer.ticket == "T-1")
    let copy = try await mail("Subject: Down\nX-Way: other\nMessage-ID: <a@example.com>", on: test)
    #expect(copy.answer.ticket == "T-1")
    let away = try await mail("Subject: Away\nAuto-Submitted: auto-replied", on: test)
    #expect(away.status == 200 && away.answer.ticket == nil && away.answer.note != nil)
    let rows = try await test.perform(ListTickets(all: true))
    #expect(rows.map(\.title) == ["Down"])
  }

  @Test("Of a table, what is over opens nothing, and every row that is no ticket is told of")
  func table() async throws {
    let test = try await desk()
    let reply = try await take(
      "id,subject,status\n1,One,open\n2,Two,solved\n,Three,open\n4,Four,new\n", from: "csv", "text/csv", on: test)
    #expect(reply.status == 202 && reply.answer.ticket == "T-1" && reply.answer.tickets == ["T-1", "T-2"])
    #expect(
      reply.answer.notes == [
        "line 4: there is no id, so the row is left out", "line 3: it is over already, so no ticket is opened for it",
      ])
    #expect(try await test.perform(ListTickets(all: true)).map(\.title).sorted() == ["Four", "One"])
  }

  @Test("Each ticket of a delivery is named once in its answer, also when it comes again")
  func several() async throws {
    let test = try await desk()
    let table = "id,subject\n1,One\n2,Two\n3,Three\n"
    let reply = try await take(table, from: "csv", "text/csv", on: test)
    let again = try await take(table, from: "csv", "text/csv", on: test)
    #expect(reply.answer.tickets == ["T-1", "T-2", "T-3"] && again.answer == reply.answer)
    #expect(try await take("id,subject\n1,Once\n", from: "csv", "text/csv", on: test).answer.tickets == nil)
  }

  @Test("When a row's ticket was written is shown with its words, and its clocks count from when it came")
  func created() async throws {
    let test = try await desk()
    let came = test.clock.wall.now()
    let reply = try await take(
      "id,subject,description,created at\n1,One,Dark,2026-03-27 16:00\n2,Two,Dim,\n", from: "csv", "text/csv", on: test)
    #expect(reply.answer.tickets == ["T-1", "T-2"])
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    let words = try #require(shown.messages?.first)
    #expect(words.written == "2026-03-27T16:00:00Z".instant && words.at == came && shown.ticket.created == came)
    let others = try #require(try await test.perform(ShowTicket(id: "T-2")).messages?.first)
    #expect(others.written == nil)
  }

  @Test("A priority that the team does not have is told of, and counts as none")
  func unknownPriority() async throws {
    let test = try await desk()
    let reply = try await take(
      "id,subject,priority\n1,One,Urgent\n2,Two,urgant\n3,Three,\n", from: "csv", "text/csv", on: test)
    #expect(
      reply.answer.notes == [
        "2: there is no priority 'urgant', so it is as if there were none: did you mean 'urgent'?"
      ])
    #expect(try await test.perform(ListTickets(all: true)).map(\.title).sorted() == ["One", "Three", "Two"])
  }

  @Test("Of several events each item that came to no ticket is named, with why")
  func left() async throws {
    let test = try await desk()
    let events = [
      #"{"id":"a","title":"One"}"#, #"{"id":"b","event":"message","body":"no such"}"#, #"{"id":"c","event":"changed"}"#,
      #"{"id":"a","event":"message","body":"more"}"#,
    ]
    let body = "{\"events\":[\(events.joined(separator: ","))]}"
    let reply = try await take(body, from: "json", "application/json", on: test)
    let opensNothing = "there is no ticket of that item here, and nothing that opens one"
    #expect(reply.status == 202 && reply.answer.ticket == "T-1")
    #expect(reply.answer.notes == ["b: \(opensNothing)", "c: \(opensNothing)"])
    #expect(try await take(events[1], from: "json", "application/json", on: test).answer.note == opensNothing)
  }

  /// A second after whatever was before.
  @discardableResult
  private func says(_ body: String, on test: TestDesk) async throws -> IntakeReply {
    test.clock.set(test.clock.wall.now() + .seconds(1))
    return try await take(body, from: "json", "application/json", on: test).answer
  }

  @Test("What has a time days ahead of ours counts as of when it came, with a note; a few hours are believed")
  func ahead() async throws {
    let test = try await desk()
    func priority() async throws -> String { try await test.perform(ShowTicket(id: "T-1")).ticket.priority }
    try await says(#"{"id":"a","title":"Dark"}"#, on: test)
    let wrong = #"{"event":"changed","id":"a","priority":"urgent","at":"9999-12-31T23:59:59Z"}"#
    let note =
      "a: its time 9999-12-31T23:59:59Z is more than two days ahead of ours, so it counts as of when it came"
    #expect(try await says(wrong, on: test).notes == [note])
    #expect(try await priority() == "urgent")
    let right = #"{"event":"changed","id":"a","priority":"normal","at":"2026-11-24T10:00:02Z"}"#
    #expect(try await says(right, on: test).notes == nil)
    #expect(try await priority() == "normal")
    let near = #"{"event":"changed","id":"a","priority":"urgent","at":"2026-11-25T10:00:00Z"}"#
    #expect(try await says(near, on: test).notes == nil)
    try await says(#"{"event":"changed","id":"a","priority":"normal","at":"2026-11-25T09:00:00Z"}"#, on: test)
    #expect(try await priority() == "urgent", "the sender's clock orders its words")
  }

  @Test("An end told of with a time in another century is no end for ever")
  func endedAhead() async throws {
    let test = try await desk()
    try await says(#"{"id":"a","title":"Dark"}"#, on: test)
    #expect(try await says(#"{"event":"closed","id":"a","at":"9999-12-31T23:59:59Z"}"#, on: test).state == "resolved")
    let again = #"{"event":"reopened","id":"a","at":"2026-11-24T10:00:04Z"}"#
    #expect(try await says(again, on: test).state == "open")
  }

  @Test("Files are shown with the message they came with, the first one too, and one of files alone says so")
  func attachments() async throws {
    let test = try await desk()
    let file = #"[{"name":"photo.jpg","type":"image/jpeg","size":1234,"url":"https://files.example.com/photo.jpg"}]"#
    try await says(#"{"id":"a","title":"Broken","body":"see photo","attachments":\#(file)}"#, on: test)
    try await says(#"{"event":"message","id":"a","message":"m2","body":"","attachments":\#(file)}"#, on: test)
    let shown = try await test.perform(ShowTicket(id: "T-1"))
    let photo = MessageAttachment(
      name: "photo.jpg", type: "image/jpeg", size: 1234, url: "https://files.example.com/photo.jpg")
    #expect(shown.messages?.map(\.text) == ["see photo", "sent photo.jpg"])
    #expect(shown.messages?.map(\.attachments) == [[photo], [photo]])
  }

  @Test("A challenge is answered word for word")
  func challenge() async throws {
    let test = try await desk()
    let body = Array(#"{"type":"url_verification","challenge":"3eZbrw"}"#.utf8)
    let time = test.clock.wall.now().seconds
    let signature = test.slackSignature(of: body, at: time)
    let headers = [
      ("content-type", "application/json"), ("x-slack-request-timestamp", "\(time)"), ("x-slack-signature", signature),
    ]
    let delivery = Delivery(headers: headers.map { (name: $0.0, value: $0.1) }, body: body)
    let answer = try await test.desk.receive(delivery, from: "slack")
    #expect(answer.status == 200 && answer.contentType == "text/plain; charset=utf-8")
    #expect(String(decoding: answer.body, as: UTF8.self) == "3eZbrw")
  }

  @Test("A delivery from this machine shows no secret, and one from elsewhere still has to")
  func local() async throws {
    let test = try await desk()
    let body = #"{"id":"a","title":"t"}"#
    #expect(try await take(body, from: "json", "application/json", on: test).status == 202)
    let stranger = Delivery(headers: [(name: "content-type", value: "application/json")], body: Array(body.utf8))
    #expect(try await test.desk.receive(stranger, from: "json").status == 401)
    #expect(
      try await take(body, from: "jsno", "application/json", on: test).answer.error?.contains("'/intake/json'") == true)
    #expect(try await take("{}", from: "github", "application/json", on: test).status == 401)
  }
}
