import Testing
import TicketSources
import Timekeeping
import Triage

@Suite("Tables of tickets")
struct CSVImportTests {
  private func receive(
    _ text: String, type: String = "text/csv", fields: [(String, String)] = [], secret: String = Deliveries.secret
  ) -> Intake { receive(Array(text.utf8), type: type, fields: fields, secret: secret) }

  private func receive(
    _ bytes: [UInt8], type: String = "text/csv", fields: [(String, String)] = [], secret: String = Deliveries.secret
  ) -> Intake {
    var options = SourceOptions()
    options.fields = fields.map { FieldName(theirs: $0.0, ours: $0.1) }
    return CSVImport().receive(
      Deliveries.own(bytes, changing: ["content-type": type]),
      as: SourceSettings(secrets: [secret], options: options), at: Deliveries.now)
  }

  @Test("Columns are found by what help desks call them, in any order")
  func readsColumns() throws {
    let intake = receive(
      #"""
      Subject,Ticket ID,Description,Priority,Status,Tags,Requester Name,Requester Email,Company,Created at,Solved at,Agent,Ticket URL
      "Down, again",17,"Line 1
      Line ""2""",HIGH,Open,"a b,c",Casey,casey@example.com,Acme,2026-03-27 16:00:00 UTC,,Ada,https://d.example.com/17
      Old,18,,,Closed,,,,,2026-03-01,2026-03-02T10:00:00+01:00,,

      """#)
    let casey = Party(name: "Casey", address: "casey@example.com", organisation: "Acme")
    let at = try Timestamp(text: "2026-03-27T16:00:00Z")
    let end = try Timestamp(text: "2026-03-02T09:00:00Z")
    let old = ItemFacts(title: "Old", isClosed: true, status: "closed")
    #expect(
      intake.events == [
        SourceEvent(
          item: ItemKey("17"), what: .opened(ItemMessage(id: "body", text: "Line 1\nLine \"2\"")),
          facts: ItemFacts(
            title: "Down, again", tags: ["a", "b", "c"], priority: "high", customer: casey,
            url: "https://d.example.com/17", isClosed: false, status: "open", assignee: Party(name: "Ada")),
          version: SourceVersion(at), occurred: at, author: EventAuthor(casey, kind: .customer)),
        SourceEvent(
          item: ItemKey("18"), what: .opened(ItemMessage(id: "body", text: "")), facts: old,
          version: SourceVersion(end),
          occurred: try Timestamp(text: "2026-03-01T00:00:00Z"), author: EventAuthor(kind: .customer)),
        SourceEvent(
          item: ItemKey("18"), what: .closed(SourceClosing()), facts: old, version: SourceVersion(end), occurred: end,
          author: EventAuthor(kind: .customer)),
      ])
    #expect(
      intake.delivery?.notes == [
        "line 4: it is over already, so no ticket is opened for it",
        "assignees are not taken over: open tickets go to whoever is on shift",
      ])
  }

  @Test("Jira's columns and times are read, the id that people use first")
  func readsJira() throws {
    let intake = receive(
      """
      Summary,Issue key,Issue id,Status,Priority,Reporter,Created,Resolved
      Down,OPS-7,10007,To Do,High,Casey,21/Nov/26 3:04 PM,
      Old,OPS-8,10008,Done,Low,Kim,01/Feb/26 12:30 AM,2/Feb/26 12:05 PM
      """)
    #expect(intake.events.map(\.item.id) == ["OPS-7", "OPS-8", "OPS-8"])
    let times = try ["2026-11-21T15:04:00Z", "2026-02-01T00:30:00Z", "2026-02-02T12:05:00Z"].map { text in
      try Timestamp(text: text)
    }
    #expect(intake.events.compactMap(\.occurred) == times)
    #expect(intake.events.first?.facts.customer?.name == "Casey")
    #expect(intake.delivery?.notes.first == "columns that are not used: Issue id")
    let wrong = receive("id,title,created\n1,t,31/Feb/26 3:04 PM\n2,t,1/Feb/26 13:04 PM\n3,t,1/2/26 3:04 PM")
    #expect(wrong.delivery?.notes.count == 3 && wrong.events.count == 3)
  }

  @Test("Freshdesk's columns are read")
  func readsFreshdesk() throws {
    let intake = receive(
      """
      Ticket ID,Subject,Status,Priority,Created time,Closed time,Last update time,Full name,Email
      17,Down,Open,High,2026-03-27 16:00:00,,2026-03-28 08:00:00,Casey,casey@example.com
      """)
    let event = try #require(intake.events.first)
    let created = try Timestamp(text: "2026-03-27T16:00:00Z")
    let updated = try Timestamp(text: "2026-03-28T08:00:00Z")
    #expect(event.facts.customer == Party(name: "Casey", address: "casey@example.com"))
    #expect(event.occurred == created && event.version == SourceVersion(updated))
    #expect(intake.delivery?.notes == [])
  }

  @Test("States of other help desks are over, open, or told of")
  func states() {
    let intake = receive(
      "id,title,status\n1,a,Deleted\n2,b,On-hold\n3,c,Zombie\n4,d,zombie\n5,e,Waiting for customer\n")
    let over = intake.events.compactMap { if case .closed = $0.what { $0.item.id } else { nil } }
    #expect(over == ["1"])
    #expect(
      intake.delivery?.notes == [
        "line 2: it is over already, so no ticket is opened for it",
        "line 4: the status 'Zombie' is not known, so such tickets are open",
      ])
  }

  @Test("Rows that open nothing are named in one sentence, however many they are")
  func tellsWhatIsOver() {
    let notes = { (count: Int) in
      receive("id,title,status\n" + (1...count).map { "\($0),t,Solved\n" }.joined()).delivery?.notes
    }
    #expect(notes(2) == ["lines 2, 3: they are over already, so no tickets are opened for them"])
    let long = notes(300)?.first ?? ""
    #expect(long.hasPrefix("lines 2, 3, 4, ") && long.contains(", 21 and 280 more: they are over"), "\(long)")
  }

  @Test("Cells beyond the last column are told of, unless nothing stands in them")
  func reportsSurplus() {
    let intake = receive("id,title\n1,Down, again\n2,Up,,\n")
    #expect(intake.events.map(\.item.id) == ["1", "2"])
    #expect(
      intake.delivery?.notes == [
        "line 2: what stands beyond its last column is left out (1 cell); quote a cell that has a separator in it"
      ])
  }

  @Test("The settings map other names, and then no other column is that field")
  func mapsColumns() {
    let intake = receive(
      "Vorgang;Betreff;Title\n1;Kaputt;x\n", fields: [("vorgang", "id"), ("Betreff", "title")])
    #expect(intake.event?.title == "Kaputt")
    #expect(intake.delivery?.notes == ["columns that are not used: Title"])
  }

  @Test("The settings leave columns out with a name that is nothing of ours")
  func leavesColumnsOut() {
    let text = "Ticket ID,Subject,Name,Email\n1,One,Casey,casey@example.com\n"
    #expect(receive(text).events.first?.facts.customer?.name == "Casey")
    let intake = receive(text, fields: [("Name", "none"), ("Email", "None")])
    #expect(intake.events.count == 1 && intake.events.first?.facts.customer?.name == nil)
    #expect(intake.delivery?.notes == ["columns that are not used: Name, Email"])
  }

  @Test("Of columns that are the same field the first that is not empty counts, and that is told")
  func tellsSharedColumns() {
    let intake = receive("Ticket ID,Subject,Priority,Subject\n1,One,high,Two\n2,,low,Three\n")
    #expect(intake.events.map(\.facts.title) == ["One", "Three"])
    #expect(
      intake.delivery?.notes == [
        "the title stands in several columns: 'Subject' (column 2), 'Subject' (column 4); of each row the first that is "
          + "not empty counts"
      ])
  }

  @Test(
    "Separators, line ends, quotes and marks of all kinds are read",
    arguments: [
      "id,title\n1,t\n", "id,title\r\n1,t\r\n", "id,title\r1,t\r", "id;title\n1;t", "id\ttitle\n1\tt\n\n\n",
      "\u{FEFF}id,title\n1,t",
      "\"id\",\"title\"\n\"1\",\"t\"", "title,id,\nt,1,\n", "ID , Title \n 1 , t \n", "id,title\n\"1\",\"t\" \n",
    ])
  func readsForms(text: String) {
    #expect(receive(text).event.map { [$0.externalID, $0.title] } == ["1", "t"])
  }

  @Test("Every row that is no ticket is told of with its line, and the others are taken")
  func reportsRows() {
    let intake = receive(
      """
      id,title,created,other
      1,"two
      lines",yesterday,
      ,no id,,
      a b,bad id,,
      4,short
      1,again,,
      """)
    #expect(intake.events.map(\.item.id) == ["1", "4", "1"])
    #expect(
      intake.delivery?.notes == [
        "columns that are not used: other",
        "line 2: 'yesterday' is not a time, such as 2026-03-27T16:00:00Z; it is left out",
        "line 4: there is no id, so the row is left out",
        "line 5: the id 'a b' is not 1 to 128 characters of A-Z a-z 0-9 . _ : / # -, so the row is left out",
        "line 7: '1' was in line 2 already; both are one ticket, and of each thing the newer row holds, "
          + "its words as well",
      ])
  }

  @Test(
    "A file that is no table of tickets is refused with what to change",
    arguments: [
      ("", 422, "the file is empty"), ("id,title\n", 422, "no row is a ticket"),
      ("subject,body\nx,y", 422, "no column is the id: name one so, or map it"),
      ("id,title\n1,\"open", 400, "a quotation mark that begins in line 2 does not end"),
      ("id,title\n,x", 422, "no row is a ticket: line 2: there is no id"),
      (String(repeating: ",", count: 300), 422, "line 1 has more than 300 columns"),
      ("id,title\n" + String(repeating: "1,t\n", count: 5001), 413, "the file has 5001 rows: send at most 5000"),
    ])
  func refuses(text: String, status: Int, message: String) {
    let intake = receive(text)
    #expect(intake.status == status)
    #expect(intake.message.hasPrefix(message), "\(intake.message)")
  }

  @Test("Bytes that are not UTF-8, another type, and strangers are refused")
  func refusesBytes() {
    #expect(receive(Array("id,title\n1,".utf8) + [0xE9]).message.hasPrefix("the file is not UTF-8, line 2"))
    #expect(receive("id,title\n1,t", type: "text/plain").status == 415)
    #expect(receive("id,title\n1,t", type: "text/csv; charset=utf-8").event != nil)
    #expect(receive("id,title\n1,t", secret: "other").status == 401)
  }

  @Test("A table wrong throughout is not told line by line")
  func limitsNotes() {
    let rows = (1...300).map { "\($0),t,never" }.joined(separator: "\n")
    let notes = receive("id,title,created\n" + rows).delivery?.notes
    #expect(notes?.count == 201 && notes?.last == "and 100 more problems")
  }
}
