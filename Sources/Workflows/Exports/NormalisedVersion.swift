import Scheduling
import Timekeeping

extension NormalisedDefinitions {
  /// The schedule from one instant on.
  package struct Version: Codable, Sendable, Hashable {
    package var from: Timestamp
    package var name: String
    package var zone: String
    /// In the order of the file.
    package var members: [Person]
    /// In the order of the file.
    package var duties: [Task]
    package var periods: [Days]

    init(_ version: ScheduleVersion) {
      from = version.from
      let schedule = version.schedule
      (name, zone) = (schedule.name, schedule.zone.name)
      members = schedule.members.map { Person(id: $0.id.text, name: $0.name, from: $0.from, until: $0.until) }
      duties = schedule.duties.map(Task.init)
      periods = schedule.periods.map { period in
        Days(
          name: period.name, first: period.dates.first, last: period.dates.last,
          members: period.members?.map(\.text))
      }
    }
  }

  /// A member, and the first and last day in the team, on the wall of the version's zone.
  package struct Person: Codable, Sendable, Hashable {
    package var id: String
    package var name: String
    package var from: CivilDate?
    package var until: CivilDate?
  }

  /// A stretch of days, the last one included, on which only `members` rotate; all do where it is absent.
  package struct Days: Codable, Sendable, Hashable {
    package var name: String
    package var first: CivilDate
    package var last: CivilDate
    package var members: [String]?
  }

  /// A duty: filled by `layers`, or week by week by what is published for its `slots`.
  package struct Task: Codable, Sendable, Hashable {
    package var id: String
    package var fallback: String?
    package var shadows: String?
    package var layers: [Turns]?
    package var slots: Places?

    init(_ duty: Duty) {
      (id, fallback, shadows) = (duty.id.text, duty.fallback?.text, duty.shadows?.text)
      switch duty.filling {
      case .layers(let list): layers = list.map(Turns.init)
      case .slots(let pattern):
        slots = Places(
          zone: pattern.zone.name, people: pattern.people, hours: pattern.hours.windows.map(Window.init),
          onlyOn: pattern.days?.only?.map(Rest.init), exceptOn: pattern.days?.except?.map(Rest.init))
      }
    }
  }

  /// The weekly pattern of a duty that is drafted.
  package struct Places: Codable, Sendable, Hashable {
    package var zone: String
    package var people: Int
    package var hours: [Window]
    /// Days on which windows may begin, and days on which none does.
    package var onlyOn: [Rest]?
    package var exceptOn: [Rest]?
  }

  /// A window of the week on the wall; `end` may be after midnight: `32:00` is 08:00 of the next day.
  package struct Window: Codable, Sendable, Hashable {
    package var day: String
    package var start: String
    package var end: String

    init(_ window: WeeklyWindow) {
      day = window.weekday.description
      start = Self.clock(window.start)
      end = Self.clock(window.end)
    }

    private static func clock(_ minutes: Int) -> String { "\(padded(minutes / 60)):\(padded(minutes % 60))" }
  }

  /// A layer and its rotation.
  package struct Turns: Codable, Sendable, Hashable {
    package var id: String
    package var rank: Int
    package var zone: String
    /// Absent where the layer always holds.
    package var hours: [Window]?
    /// Days on which windows may begin, and days on which none does; absent where every day is like the others.
    package var onlyOn: [Rest]?
    package var exceptOn: [Rest]?
    package var offDays: String
    package var groups: [[String]]
    /// The length of a turn: a count of hours, days, weeks or months of the wall clock.
    package var every: Int
    package var unit: String
    package var handoffDay: String?
    package var handoffTime: CivilTime
    package var from: CivilDate
    package var until: CivilDate?
    /// Who of `groups` joins or leaves on a day, by the place of the group.
    package var terms: [Term]
    package var pauses: [Rest]

    init(_ layer: Layer) {
      let rotation = layer.rotation
      (id, rank, zone) = (layer.id.text, layer.rank, layer.zone.name)
      hours = layer.heldHours.map { $0.weekly.windows.map(Window.init) }
      (onlyOn, exceptOn) = (layer.days?.only?.map(Rest.init), layer.days?.except?.map(Rest.init))
      offDays = layer.offDays.rawValue
      groups = rotation.groups.map { $0.map(\.text) }
      (every, unit) = (rotation.every.count, rotation.every.unit.rawValue)
      (handoffDay, handoffTime) = (rotation.handoffDay?.description, rotation.handoffTime)
      (from, until) = (rotation.from, rotation.until)
      terms = rotation.terms.map { Term(group: $0.group, member: $0.member.text, from: $0.from, until: $0.until) }
      pauses = rotation.pauses.map(Rest.init)
    }
  }

  /// From when to when one entry of the list takes turns, both days included.
  package struct Term: Codable, Sendable, Hashable {
    package var group: Int
    package var member: String
    package var from: CivilDate?
    package var until: CivilDate?
  }

  /// Days on which a rotation rests, the last one included.
  package struct Rest: Codable, Sendable, Hashable {
    package var first: CivilDate
    package var last: CivilDate

    init(_ days: DateRange) {
      (first, last) = (days.first, days.last)
    }
  }
}
