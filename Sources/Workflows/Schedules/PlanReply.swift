import Scheduling
import Timekeeping

/// What putting definitions in force would do, in rows. Times of a length are whole seconds.
package struct PlanReply: Codable, Sendable, Hashable {
  package var effective: Timestamp
  /// How far it looked.
  package var until: Timestamp
  /// The version that would hold then without it; nil before the first.
  package var standingVersion: Int?
  /// True when that version says the same to the byte.
  package var isSameDefinition: Bool
  /// Versions to come that would be replaced.
  package var replaced: [Int]
  /// Those that something changes for.
  package var teams: [Team]
  /// Those that stay and whose file says something else than in the standing version, about shifts or not.
  package var edited: [Edited]
  /// Shifts of members in two teams that would stand together, or with too little rest between them (rule T14), and do not
  /// now; nil where there are none.
  package var clashes: [CoverageReply.FindingRow]?

  package var touchesPublished: Bool { teams.contains { !$0.published.isEmpty } }
  package var makesGap: Bool { teams.contains { team in team.gaps.contains(where: \.isMade) } }

  /// Teams that would be left out from then on.
  package var removed: [String] { teams.filter(\.isRemoved).map(\.team) }

  package struct Team: Codable, Sendable, Hashable {
    package var team: String
    package var name: String
    package var zone: String
    package var isNew: Bool
    package var isRemoved: Bool
    /// At which other people are on than before, added up over the duties.
    package var secondsMoved: Int
    package var people: [Person]
    /// Empty for a team that is new: all of it is.
    package var changes: [Change]
    package var gaps: [GapRow]
    package var published: [Week]
  }

  package struct Edited: Codable, Sendable, Hashable {
    package var team: String
    package var name: String
    /// The keys of its file, such as `promises`.
    package var sections: [String]
  }

  package struct Person: Codable, Sendable, Hashable {
    package var member: String
    package var name: String
    package var shiftsBefore: Int
    package var shiftsAfter: Int
    package var secondsBefore: Int
    package var secondsAfter: Int
    package var secondsGained: Int
    package var secondsLost: Int
    package var from: Timestamp
  }

  package struct Change: Codable, Sendable, Hashable {
    package var kind: String
    package var duty: String
    package var dutyTitle: String
    package var memberBefore: String?
    package var nameBefore: String?
    package var startBefore: Timestamp?
    package var endBefore: Timestamp?
    package var memberAfter: String?
    package var nameAfter: String?
    package var startAfter: Timestamp?
    package var endAfter: Timestamp?
  }

  package struct GapRow: Codable, Sendable, Hashable {
    package var duty: String
    package var from: Timestamp
    package var until: Timestamp
    /// False for one that is closed.
    package var isMade: Bool
  }

  package struct Week: Codable, Sendable, Hashable {
    package var label: String
    package var from: Timestamp
    package var until: Timestamp
    package var why: [String]
  }
}

extension PlanReply {
  init(_ plan: SchedulePlan) throws {
    let changed = try plan.teams().filter { team in
      team.isNew || team.isRemoved || team.effect.changesAnything || !team.touched.isEmpty
    }
    self.init(
      effective: plan.effective, until: plan.horizon.end, standingVersion: plan.standing?.id,
      isSameDefinition: plan.isSameDefinition, replaced: plan.replaced, teams: changed.map { Team($0) },
      edited: plan.edited, clashes: try plan.clashes().nonEmpty)
  }
}

extension PlanReply.Team {
  init(_ plan: TeamPlan) {
    let effect = plan.effect
    func gaps(_ gaps: [Gap], isMade: Bool) -> [PlanReply.GapRow] {
      gaps.map {
        PlanReply.GapRow(duty: $0.duty.text, from: $0.interval.start, until: $0.interval.end, isMade: isMade)
      }
    }
    self.init(
      team: plan.team.text, name: plan.name, zone: plan.zone.id.name, isNew: plan.isNew, isRemoved: plan.isRemoved,
      secondsMoved: effect.timeMoved.wholeSeconds, people: effect.people.map { PlanReply.Person($0, in: plan) },
      changes: plan.isNew ? [] : effect.changes.map { PlanReply.Change($0, in: plan) },
      // What nobody asks for any more was not filled by anybody.
      gaps: gaps(effect.gapsMade, isMade: true) + (plan.isRemoved ? [] : gaps(effect.gapsClosed, isMade: false)),
      published: plan.touched.map {
        PlanReply.Week(label: $0.label, from: $0.interval.start, until: $0.interval.end, why: $0.why)
      })
  }
}

extension PlanReply.Person {
  init(_ effect: PersonEffect, in plan: TeamPlan) {
    self.init(
      member: effect.member.text, name: plan.name(of: effect.member), shiftsBefore: effect.shiftsBefore,
      shiftsAfter: effect.shiftsAfter, secondsBefore: effect.hoursBefore.wholeSeconds,
      secondsAfter: effect.hoursAfter.wholeSeconds, secondsGained: effect.gained.wholeSeconds,
      secondsLost: effect.lost.wholeSeconds, from: effect.from)
  }
}

extension PlanReply.Change {
  init(_ change: ShiftChange, in plan: TeamPlan) {
    let (old, new) = (change.before, change.after)
    let duty = (new ?? old)?.duty
    self.init(
      kind: change.kind.rawValue, duty: duty?.text ?? "", dutyTitle: duty.map(plan.title) ?? "",
      memberBefore: old?.member.text, nameBefore: old.map { plan.name(of: $0.member) },
      startBefore: old?.interval.start, endBefore: old?.interval.end, memberAfter: new?.member.text,
      nameAfter: new.map { plan.name(of: $0.member) }, startAfter: new?.interval.start, endAfter: new?.interval.end)
  }
}
