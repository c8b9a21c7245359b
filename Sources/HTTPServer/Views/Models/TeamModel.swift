import Timekeeping
import Workflows

/// What the template `team` names.
struct TeamModel: Sendable {
  struct KnownMember: Sendable {
    var memberID: String
    var memberName: String
    var memberComma: String
  }

  /// A calendar of the whole team, to copy and to click.
  struct Link: Sendable {
    var linkTitle: String
    var linkURL: String
    /// The same address under the scheme that opens calendar programs.
    var linkOpen: String
  }

  /// An id for links within the view, made from a number: a team's name is text of strangers.
  let anchor: String
  let teamID: String
  let teamName: String
  let zoneName: String
  let zoneOffset: String?
  let localNow: Moment
  let duties: [DutyCard]
  let offers: [OfferLine]
  let hasOffers: Bool
  let offerCount: Int
  let rota: RotaModel
  let nextRota: RotaModel
  let tickets: [TicketLine]
  let hasTickets: Bool
  let ticketCount: Int?
  let moreTickets: Int?
  let members: [KnownMember]
  let hasMembers: Bool
  let links: [Link]
  let hasLinks: Bool
  let openCount: Int
  let overdueCount: Int

  init(_ team: Overview.Team, number: Int, now: Timestamp) {
    let clock = ViewClock(zone: team.zone, now: now)
    anchor = "team-\(number)"
    teamID = team.id
    teamName = team.name
    zoneName = clock.zoneName
    zoneOffset = clock.offset
    localNow = Moment(stamp: now.description, label: Self.wall(clock), hint: "")
    let titles = team.answers.map { (id: $0.duty, title: $0.dutyTitle) }
    duties = team.answers.map { DutyCard($0, titles: titles, clock: clock) }
    offers = team.offers.map { OfferLine($0, clock: clock) }
    (hasOffers, offerCount) = (!offers.isEmpty, offers.count)
    let people = team.members.map(\.id)
    rota = RotaModel(team.grid, team: team.id, clock: clock, people: people)
    nextRota = RotaModel(team.nextGrid, team: team.id, clock: clock, people: people)
    let lines = TicketLine.mostUrgentFirst(team.tickets).map { TicketLine($0, clock: clock) }
    tickets = Array(lines.prefix(Overview.mostTickets))
    openCount = lines.count + team.moreOpen
    overdueCount = lines.count { $0.overdue } + team.moreOverdue
    hasTickets = !lines.isEmpty
    ticketCount = lines.isEmpty ? nil : openCount
    moreTickets = openCount > tickets.count ? openCount - tickets.count : nil
    members = Self.members(team)
    hasMembers = !members.isEmpty
    links = team.feeds.map { feed in
      let rest = feed.url.firstIndex(of: ":").map { feed.url[$0...] } ?? ""
      return Link(linkTitle: feed.title, linkURL: feed.url, linkOpen: "webcal\(rest)")
    }
    hasLinks = !links.isEmpty
  }

  /// `Mon 23 Nov 10:20`.
  private static func wall(_ clock: ViewClock) -> String {
    let wall = clock.civil(clock.now)
    return "\(DateWords.short(wall.date)) \(wall.time)"
  }

  /// By id: whoever is in the team may want a link.
  private static func members(_ team: Overview.Team) -> [KnownMember] {
    let people = team.members.sorted { $0.id < $1.id }
    return people.enumerated().map { index, person in
      let comma = index == people.count - 1 ? "." : ","
      return KnownMember(memberID: person.id, memberName: person.name, memberComma: comma)
    }
  }
}
