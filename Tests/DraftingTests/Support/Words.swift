import Scheduling
import Timekeeping

@testable import Drafting

extension String {
  /// An id of whatever kind is asked for.
  func id<ID: Slug>() -> ID { ID(unchecked: self) }
}

/// `ana` is called Ana.
func member(
  _ id: String, hours: String? = nil, zone: String? = nil, weekends: WeekendWish = .rotation, skills: [String] = [],
  share: Int = 100, from: String? = nil, until: String? = nil, name: String? = nil
) throws -> Member {
  Member(
    id: id.id(), name: name ?? id.prefix(1).uppercased() + id.dropFirst(), zone: try zone.map { try ZoneID(text: $0) },
    hours: try hours.map { try WeeklyHours(text: $0) }, skills: skills, weekends: weekends, share: share,
    from: try from.map { try CivilDate(text: $0) }, until: try until.map { try CivilDate(text: $0) })
}

func members(_ ids: String...) throws -> [Member] { try ids.map { try member($0) } }

/// A duty that is filled by slots.
func slots(
  _ id: String, _ hours: String, people: Int = 1, eligible: SlotPattern.Eligible = .everyone, skills: [String] = [],
  sameMember: Bool = false, zone: String = "Europe/London", points: Int? = nil
) throws -> Duty {
  Duty(
    id: id.id(),
    filling: .slots(
      SlotPattern(
        hours: try WeeklyHours(text: hours), zone: try ZoneID(text: zone), people: people, eligible: eligible,
        skills: skills, sameMember: sameMember, points: points.map { PointsRate(hundredthsPerHour: $0) })))
}

/// An instant, in UTC unless it says otherwise: `2026-01-12 08:00`.
func at(_ text: String) throws -> Timestamp {
  try Timestamp(text: text.contains("Z") || text.contains("+") ? text : text + "Z")
}

func span(_ from: String, _ until: String) throws -> Interval {
  guard let interval = Interval(try at(from), try at(until)) else {
    throw TextProblem("\(from) is not before \(until)", help: "")
  }
  return interval
}

func duration(_ text: String) throws -> PlainDuration { try PlainDuration(text: text) }
