import Scheduling
import Timekeeping

/// Everything a decision about one ticket depends on: read once, handed in whole (architecture, section 6).
package struct DeskSnapshot: Sendable {
  package var now: Timestamp
  package var policy: DeskPolicy
  /// From now to at least four weeks ahead, so that the next shift can be found.
  package var timeline: OnCallTimeline
  /// The team's office hours, compiled.
  package var calendars: [NamedCalendar]
  /// What the tickets of each member weigh whose next step is ours, in every team (K1).
  package var loads: [MemberID: Load]
  /// When somebody next has less on their hands without anybody's doing: what they carry for another desk is over.
  package var loanEnds: [MemberID: Timestamp] = [:]
  /// When each member was last given a ticket of this queue.
  package var lastAssigned: [MemberID: Timestamp]
  package var leave: [Leave]
  /// Channels that reach somebody who gave no contact of their own.
  package var fallbackChannels: [String]
  /// The version of the definitions that `policy` comes from.
  package var definitions: Int
  /// Own switches that are on, or will be (K1 filter 3).
  package var pauses: [Pause] = []
  /// What members set for themselves in place of the capacity of the file (C7).
  package var capacities: [MemberID: Int] = [:]
  /// When each member was given tickets, as far back as rate limits and deals look, in any order.
  package var recent: [MemberID: [Timestamp]] = [:]
  /// Who had this customer's last ticket.
  package var customerOwner: PastOwner?
  /// Whether what the desk says to customers leaves the house: nobody is asked again, and no silence is counted, where it
  /// does not.
  package var reachesCustomers = true
  /// Whether there are customers behind the ticket's source: behind alarms there are none.
  package var hasCustomers = true
  /// Whether an answer reaches the ticket's own customer alone, whoever else wrote on it.
  package var answersOnePerson = false
  /// What the customer of a new ticket was told by rule within `Desk.sameWordsAfter`, where that may come back as another
  /// ticket: their program may answer ours.
  package var toldByRule: [String] = []
  /// Where tickets are merged: the sources that say when an item of theirs is over; nil where all do.
  package var endingSources: [String]?
  /// Whom nothing has reached of all that was sent to them in this episode of the ticket.
  package var unreached: [MemberID] = []
  /// For whom nothing of this episode has left yet: its pages wait, as after an outage.
  package var unsent: [MemberID] = []
  /// The zones of members who live in another one than the team's.
  package var homes: [MemberID: Zone] = [:]
  /// Of the ticket that is decided about; empty for a new one, and for one that was stored without it.
  package var history: TicketHistory
  /// Of further tickets that are decided about at once, such as the two of a merge.
  package var histories: [TicketID: TicketHistory] = [:]

  package init(
    now: Timestamp, policy: DeskPolicy, timeline: OnCallTimeline, calendars: [NamedCalendar] = [],
    loads: [MemberID: Load] = [:], lastAssigned: [MemberID: Timestamp] = [:], leave: [Leave] = [],
    fallbackChannels: [String] = [], definitions: Int = 1, history: TicketHistory = TicketHistory()
  ) {
    self.now = now
    self.policy = policy
    self.timeline = timeline
    self.calendars = calendars
    self.loads = loads
    self.lastAssigned = lastAssigned
    self.leave = leave
    self.fallbackChannels = fallbackChannels
    self.definitions = definitions
    self.history = history
  }

  /// The same for a decision about `ticket`.
  func about(_ ticket: TicketID) -> DeskSnapshot {
    guard let own = histories[ticket] else { return self }
    var snapshot = self
    snapshot.history = own
    return snapshot
  }

  /// The same, looked at as of another time.
  func at(_ time: Timestamp) -> DeskSnapshot {
    var snapshot = self
    snapshot.now = time
    return snapshot
  }

  /// True for somebody who is on shift now, or, having no shifts at all, at work and not on leave.
  func isAround(_ member: MemberID) -> Bool {
    let duties = timeline.duties.filter { !$0.duty.isShadow }
    if duties.contains(where: { duty in duty.holders(at: now).contains { $0.member == member } }) { return true }
    guard !duties.contains(where: { duty in duty.shifts.contains { $0.member == member } }),
      !isOnLeave(member, at: now), let known = timeline.schedule.member(member)
    else { return false }
    return known.hours?.contains(now, in: home(of: member)) ?? true
  }

  func name(_ member: MemberID) -> String { timeline.name(member) }

  /// The queue's office hours, or nil when it is always open.
  func calendar(of queue: Queue) -> OfficeCalendar? {
    guard case .named(let id) = queue.hours else { return nil }
    return calendars.first { $0.id == id }?.calendar
  }

  /// Where `member` reads the time.
  func home(of member: MemberID) -> Zone { homes[member] ?? timeline.zone }

  /// On the team's wall, for what is kept of a decision.
  func wall(_ instant: Timestamp) -> String { WallText.minute(instant, in: timeline.zone) }
}

/// Who owned a customer's last ticket, and when they were given it.
package struct PastOwner: Sendable, Hashable, Codable {
  package var member: MemberID
  package var at: Timestamp

  package init(_ member: MemberID, at: Timestamp) {
    self.member = member
    self.at = at
  }
}

/// Office hours under their id, compiled with their zone.
package struct NamedCalendar: Sendable {
  package var id: OfficeHoursID
  package var calendar: OfficeCalendar

  package init(id: OfficeHoursID, calendar: OfficeCalendar) {
    self.id = id
    self.calendar = calendar
  }
}
