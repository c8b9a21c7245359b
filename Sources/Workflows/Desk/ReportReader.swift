import ScheduleFiles
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

/// Reads the tickets that a report is about.
struct ReportReader {
  let desk: ServiceDesk
  let world: World
  let team: TeamDefinition
  let calendars: [NamedCalendar]
  let snapshot: Snapshot
  /// The desk at the end of the report, by the version of the definitions that a ticket goes by.
  private var states: [Int: DeskSnapshot] = [:]

  init(
    desk: ServiceDesk, world: World, team: TeamDefinition, calendars: [NamedCalendar], snapshot: Snapshot
  ) {
    self.desk = desk
    self.world = world
    self.team = team
    self.calendars = calendars
    self.snapshot = snapshot
  }

  /// The tickets of a report, and all that people did on them, on those that were merged as well.
  struct Found: Sendable {
    var tickets: [ReportedTicket] = []
    var histories: [TicketHistory] = []
  }

  /// In proportion to what happened in `span`. What was no ticket is in no report (C42).
  mutating func tickets(in span: Interval, now: Timestamp) throws -> Found {
    let ids = try snapshot.tickets(of: team.schedule.team, activeIn: span)
    guard ids.count <= ReportDesk.largest else {
      throw OperatorProblem(.refused, "\(ids.count) tickets are too many for one report", help: "give a shorter time")
    }
    var found = Found()
    for ticket in try goingOn(ids)
    where ticket.classification.ending != .notATicket && ticket.team == team.schedule.team {
      let history = try snapshot.history(of: ticket.id)
      found.histories.append(history)
      // A merged one is counted where it goes on.
      guard ticket.mergedInto == nil else { continue }
      found.tickets.append(try reported(ticket, history, until: span.end))
    }
    try addStaffed(to: &found, span, now: now)
    return found
  }

  /// When somebody was on for the tickets of queues that have a goal (D31), by the shifts as they were.
  private func addStaffed(to found: inout Found, _ span: Interval, now: Timestamp) throws {
    let waits = found.tickets.filter { $0.rules.goal != nil }.flatMap { $0.waits(in: span, now: now) }.map(\.time)
    guard let first = waits.map(\.start).min(), let last = waits.map(\.end).max(),
      let window = Interval(first, last)
    else { return }
    let timeline = try desk.timeline(of: team.schedule.team, window: window, world: world)
    for queue in team.desk.queues where queue.stateRules.goal != nil {
      let staffed = timeline.staffed(for: queue)
      for index in found.tickets.indices where found.tickets[index].queue == queue.id {
        found.tickets[index].staffed = staffed
      }
    }
  }

  /// These, and where their messages went on: a ticket that they were merged into, or that was split from them, begins
  /// when its customer wrote, and nothing may have happened on it in that time.
  private func goingOn(_ ids: [TicketID]) throws -> [Ticket] {
    var seen = Set(ids)
    var (rest, tickets) = (ids, [Ticket]())
    while let id = rest.popLast() {
      guard let ticket = try snapshot.ticket(id) else { continue }
      tickets.append(ticket)
      for link in ticket.links where [.mergedInto, .splitInto].contains(link.kind) && seen.insert(link.ticket).inserted
      {
        rest.append(link.ticket)
      }
    }
    return tickets.sorted { $0.id < $1.id }
  }

  private mutating func reported(_ ticket: Ticket, _ history: TicketHistory, until end: Timestamp) throws
    -> ReportedTicket
  {
    let queue = team.desk.queue(ticket.queue)
    let calendar = calendars.first { if case .named(let named)? = queue?.hours { named == $0.id } else { false } }
    var reported = ReportedTicket(
      history: history, clocks: ticket.clocks ?? [], calendar: calendar?.calendar,
      isRedirected: ticket.classification.ending != nil)
    reported.queue = ticket.queue
    reported.channel = channel(of: ticket)
    reported.namedReasons = ticket.isPrivate ? queue?.closingRules.reasons.map(\.name) ?? [] : nil
    reported.rules = queue?.stateRules ?? StateRules()
    reported.acknowledgementCounts = queue?.acknowledgementCounts ?? false
    let before = TicketHistory(history.facts.filter { $0.at < end })
    guard before.facts.count < history.facts.count else { return reported }
    reported.past = before.course
    reported.pastClocks = try clocks(of: ticket, before, at: end)
    return reported
  }

  /// Where it was said; what people say to the app alone is counted together, and no channel of theirs is named.
  private func channel(of ticket: Ticket) -> String? {
    guard let channel = ticket.classification.channel else { return nil }
    let isDirect = desk.source(ticket.source)?.source.isDirect(channel) ?? false
    return isDirect ? Self.directMessages : channel
  }

  private static let directMessages = "direct messages"

  /// What its clocks showed then, by the promises that the ticket goes by; what they show today where its queue is gone.
  private mutating func clocks(
    of ticket: Ticket, _ history: TicketHistory, at: Timestamp
  ) throws -> [Triage.ClockReading] {
    guard !history.facts.isEmpty else { return [] }
    var state =
      try states[ticket.definitions]
      ?? desk.snapshot(
        of: ticket.team, queue: nil, definitions: ticket.definitions, world: world, in: snapshot, now: at)
    states[ticket.definitions] = state
    state.history = history
    do throws(DeskRefusal) { return try Desk(state).clocks(of: ticket).readings() } catch { return ticket.clocks ?? [] }
  }
}
