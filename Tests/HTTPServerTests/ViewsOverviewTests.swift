import Scheduling
import Testing
import Timekeeping

@testable import HTTPServer
@testable import Workflows

@Suite("The view at /")
struct ViewsOverviewTests {
  private let samples = ViewsSamples()

  private func page(_ overview: Overview) -> ViewsMarkup { ViewsMarkup(OverviewView.html(overview)) }

  private func planned() throws -> [Leave] {
    let day = try #require(Interval(samples.now + .hours(24), samples.now + .hours(48)))
    return [Leave(id: "L-1", member: MemberID(unchecked: "ana"), interval: day, kind: .planned)]
  }

  @Test("Tags balance and every tag and attribute is one of ours")
  func balances() throws {
    let tickets = [try samples.ticket("T-1", due: samples.now - .hours(2)), try samples.ticket("T-2", owner: nil)]
    let page = page(try samples.overview(leave: try planned(), tickets: tickets, teams: 2))
    #expect(page.findings == [])
    #expect(page.all("main").count == 1 && page.all("h1").count == 1 && page.all("h2").count == 2)
    #expect(page.all("link").map { $0.attributes["href"] } == ["/style.css"])
    #expect(page.all("nav").count == 1)
  }

  @Test("Ids are unique and every link within the view leads to one")
  func links() throws {
    let page = page(try samples.overview(teams: 3))
    let ids = page.values(of: "id")
    #expect(Set(ids).count == ids.count)
    let within = page.values(of: "href").filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
    #expect(within.count == 4 && within.allSatisfy(ids.contains))
    #expect(page.values(of: "aria-labelledby").allSatisfy(ids.contains))
  }

  @Test("A team's name that is wider than a phone breaks in the bar, as it does everywhere else")
  func longNames() throws {
    let rule = try #require(StyleSheet.css.firstMatch(of: #/\.jump \{([^}]*)\}/#)).1
    #expect(rule.contains("min-width: 0;") && rule.contains("overflow-wrap: anywhere;"), "\(rule)")
  }

  @Test("Who is on, until when, and who is next, on the team's wall with its zone named")
  func duties() throws {
    let text = page(try samples.overview()).text
    #expect(text.contains("Times in Europe/London (UTC+00:00)"))
    #expect(text.contains("Cleo Marsh") && text.contains("until today 12:00"))
    #expect(text.contains("in 2 h"))
    #expect(text.contains("tomorrow 09:00"))
  }

  @Test("All who come next at one instant are named")
  func severalNext() throws {
    let noon = try #require(Interval(samples.now + .hours(2), samples.now + .hours(6)))
    let beside = Override(
      id: "o1", team: TeamID(unchecked: "field"), duty: DutyID(unchecked: "desk"), interval: noon,
      change: .add(MemberID(unchecked: "bo")), by: "lead")
    let page = page(try samples.overview(overrides: [beside]))
    let orders = ["Dami Adeyo and Bo Lind", "Bo Lind and Dami Adeyo"]
    #expect(page.findings == [])
    #expect(orders.contains { page.text.contains("Next \($0) from today 12:00") }, "\(page.text)")
  }

  /// Esme beside whoever has the duty Primary.
  private func beside(from: Timestamp, to: Timestamp) throws -> Override {
    Override(
      id: "o1", team: TeamID(unchecked: "field"), duty: DutyID(unchecked: "primary"),
      interval: try #require(Interval(from, to)), change: .add(MemberID(unchecked: "esme")), by: "lead")
  }

  @Test("Where one of two goes the card says who stays and until when, before who is next")
  func stays() throws {
    let esme = try beside(from: samples.now - .hours(2), to: samples.now + .hours(8))
    let page = page(try samples.overview(overrides: [esme]))
    #expect(page.findings == [])
    #expect(page.text.contains("until today 18:00") && page.text.contains("Bo Lind stays until tomorrow 09:00"))
    #expect(page.text.contains("Next Ana Brook from tomorrow 09:00"), "\(page.text)")
  }

  @Test("Nobody is planned next only where nobody stays, either")
  func staysAlone() throws {
    // From Wednesday on Ana has the duty until the sample's end.
    let (thursday, day) = (samples.now + .hours(48), samples.now + .hours(72))
    let timeline = try samples.timeline(overrides: [try beside(from: thursday, to: day)])
    var overview = try samples.overview()
    let answer = timeline.who(DutyID(unchecked: "primary"), at: thursday)
    overview.teams[0].answers = [DutyAnswer(answer, timeline: timeline)]
    let together = page(overview).text
    #expect(together.contains("Ana Brook stays") && !together.contains("Nobody is planned next"), "\(together)")
    overview.teams[0].answers = [DutyAnswer(timeline.who(answer.asked, at: day), timeline: timeline)]
    #expect(page(overview).text.contains("Nobody is planned next."))
  }

  @Test("Each duty's reason has a name of its own for who cannot see the card that it stands in")
  func namesOfReasons() throws {
    let names = page(try samples.overview()).all("summary").compactMap { $0.attributes["aria-label"] }
    #expect(names.first == "Why Desk: Cleo Marsh", "\(names)")
    #expect(names.count == 2 && names.last?.hasPrefix("Why Primary: ") == true, "\(names)")
  }

  @Test("Shifts that anybody may take stand under who is on, each with the command that takes it; without any, nothing")
  func offers() throws {
    var overview = try samples.overview()
    #expect(!page(overview).text.contains("Shifts to take"))
    let time = try #require(Interval(samples.now + .hours(24), samples.now + .hours(30)))
    overview.teams[0].offers = [
      Overview.Offer(id: "S-3", dutyTitle: "Desk", holder: "Bo <Lindqvar>", interval: time, reason: "flu & fever")
    ]
    let shown = page(overview)
    #expect(shown.findings == [])
    #expect(shown.text.contains("Desk of Bo <Lindqvar>, tomorrow"), "\(shown.text)")
    #expect(shown.text.contains(": flu & fever. Take it: watchbill cover accept S-3 --as ID"))
  }

  @Test("The grid has seven days, and today is marked in words and with a class")
  func grid() throws {
    let page = page(try samples.overview())
    let heads = page.all("th").filter { $0.attributes["scope"] == "col" && $0.attributes["class"] != nil }
    #expect(heads.count == 14, "this week and the next")
    #expect(heads.prefix(7).map { $0.attributes["class"]?.contains("today") } == [0, 1, 0, 0, 0, 0, 0].map { $0 == 1 })
    #expect(page.count(class: "today-tag") == 2)
    #expect(page.all("th").compactMap { $0.attributes["rowspan"] } == ["2", "1", "1"])
  }

  @Test("The next week stands below, closed until Friday; a person has the same colour in both")
  func nextWeek() throws {
    var overview = try samples.overview()
    let tuesday = page(overview)
    #expect(tuesday.text.contains("Next week’s rota") && tuesday.text.contains("30 November – 6 December 2026"))
    let tones = tuesday.all("span").compactMap { $0.attributes["class"] }.filter { $0.hasPrefix("chip tone-") }
    #expect(Set(tones).count == 5, "five people: \(Set(tones))")
    #expect(tuesday.all("details").count { $0.attributes["open"] != nil } == 0)
    overview.now = samples.now + .hours(72)
    #expect(page(overview).all("details").count { $0.attributes["open"] != nil } == 1)
  }

  @Test("Everybody in the team is named for a link, on duty or not")
  func members() throws {
    var overview = try samples.overview()
    overview.teams[0].members.append(Overview.Member(id: "zoe", name: "Zoe Quay"))
    let text = page(overview).text
    #expect(text.contains("ID is one of: ana Ana Brook,") && text.contains("zoe Zoe Quay."), "\(text)")
  }

  @Test("A duty round the clock is one line, with handoffs in their day")
  func roundTheClock() throws {
    let text = page(try samples.overview()).text
    #expect(text.contains("all day") && text.contains("until 09:00") && text.contains("from 09:00"))
    #expect(!text.contains("00:00–24:00"))
  }

  @Test("Leave against a shift is marked in words and counted")
  func conflicts() throws {
    let overview = try samples.overview(leave: try planned())
    let conflicts = overview.teams[0].grid.rows.flatMap(\.days).joined().count { $0.isConflict }
    let page = page(overview)
    #expect(conflicts > 0 && page.count(class: "clash") == conflicts * 2)
    let counted = "\(conflicts) leave \(conflicts == 1 ? "day" : "days") on the rota"
    #expect(page.text.contains("\(counted)."))
    #expect(self.page(try samples.overview()).text.contains("0 leave days on the rota"), "the tile has the same words")
    #expect(self.page(try samples.overview()).count(class: "clash") == 0)
  }

  @Test("Gaps are listed, each once")
  func gaps() throws {
    let overview = try samples.overview()
    let gaps = overview.teams[0].grid.gaps
    let text = page(overview).text
    #expect(gaps.count == 1 && text.contains("Desk: Fri 27 Nov 12:00 – 16:00"), "\(text)")
    #expect(text.contains("1 gap.") && !text.contains("No gaps"))
  }

  @Test("A week that is not published says how to draft and publish it")
  func unpublished() throws {
    let text = page(try samples.overview(published: false)).text
    #expect(text.contains("not published yet. Nobody is on then until somebody drafts the week"))
    #expect(text.contains("watchbill rota draft field 2026-W48"))
    #expect(text.contains("watchbill rota publish field 2026-W48"))
  }

  @Test("The most urgent due comes first; late ones say so in words")
  func tickets() throws {
    let tickets = [
      try samples.ticket("T-1", title: "none"), try samples.ticket("T-2", title: "later", due: samples.now + .hours(5)),
      try samples.ticket("T-3", title: "late", due: samples.now - .minutes(65), owner: nil),
      try samples.ticket("T-4", title: "soon", due: samples.now + .minutes(25)),
    ]
    let page = page(try samples.overview(tickets: tickets))
    let links = page.values(of: "href").filter { $0.hasPrefix("/tickets/") }
    #expect(links == ["T-3", "T-4", "T-2", "T-1"].map { "/tickets/\($0)" })
    #expect(page.count(class: "late") == 1 && page.text.contains("Overdue"))
    #expect(page.text.contains("by 1 h 5 min") && page.text.contains("in 25 min"))
    #expect(page.text.contains("Nobody yet") && page.text.contains("no due time"))
  }

  @Test("A long list of tickets is cut, and says where the rest is")
  func manyTickets() throws {
    let tickets = try (1...103).map { try samples.ticket("T-\($0)") }
    let page = page(try samples.overview(tickets: tickets))
    #expect(page.values(of: "href").count { $0.hasPrefix("/tickets/") } == 100)
    #expect(page.text.contains("And 3 more: watchbill ticket list --team field"))
  }

  @Test("What is open beyond the rows that came is counted, in the list and at the top")
  func countedTickets() throws {
    var overview = try samples.overview(tickets: [try samples.ticket("T-1", due: samples.now - .hours(1))])
    (overview.teams[0].moreOpen, overview.teams[0].moreOverdue) = (7, 2)
    let page = page(overview)
    #expect(page.text.contains("And 7 more: watchbill ticket list --team field"))
    #expect(page.text.contains("8 open tickets") && page.text.contains("3 overdue"), "\(page.text.prefix(400))")
  }

  @Test("The team's calendar is a link to open and one to copy; a member's own is shown as a command only")
  func subscribe() throws {
    let overview = try samples.overview()
    let html = OverviewView.html(overview)
    #expect(page(overview).text.contains("watchbill feed add --member ID"))
    #expect(page(overview).text.contains("watchbill feed add --team field"))
    #expect(html.contains("webcal://watch.example.com/feeds/team-token.ics"))
    #expect(html.contains("https://watch.example.com/feeds/team-token.ics"))
  }

  @Test("Where the data folder is not the settings' one, the commands name it")
  func dataFolder() throws {
    var overview = try samples.overview()
    #expect(!page(overview).text.contains("--data"))
    overview.dataOption = "--data demo-data"
    let text = page(overview).text
    #expect(text.contains("watchbill feed add --member ID --data demo-data"))
    #expect(text.contains("watchbill feed add --team field --data demo-data"))
  }

  @Test("Empty states say what to do next")
  func empty() throws {
    let nothing = page(
      Overview(now: samples.now, week: ISOWeek(containing: try CivilDate(text: "2026-11-24")), teams: []))
    #expect(nothing.findings == [])
    #expect(nothing.text.contains("Nothing is applied yet") && nothing.text.contains("watchbill apply schedules"))
    let calm = page(try samples.overview())
    #expect(calm.text.contains("No open tickets") && calm.text.contains("watchbill ticket open field"))
  }
}
