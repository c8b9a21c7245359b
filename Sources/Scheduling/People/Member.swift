import Timekeeping

/// A person who stands shifts: one id everywhere, also in several teams (rule T14).
package struct Member: Sendable, Hashable, Codable {
  package let id: MemberID
  package var name: String
  package var email: String?
  /// The zone the member lives in; where it is nil, the team's holds.
  package var zone: ZoneID?
  /// Working hours in the member's zone; nil means at any time.
  package var hours: WeeklyHours?
  package var skills: [String] = []
  /// How many tickets whose next step is ours the member takes at once (K1 filter 6, C7); nil means no limit.
  package var capacity: Int?
  package var weekends: WeekendWish = .rotation
  /// Part-time share for fairness, in percent of a full share (1–100).
  package var share: Int = 100
  /// First and last day in the team; nil is open.
  package var from: CivilDate?
  package var until: CivilDate?
  package var contacts: [Contact] = []
  /// What they want to be told; nil means `NoticeSettings.usual`.
  package var notices: NoticeSettings?
  /// Whether they stand nights at all; nil is `.any`.
  package var nights: NightWish?
  /// Their own holidays; nil: those of the team's office hours.
  package var holidays: [Holiday]?
  /// How long before their shifts begin they are reminded, in place of what the duty says; empty means never.
  package var reminders: [PlainDuration]?
  /// How they are paged, the first rule that fits; nil or none of them: everywhere at once.
  package var paging: [PagingRule]?

  package init(
    id: MemberID, name: String, email: String? = nil, zone: ZoneID? = nil, hours: WeeklyHours? = nil,
    skills: [String] = [], capacity: Int? = nil, weekends: WeekendWish = .rotation, share: Int = 100,
    from: CivilDate? = nil, until: CivilDate? = nil, contacts: [Contact] = [],
    notices: NoticeSettings? = nil, reminders: [PlainDuration]? = nil,
    nights: NightWish? = nil, holidays: [Holiday]? = nil, paging: [PagingRule]? = nil
  ) {
    self.id = id
    self.name = name
    self.email = email
    self.zone = zone
    self.hours = hours
    self.skills = skills
    self.capacity = capacity
    self.weekends = weekends
    self.share = share
    self.from = from
    self.until = until
    self.contacts = contacts
    self.notices = notices
    self.reminders = reminders
    self.nights = nights
    self.holidays = holidays
    self.paging = paging
  }

  /// True when the member belongs to the team on `date`; `until` is the last day (rule T1).
  package func belongs(on date: CivilDate) -> Bool {
    (from.map { $0 <= date } ?? true) && (until.map { date <= $0 } ?? true)
  }
}

/// Whether a member is drafted for weekend slots (D14).
package enum WeekendWish: String, Sendable, Hashable, Codable, CaseIterable {
  /// Takes weekend slots, also those open to volunteers only.
  case volunteer
  /// Takes weekend slots that are not for volunteers only.
  case rotation
  case never
}

/// Whether a member is drafted for nights.
package enum NightWish: String, Sendable, Hashable, Codable, CaseIterable {
  case any
  /// Only so much of a slot may lie in the team's protected night.
  case never
}

/// An address on a paging channel, such as `webhook: https://pager.example.com/ana`.
package struct Contact: Sendable, Hashable, Codable {
  /// The channel's name in the server's settings.
  package var channel: String
  package var address: String

  package init(channel: String, address: String) {
    self.channel = channel
    self.address = address
  }
}
