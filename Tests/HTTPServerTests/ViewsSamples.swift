import Foundation
import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import Triage
@testable import Workflows

/// Values for views, made from a real timeline; every text in them can be replaced by a hostile one.
struct ViewsSamples {
  /// Text to stand before each name and sentence; empty for ordinary samples.
  var hostile = ""
  /// The duty that answers where nobody of the desk does.
  var fallback: String?
  let now = Timestamp(seconds: 1_795_514_400)  // Tue 2026-11-24 10:00 in London

  private static let zones = ZoneTables(["Europe/London"].compactMap { try? SystemZones.zone($0) })
  private static let people = [
    ("ana", "Ana Brook"), ("bo", "Bo Lind"), ("cleo", "Cleo Marsh"), ("dami", "Dami Adeyo"), ("esme", "Esme Roux"),
  ]

  func text(_ ordinary: String) -> String { hostile + ordinary }

  // MARK: - The week

  func timeline(
    published: Bool = true, leave: [Leave] = [], overrides: [Override] = []
  ) throws -> OnCallTimeline {
    let week = ISOWeek(containing: try CivilDate(text: "2026-11-23"))
    let zone = try Self.zones.zone(ZoneID(text: "Europe/London"))
    let window = try #require(Interval(zone.startOfDay(week.monday), zone.startOfDay(week.monday + 7)))
    let shifts = try published ? deskShifts(week, zone) : []
    let rota = published ? [PublishedRota(label: "\(week)", interval: window, shifts: shifts)] : []
    let version = ScheduleVersion(from: now - .hours(9999), schedule: try schedule())
    return try OnCallTimeline(
      TimelineInput(versions: [version], published: rota, overrides: overrides, leave: leave), window: window,
      zones: Self.zones)
  }

  /// The week after, which only the rotation fills.
  func nextGrid() throws -> WeekGrid {
    let week = ISOWeek(containing: try CivilDate(text: "2026-11-30"))
    let zone = try Self.zones.zone(ZoneID(text: "Europe/London"))
    let window = try #require(Interval(zone.startOfDay(week.monday), zone.startOfDay(week.monday + 7)))
    let version = ScheduleVersion(from: now - .hours(9999), schedule: try schedule())
    return WeekGrid(
      try OnCallTimeline(TimelineInput(versions: [version]), window: window, zones: Self.zones), week: week)
  }

  func grid(published: Bool = true, leave: [Leave] = [], overrides: [Override] = []) throws -> WeekGrid {
    WeekGrid(
      try timeline(published: published, leave: leave, overrides: overrides),
      week: ISOWeek(containing: try CivilDate(text: "2026-11-23")))
  }

  private func schedule() throws -> Schedule {
    let london = try ZoneID(text: "Europe/London")
    let members = Self.people.map { Member(id: MemberID(unchecked: $0.0), name: text($0.1)) }
    let rotation = Rotation(
      groups: [[members[0].id], [members[1].id]], every: try Cadence(text: "1 week"),
      handoffDay: try Weekday(text: "wed"), handoffTime: try CivilTime(text: "09:00"),
      from: try CivilDate(text: "2026-01-07"))
    let desk = SlotPattern(hours: try WeeklyHours(text: "mon-fri 08:00-12:00, 12:00-16:00"), zone: london)
    return Schedule(
      team: TeamID(unchecked: "field"), name: text("Field support"), zone: london, lead: members[0].id,
      members: members,
      duties: [
        Duty(
          id: DutyID(unchecked: "desk"), name: text("Desk"), fallback: fallback.map { DutyID(unchecked: $0) },
          filling: .slots(desk)),
        Duty(
          id: DutyID(unchecked: "primary"), name: text("Primary"),
          filling: .layers([Layer(id: LayerID(unchecked: "week"), zone: london, rotation: rotation)])),
      ])
  }

  private func deskShifts(_ week: ISOWeek, _ zone: Zone) throws -> [Shift] {
    let duty = DutyID(unchecked: "desk")
    let team = TeamID(unchecked: "field")
    return try week.days.prefix(5).enumerated().flatMap { day, date in
      try [8, 12].enumerated().compactMap { place, hour -> Shift? in
        if day == 4 && hour == 12 { return nil }
        let start = CivilDateTime(date, minutes: hour * 60)
        let span = try #require(Interval(zone.first(start), zone.first(start.adding(seconds: 4 * 3600))))
        let member = MemberID(unchecked: Self.people[(day * 2 + place) % 5].0)
        let id = ShiftID(team: team, duty: duty, source: "s", nominal: start, place: place)
        return Shift(id: id, team: team, duty: duty, member: member, interval: span)
      }
    }
  }

  // MARK: - Values

  func overview(
    published: Bool = true, leave: [Leave] = [], overrides: [Override] = [], tickets: [TicketRow] = [], teams: Int = 1
  ) throws -> Overview {
    let timeline = try timeline(published: published, leave: leave, overrides: overrides)
    let team = Overview.Team(
      id: hostile.isEmpty ? "field" : hostile, name: timeline.schedule.name,
      zone: try SystemZones.zone("Europe/London"),
      answers: timeline.schedule.duties.map { DutyAnswer(timeline.who($0.id, at: now), timeline: timeline) },
      grid: try grid(published: published, leave: leave, overrides: overrides), nextGrid: try nextGrid(),
      members: timeline.schedule.members.map { Overview.Member(id: $0.id.text, name: $0.name) }, tickets: tickets,
      feeds: [Overview.Feed(title: text("Field support"), url: "https://watch.example.com/feeds/team-token.ics")])
    return Overview(
      now: now, week: ISOWeek(containing: try CivilDate(text: "2026-11-24")),
      teams: Array(repeating: team, count: teams))
  }

  func ticket(
    _ id: String, title: String = "Gate sensor silent since noon", due: Timestamp? = nil, owner: String? = "bo",
    open: Bool = true, url: String? = nil
  ) throws -> TicketRow {
    var row: [String: Any] = [
      "id": id, "team": text("field"), "queue": text("general"), "priority": text("high"),
      "state": open ? "open" : "resolved", "title": hostile + title, "created": "2026-11-24T08:30:00Z",
      "because": text("Bo is on the desk"), "nextAction": text("Bo Lind: respond"), "source": text("field-web"),
      "isOpen": open,
    ]
    if let due { row["due"] = due.description }
    if let owner { row["owner"] = owner }
    if let owner { row["ownerName"] = text(owner) }
    if let url { row["url"] = url }
    return try JSONDecoder().decode(TicketRow.self, from: JSONSerialization.data(withJSONObject: row))
  }

  func reply(open: Bool = true, url: String? = nil, body: String = "No reading since 12:02.\nPower is on.") throws
    -> ShowTicket.Reply
  {
    ShowTicket.Reply(
      ticket: try ticket("T-12", due: now + .minutes(40), open: open, url: url), body: hostile + body,
      requester: text("rita@example.com"), customer: text("Larch Rooms"), tier: text("enterprise"),
      people: [text("Eve Holm"), text("Finn Roe")],
      history: [
        ShowTicket.HistoryRow(
          at: now - .minutes(95), actor: "desk", action: text("overflowed"),
          because: text("Nobody has room"), candidates: [text("spare: Dami has 1 of 1 tickets")], levels: levels()),
        ShowTicket.HistoryRow(
          at: now - .minutes(90), actor: "member:bo", action: text("assigned"),
          because: text("Bo is on the desk until 2026-11-24T12:00:00Z"),
          candidates: [text("Bo: 1 of 4 tickets"), text("Cleo: not on shift")]),
      ],
      pages: [
        ShowTicket.PageRow(
          id: text("T-12-1"), recipient: "bo", channel: text("pager"), state: text("sent"), attempts: 2,
          why: text("You are on primary."))
      ],
      timer: TimerOrder(due: now + .minutes(10), purpose: .escalate, isRelative: true),
      teamName: text("Field support"), names: ["bo": text("Bo Lind")])
  }

  /// What a customer wrote earlier, and an answer that never left and has no author.
  func conversation() throws -> ShowTicket.Reply {
    let messages: [[String: Any]] = [
      [
        "id": "m1", "at": "2026-11-24T09:00:00Z", "kind": "customer", "author": text("Rita"),
        "text": text("It is dark"), "isEdited": true, "isDeleted": false, "written": "2026-11-24T08:00:00Z",
      ],
      [
        "id": "m2", "at": "2026-11-24T09:30:00Z", "kind": "reply", "text": text("Try the other cable"),
        "isEdited": false, "isDeleted": false, "notSent": text("no address is known"),
      ],
    ]
    var reply = try reply()
    reply.messages = try JSONDecoder().decode(
      [ShowClocks.MessageRow].self, from: JSONSerialization.data(withJSONObject: messages))
    return reply
  }

  /// On hold for somebody else until a day.
  func waiting() throws -> ShowTicket.Reply {
    var reply = try reply()
    reply.wait = ShowTicket.WaitRow(state: "on hold", because: text("vendor"), wakes: now + .hours(63))
    return reply
  }

  /// With a letter in each state, other tickets, links and files.
  func belongings() throws -> ShowTicket.Reply {
    let letters = try [
      letter("T-12-m2", "reply", "waiting", why: "no answer until 2026-11-24T09:55:00Z"),
      letter("T-12-m3", "reply", "refused", why: "it does not accept the token"),
      letter("T-12-post-1", "post", "cancelled", why: "T-12 became private"),
      letter("T-12-file-1", "filing", "sent"),
    ]
    var reply = try reply()
    reply.letters = try JSONDecoder().decode(
      [LetterSummary].self, from: JSONSerialization.data(withJSONObject: letters))
    reply.links = [
      LinkedItem(id: text("DESK-7"), kind: .task, isOpen: false),
      LinkedItem(id: "kestrel/reader#12", url: "https://x.example.org/12" + hostile, kind: .bug),
    ]
    reply.ties = [TicketLink(.partOf, try TicketID(text: "T-3")), TicketLink(.mergedFrom, try TicketID(text: "T-9"))]
    reply.files = [ShowTicket.FileRow(path: "/var/mail/" + hostile + "photo.jpg", bytes: 2048)]
    return reply
  }

  private func letter(_ id: String, _ purpose: String, _ state: String, why: String? = nil) throws -> [String: Any] {
    var letter: [String: Any] = [
      "id": text(id), "purpose": purpose, "source": text("hub"), "author": text("Bo Lind"),
      "text": text("The words of a \(purpose)"), "state": state, "attempts": 1, "created": "2026-11-24T09:30:00Z",
    ]
    if let why { letter["why"] = text(why) }
    return letter
  }

  /// A level that was passed, and one that had somebody who is full.
  private func levels() -> [LevelFinding] {
    let full = CandidateVerdict(
      member: MemberID(unchecked: "dami"), load: .one, dropped: .full, because: text("Dami has 1 of 1 tickets"))
    return [
      LevelFinding(
        number: 1, to: text("desk"), because: text("nobody is on until 2026-11-24T12:00:00Z"), candidates: []),
      LevelFinding(number: 3, to: text("spare"), because: text("spare has no room"), candidates: [full]),
    ]
  }

  func link(over: String? = nil) throws -> AcknowledgeLink {
    let page = Page(
      id: PageID(text: "T-12-1-r0-s1-bo_pager"), ticket: try TicketID(text: "T-12"), team: TeamID(unchecked: "field"),
      episode: 1, round: 0, step: 1, recipient: MemberID(unchecked: "bo"), recipientName: text("Bo Lind"),
      channel: text("pager"), address: text("https://pager.example.com/bo"), title: text("Gate sensor"),
      why: text("You are on primary. Ana Brook was paged before you. Cleo Marsh is next at 2026-11-24T10:15:00Z."),
      priority: Priority(unchecked: text("high")), created: now)
    return AcknowledgeLink(
      page: page, ticket: try ticket("T-12", due: now + .minutes(40)), over: over.map { text($0) }, zone: .utc)
  }

  func listLink(_ tickets: [TicketRow], later: [TicketRow] = []) throws -> AcknowledgeAllLink {
    AcknowledgeAllLink(
      recipient: MemberID(unchecked: "bo"), recipientName: text("Bo Lind"), tickets: tickets, later: later,
      refused: [text("T-3 is not acknowledged: bo is not a member of depot")])
  }
}
