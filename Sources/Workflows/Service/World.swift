import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// Everything that decides who is on, in every team, as one value; read again only when something changed.
package struct World: Sendable {
  /// The store's change counters it was read at, in the order of `WorldCache.kinds`.
  let counters: [Int]
  /// False when a transaction read it that may still be rolled back, and for one that is only supposed.
  var isCommitted: Bool
  /// Those in force now or later, in order of `from`; each holds until the next.
  package internal(set) var versions: [DefinitionsVersion]
  let published: [TeamID: [PublishedRota]]
  package let overrides: [Override]
  package let leave: [Leave]
  package let temporary: [TemporarySchedule]
  /// What was written down of each team's past; it only grows.
  let recorded: [TeamID: RecordedHistory]
  /// The number of the newest record that `recorded` holds.
  let lastRecord: Int
  /// The contacts that members keep themselves; only those that are proven.
  let ownContacts: [MemberID: [Contact]]
  /// How members want to be paged who set it themselves.
  let ownPaging: [MemberID: [PagingRule]]
  /// When members want no notices who set it themselves.
  let ownQuiet: [MemberID: WeeklyHours]

  /// Tells two worlds apart: each of the counters only grows.
  var counter: Int { counters.reduce(0, +) }

  /// The version in force at `instant`: the last that began, else the first to come.
  package func version(at instant: Timestamp) -> DefinitionsVersion? {
    versions.last { $0.from <= instant } ?? versions.first
  }

  /// The teams of the version in force at `instant`, in the order of their files.
  package func teams(at instant: Timestamp) -> [TeamDefinition] { version(at: instant)?.definitions.teams ?? [] }

  package func team(_ id: TeamID, at instant: Timestamp) -> TeamDefinition? {
    teams(at: instant).first { $0.schedule.team == id }
  }

  /// The rota published for `team` and the rest that its timeline is made of.
  package func input(for team: TeamID) -> TimelineInput {
    let schedules = schedules(of: team)
    var past = recorded[team]
    past?.since = firstVersion(of: team)?.from ?? .distantPast
    return TimelineInput(
      versions: schedules, published: published[team] ?? [], overrides: overrides.filter { $0.team == team },
      leave: leave, temporary: temporary.filter { $0.team == team }, recorded: past)
  }

  /// What each version says of `team`. One that no longer has it ends its duties from then on (rule T11: a version holds
  /// until the next, and no longer); what was published or arranged stays, as that of a duty that was taken out.
  private func schedules(of team: TeamID) -> [ScheduleVersion] {
    versions.reduce(into: []) { schedules, version in
      let named = (version.definitions.team(team)?.schedule).map(withOwnContacts)
      guard let schedule = named ?? schedules.last?.schedule.ended else { return }
      schedules.append(ScheduleVersion(from: version.from, schedule: schedule))
    }
  }
}

extension World {
  /// When the version was applied that shows the shifts of a duty of `team` otherwise than the one before, busy or free,
  /// the last for each: from then on its events are others, though nobody's shift is.
  func shownOtherwise(of team: TeamID) -> [DutyID: Timestamp] {
    var shown: [DutyID: ShowAs] = [:]
    var since: [DutyID: Timestamp] = [:]
    for version in versions {
      for duty in version.definitions.team(team)?.schedule.duties ?? [] {
        let before = shown.updateValue(duty.showAs, forKey: duty.id)
        if let before, before != duty.showAs { since[duty.id] = version.applied }
      }
    }
    return since
  }

  /// What a member keeps themselves comes before what the file says: it was proven, and it is their word.
  func contacts(of member: Member) -> [Contact] {
    let own = ownContacts[member.id] ?? []
    return own + member.contacts.filter { !own.contains($0) }
  }

  /// When no notice reaches a member; nil where there is no such time.
  func quiet(of member: Member) -> WeeklyHours? {
    let hours = ownQuiet[member.id] ?? member.notices?.quiet
    return hours?.windows.isEmpty == false ? hours : nil
  }

  private func withOwnContacts(_ schedule: Schedule) -> Schedule {
    guard !ownContacts.isEmpty || !ownPaging.isEmpty else { return schedule }
    var schedule = schedule
    for place in schedule.members.indices {
      schedule.members[place].contacts = contacts(of: schedule.members[place])
      if let rules = ownPaging[schedule.members[place].id] { schedule.members[place].paging = rules }
    }
    return schedule
  }
}

/// A stored version, decoded.
package struct DefinitionsVersion: Sendable {
  package let id: Int
  package let from: Timestamp
  package let applied: Timestamp
  package let definitions: Definitions
}
