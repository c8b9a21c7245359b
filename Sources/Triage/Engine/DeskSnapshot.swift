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
  /// How many tickets each member has whose next step is ours, in every team (K1).
  package var loads: [MemberID: Int]
  /// When each member was last given a ticket of this queue.
  package var lastAssigned: [MemberID: Timestamp]
  package var leave: [Leave]
  /// Channels that reach somebody who gave no contact of their own.
  package var fallbackChannels: [String]
  /// The version of the definitions that `policy` comes from.
  package var definitions: Int

  package init(
    now: Timestamp, policy: DeskPolicy, timeline: OnCallTimeline, calendars: [NamedCalendar] = [],
    loads: [MemberID: Int] = [:], lastAssigned: [MemberID: Timestamp] = [:], leave: [Leave] = [],
    fallbackChannels: [String] = [], definitions: Int = 1
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
  }

  func name(_ member: MemberID) -> String { timeline.name(member) }

  /// The queue's office hours, or nil when it is always open.
  func calendar(of queue: Queue) -> OfficeCalendar? {
    guard case .named(let id) = queue.hours else { return nil }
    return calendars.first { $0.id == id }?.calendar
  }

  func wall(_ instant: Timestamp) -> String { WallText.minute(instant, in: timeline.zone) }
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
