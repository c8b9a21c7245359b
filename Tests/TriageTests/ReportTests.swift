import Scheduling
import Testing
import Timekeeping
import Triage

@Suite("Reports and contributions (E20–E23, C73, D13)")
struct ReportTests {
  private let ana = Desks.member("ana")
  private let ben = Desks.member("ben")

  @Test(
    "The median and the ninth tenth are values that somebody had",
    arguments: [
      ([], nil, nil), ([7], 7, 7), ([9, 1], 1, 9), ([5, 1, 3], 3, 5), (Array(1...10), 5, 9), (Array(1...11), 6, 10),
    ] as [([Int], Int?, Int?)])
  func spread(minutes: [Int], median: Int?, p90: Int?) {
    let spread = Spread(minutes.map { .minutes($0) })
    #expect(spread.median == median.map { .minutes($0) })
    #expect(spread.p90 == p90.map { .minutes($0) })
  }

  @Test(
    "Shares are rounded half away from zero, and of nothing there is none",
    arguments: [
      (0, 0, "–"), (1, 3, "33.3%"), (2, 3, "66.7%"), (1, 2000, "0.1%"), (5, 5, "100.0%"), (0, 7, "0.0%"),
    ])
  func share(part: Int, whole: Int, text: String) {
    #expect(Share(part, of: whole).text == text)
  }

  /// Opened Friday 16:00 in office hours 09:00–17:00, answered Monday at `answered`, resolved at 12:00.
  private func ticket(answered: String) throws -> ReportedTicket {
    let hours = OfficeHours(zone: .utc, weekly: try WeeklyHours(text: "mon-fri 09:00-17:00"))
    let uk = NamedCalendar(id: OfficeHoursID(unchecked: "uk"), calendar: try OfficeCalendar(hours, zone: .utc))
    var policy = try Desks.policy([Desks.level("desk")], hours: .named(uk.id), pageFrom: nil, due: "2 business hours")
    policy.queues[0].targets.append(ClockTarget(clock: .resolution, target: .businessHours(.hours(8))))
    var story = try Story([Desks.staffed("desk always: ana ben")], policy)
    story.calendars = [uk]
    try story.opens("2026-11-27 16:00")
    try story.does("2026-11-30 \(answered)") { try $0.reply($1, by: ana, text: "Which?") }
    try story.does("2026-11-30 11:00") { try $0.note($1, by: ben, text: "Seen that.") }
    let help = LinkedItem(id: "h1", url: "https://chat.example.com/1", kind: .help)
    try story.does("2026-11-30 11:00") { try $0.link($1, by: ben, to: help) }
    try story.does("2026-11-30 11:01") { try $0.link($1, by: ben, to: help) }
    try story.does("2026-11-30 11:02") { try $0.link($1, by: ben, to: LinkedItem(id: "talk", kind: .help)) }
    try story.does("2026-11-30 12:00") {
      try $0.resolve(
        $1, by: ana, TicketEnding(improvement: Improvement(kind: .docs, url: "https://docs.example.com", isDone: true)))
    }
    return ReportedTicket(
      history: TicketHistory(story.facts), clocks: story.ticket?.clocks ?? [], calendar: uk.calendar)
  }

  @Test("First response and resolution in calendar and in business time, with how often the promise was kept")
  func figures() throws {
    let tickets = [try ticket(answered: "09:30"), try ticket(answered: "10:30")]
    let span = try Desks.span("2026-11-23 00:00", "2026-12-01 00:00")
    let report = DeskReport(tickets, in: span, now: span.end)
    #expect(report.firstResponse.calendar.median == .hours(65) + .minutes(30))
    #expect(report.firstResponse.business.median == .minutes(90))
    #expect(report.firstResponse.business.p90 == .minutes(150))
    #expect(report.firstResponse.attainment.text == "50.0%")
    // What the customer took does not count: from the reply on the ticket was pending.
    #expect(report.resolution.business.median == .minutes(90))
    #expect(report.resolution.attainment.text == "100.0%")
    #expect(report.improvements.text == "100.0%")
    #expect(report.volume == [ChannelVolume(source: "mail", tickets: 2)])
    let later = DeskReport(tickets, in: try Desks.span("2026-12-01 00:00", "2026-12-08 00:00"), now: span.end)
    #expect(later.firstResponse.calendar.count == 0 && later.volume.isEmpty)
  }

  @Test("Of a source with channels the volume is that of each of them, too (C73)")
  func channels() throws {
    var tickets = try (0..<4).map { _ in try ticket(answered: "09:30") }
    for (index, channel) in ["#larch", "#elm", "#larch"].enumerated() { tickets[index].channel = channel }
    let span = try Desks.span("2026-11-23 00:00", "2026-12-01 00:00")
    let channels = [("#larch", 2), ("#elm", 1)].map { ChannelVolume.Channel(channel: $0, tickets: $1) }
    #expect(
      DeskReport(tickets, in: span, now: span.end).volume
        == [ChannelVolume(source: "mail", tickets: 4, channels: channels)])
  }

  @Test(
    "Where an acknowledgement counts it is the first response of all figures, promised or not",
    arguments: ["1 hour", nil] as [String?])
  func acknowledged(due: String?) throws {
    var policy = try Desks.policy([Desks.level("desk")], pageFrom: nil, due: due)
    policy.queues[0].acknowledgementCounts = true
    var answered = try Story([Desks.staffed("desk always: ana ben")], policy)
    try answered.opens("09:00")
    var seen = answered
    try answered.acknowledges("09:05", "ana")
    try answered.does("09:30") { try $0.reply($1, by: ana, text: "Which?") }
    try seen.acknowledges("09:15", "ana")
    let tickets = [answered, seen].map { story in
      var ticket = ReportedTicket(history: TicketHistory(story.facts), clocks: story.ticket?.clocks ?? [])
      ticket.acknowledgementCounts = true
      return ticket
    }
    let span = try Desks.span("2026-11-23 00:00", "2026-11-24 00:00")
    let figures = DeskReport(tickets, in: span, now: span.end).firstResponse
    #expect(figures.calendar == Spread([.minutes(5), .minutes(15)]))
    #expect(figures.attainment == (due == nil ? Share(0, of: 0) : Share(2, of: 2)))
  }

  @Test("Free words that a private ticket ended with are in no report; its queue's reasons are (E14)")
  func privateReasons() throws {
    var story = try Story([Desks.staffed("desk always: ana ben")], try Desks.policy([Desks.level("desk")]))
    try story.opens("09:00")
    try story.does("09:05") { try $0.close($1, by: ana, TicketEnding(reason: "Larch leaked a key")) }
    var ticket = ReportedTicket(history: TicketHistory(story.facts), clocks: [])
    let span = try Desks.span("2026-11-23 00:00", "2026-11-24 00:00")
    func reasons() -> [String] { DeskReport([ticket], in: span, now: span.end).reasons.map(\.reason) }
    #expect(reasons() == ["Larch leaked a key"])
    ticket.namedReasons = ["fixed"]
    #expect(reasons() == ["(private)"])
    ticket.namedReasons = ["Larch leaked a key"]
    #expect(reasons() == ["Larch leaked a key"])
  }

  @Test("A goal is of every wait for an answer, in time with somebody on shift (D31)")
  func goal() throws {
    var story = try Story([Desks.staffed("desk always: ana ben")], try Desks.policy([Desks.level("desk")]))
    try story.opens("16:50")
    try story.does("2026-11-24 09:05") { try $0.reply($1, by: ana, text: "Which?") }
    try story.hears("2026-11-24 10:00", "The left one.")
    try story.does("2026-11-24 10:30") { try $0.reply($1, by: ana, text: "Turn it.") }
    try story.hears("2026-11-24 11:00", "And then?")
    var ticket = ReportedTicket(history: TicketHistory(story.facts), clocks: [])
    let span = try Desks.span("2026-11-23 00:00", "2026-12-01 00:00")
    #expect(DeskReport([ticket], in: span, now: span.end).goal == nil)
    ticket.rules.goal = PlainDuration(.minutes(20))
    ticket.staffed = [
      try Desks.span("2026-11-23 09:00", "2026-11-23 17:00"), try Desks.span("2026-11-24 09:00", "2026-11-24 17:00"),
    ]
    let soon = try #require(DeskReport([ticket], in: span, now: try Desks.at("2026-11-24 11:10")).goal)
    #expect(soon.business == Spread([.minutes(15), .minutes(30)]))
    #expect(soon.calendar == Spread([.hours(16) + .minutes(15), .minutes(30)]))
    #expect(soon.attainment == Share(1, of: 2), "what waits for ten minutes is not decided")
    #expect(DeskReport([ticket], in: span, now: span.end).goal?.attainment == Share(1, of: 3))
    try story.does("2026-11-24 12:00") { try $0.resolve($1, by: ana, note: nil) }
    ticket.course = TicketHistory(story.facts).course
    let ended = DeskReport([ticket], in: span, now: span.end).goal?.attainment == Share(1, of: 3)
    #expect(ended, "nor is it kept in silence")
  }

  @Test("A wait that ended without a word stays one of the waits when its customer comes back with other words (D31)")
  func abandoned() throws {
    var story = try Story([Desks.staffed("desk always: ana ben")], try Desks.policy([Desks.level("desk")]))
    try story.opens("09:00")
    try story.does("09:05") { try $0.reply($1, by: ana, text: "Which?") }
    try story.hears("10:00", "The left one.")
    try story.does("10:30") { try $0.resolve($1, by: ana, note: nil) }
    try story.hears("11:00", "And now?")
    try story.does("11:10") { try $0.resolve($1, by: ana, note: nil) }
    let ticket = ReportedTicket(history: TicketHistory(story.facts), clocks: [])
    let day = try Desks.span("2026-11-23 00:00", "2026-11-24 00:00")
    let waits = ticket.waits(in: day, now: day.end).map { $0.time }
    let expected = try [("09:00", "09:05"), ("10:00", "10:30"), ("11:00", "11:10")].map {
      try Desks.span("2026-11-23 \($0)", "2026-11-23 \($1)")
    }
    #expect(waits.sorted { $0.start < $1.start } == expected)
  }

  @Test("Replies, notes and linked help count; the same help once, and none without a link (D13)")
  func contributions() throws {
    let span = try Desks.span("2026-11-23 00:00", "2026-12-01 00:00")
    let counted = CountContributions(in: span).count([try ticket(answered: "09:30").history])
    #expect(counted.map(\.member) == [ben, ana])
    #expect(counted.map(\.points) == [4, 2])
    let double = ContributionWeights(reply: 5, note: 0, linkedHelp: 1, weekend: 3)
    let weighed = CountContributions(in: span, weights: double).count([try ticket(answered: "09:30").history])
    #expect(weighed.map { "\($0.member) \($0.points)" } == ["ana 5", "ben 1"], "no weekend is among them")
    #expect(counted.map(\.linkedHelp) == [1, 0])
    #expect(counted.map(\.owned) == [0, 1])
    #expect(counted.map(\.resolved) == [0, 1])
    #expect(CountContributions(in: try Desks.span("2026-12-01 00:00", "2026-12-02 00:00")).count([]).isEmpty)
  }

  @Test(
    "What is filed elsewhere has the reference and not the customer; a slip is pointed out (A27, K11)",
    arguments: [
      ("It shows nothing after the update.", []), ("Kim Larkin says it shows nothing.", ["Kim Larkin", "Larkin"]),
      ("as LARKIN says", ["Larkin"]), ("Kim says so, and Larkins too", []),
      ("see larch.example.com/x", ["larch.example.com", "larch"]),
      (
        "mail kim@larch.example.com",
        [
          "kim@larch.example.com", "larch.example.com", "larch",
        ]
      ), ("a larchwood box", []), ("LARCH!", ["larch"]),
    ])
  func filing(words: String, told: [String]) {
    let secrets = FilingText.secrets(name: "Kim Larkin", address: "kim@larch.example.com", organisation: nil)
    let text = FilingText(title: "No picture", words: words, reference: "T-12", customer: secrets)
    #expect(text.body.hasSuffix("\n\nReference: T-12"))
    #expect(text.warnings == told.map { "the text says '\($0)', which tells who the customer is" })
    #expect(FilingText.secrets(name: nil, address: "kim@gmail.com", organisation: nil) == ["kim@gmail.com"])
    let own = FilingText.secrets(name: nil, address: "ana@müller.example", organisation: nil)
    #expect(FilingText(title: "Crash at Müller", words: words, reference: "T-12", customer: own).warnings.count == 1)
  }

  @Test(
    "Of a name of several words the last is looked for alone, too, but for what is short, a role or a colleague's (A27)",
    arguments: [
      ("Zedekiah Brown", "Brown"), ("Brown, Zedekiah", "Brown"), ("Mark O'Brien (Larch)", "O'Brien"), ("Prince", nil),
      ("Kim Do", nil), ("Birch Support", nil), ("Kim Ferrow", nil), ("kim.b@larch.info", nil),
    ] as [(String, String?)])
  func lastName(name: String, last: String?) {
    let secrets = FilingText.secrets(name: name, address: nil, organisation: nil, colleagues: ["Ana Ferrow"])
    #expect(secrets == [name, last].compactMap { $0 })
  }
}
