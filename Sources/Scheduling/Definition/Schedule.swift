import Timekeeping

/// A team's standing definition of who stands which duty: rotations, slots, hours and zones.
///
/// It says nothing of dates that happened: a rota does (architecture, section 2).
package struct Schedule: Sendable, Hashable, Codable {
  package let team: TeamID
  package var name: String
  package var zone: ZoneID
  /// Who is told of gaps and conflicts; nil when the file names nobody.
  package var lead: MemberID?
  /// In the order of the file, which breaks ties.
  package var members: [Member]
  package var officeHours: [NamedOfficeHours] = []
  /// In the order of the file.
  package var duties: [Duty]
  package var periods: [Period]
  /// Which channels are told who is on, and when; nil means none.
  package var announcements: [Announcement]?
  /// When the lead gets the weekly summary; nil means Monday 09:00.
  package var summary: SummaryTime?
  /// How open work goes from shift to shift; nil means as usual.
  package var handoff: HandoffRules?

  package init(
    team: TeamID, name: String, zone: ZoneID, lead: MemberID? = nil, members: [Member],
    officeHours: [NamedOfficeHours] = [], duties: [Duty], periods: [Period] = [],
    announcements: [Announcement]? = nil, summary: SummaryTime? = nil, handoff: HandoffRules? = nil
  ) {
    self.team = team
    self.name = name
    self.zone = zone
    self.lead = lead
    self.members = members
    self.officeHours = officeHours
    self.duties = duties
    self.periods = periods
    self.announcements = announcements
    self.summary = summary
    self.handoff = handoff
  }

  /// The same team once no file has it any more: nobody is on, and nobody has to be.
  package var ended: Schedule {
    var ended = self
    (ended.duties, ended.periods, ended.announcements, ended.summary) = ([], [], nil, .never)
    return ended
  }

  package func member(_ id: MemberID) -> Member? { members.first { $0.id == id } }
  package func duty(_ id: DutyID) -> Duty? { duties.first { $0.id == id } }
  package func hours(_ id: OfficeHoursID) -> OfficeHours? { officeHours.first { $0.id == id }?.hours }

  /// The zone `member` lives in: their own, else the team's.
  package func zone(of member: MemberID) -> ZoneID { self.member(member)?.zone ?? zone }

  /// The duty and its fallbacks in order, each once (a cycle ends the chain). Those who shadow never answer, so the
  /// chain goes round them: that of a shadow duty itself is empty.
  package func fallbackChain(from id: DutyID) -> [Duty] {
    guard duty(id)?.isShadow == false else { return [] }
    var chain: [Duty] = []
    var seen: [DutyID] = []
    var next: DutyID? = id
    while let current = next, let duty = duty(current), !seen.contains(current) {
      seen.append(current)
      if !duty.isShadow { chain.append(duty) }
      next = duty.fallback
    }
    return chain
  }
}

/// Office hours under the id that queues name them by.
package struct NamedOfficeHours: Sendable, Hashable, Codable {
  package let id: OfficeHoursID
  package var hours: OfficeHours

  package init(id: OfficeHoursID, hours: OfficeHours) {
    self.id = id
    self.hours = hours
  }
}
