import Timekeeping

/// Whether a member may take shifts of a team, by the rules that hold across schedules and teams (rule T14).
///
/// One pure function for swaps, covers, take-overs, overrides and the ranking of replacements; every objection is a
/// sentence. It costs a sort of the shifts of the member asked about, and for each part a look at those around it.
package struct ConflictCheck: Sendable {
  package let schedule: Schedule
  package let limits: ShiftLimits
  /// Shifts of every team around the time in question, as they stand and as they were recorded.
  package private(set) var standing: [Shift]
  package let leave: [Leave]
  /// What the teams say whose shifts are in `standing`: of two that a member stands for, the stricter rest and either's
  /// weeks and weekends hold, whichever is asked.
  let others: [TeamID: ShiftLimits]
  package let zone: Zone
  /// The zones of the teams whose shifts are in `standing`; others are read on this team's wall.
  let walls: [TeamID: Zone]
  private let zones: ZoneTables

  /// Throws when the team's zone is not known.
  package init(
    schedule: Schedule, limits: ShiftLimits, standing: [Shift], leave: [Leave], zones: ZoneTables,
    walls: [TeamID: Zone] = [:], others: [TeamID: ShiftLimits] = [:]
  ) throws(ZoneProblem) {
    self.schedule = schedule
    self.limits = limits
    self.standing = standing
    self.leave = leave
    self.zone = try zones.zone(schedule.zone)
    self.zones = zones
    self.walls = walls
    self.others = others
  }

  /// Everything that speaks against `member` taking `parts` while giving `giving` away; empty when nothing does.
  ///
  /// In the order of the parts, each objection once. `only` asks about some of the parts, while all are taken.
  package func conflicts(
    for member: MemberID, taking parts: [ShiftPart], giving: [ShiftPart] = [], only asked: [ShiftPart]? = nil
  ) -> [ShiftConflict] {
    guard let person = schedule.member(member) else {
      return [ShiftConflict(.notInTeam, "\(member) is not in \(schedule.name)")]
    }
    let stood = HeldShifts(held(by: member, without: giving), taking: parts, member: member)
    // order: the longest
    let reach = Self.reach + others.values.compactMap(\.rest).reduce(limits.rest ?? .zero, max)
    return (asked ?? parts).flatMap { part in
      objections(Question(person: person, part: part, held: stood.around(part, reach: reach), taken: parts))
    }.uniqued
  }

  /// The same where `temporary` stands in the place of the shifts of its duties.
  package func without(_ temporary: TemporarySchedule) -> ConflictCheck {
    var check = self
    check.standing = standing.flatMap { shift -> [Shift] in
      guard shift.team == temporary.team, temporary.duties.contains(shift.duty) else { return [shift] }
      return shift.interval.subtracting(temporary.interval).map { rest in
        var shift = shift
        shift.interval = rest
        return shift
      }
    }
    return check
  }

  /// How far around a part a shift may lie that a rule compares it with, rest aside: the weekend after next.
  private static let reach = Duration.hours(24 * 21)

  /// Where `member` lives: the zone their hours and nights are read in.
  package func home(of member: MemberID) -> Zone { (try? zones.zone(schedule.zone(of: member))) ?? zone }

  /// What a member holds, less what they give away.
  private func held(by member: MemberID, without giving: [ShiftPart]) -> [Shift] {
    standing.filter { $0.member == member }.flatMap { shift in
      let gone = giving.filter { $0.shift == shift.id }.map(\.interval)
      return shift.interval.subtracting(gone).map { rest in
        var shift = shift
        shift.interval = rest
        return shift
      }
    }
  }

  private func objections(_ question: Question) -> [ShiftConflict] {
    let rules: [(ShiftConflict.Rule, (Question) -> String?)] = [
      (.notInTeam, place), (.leave, away), (.overlap, overlap), (.eligibility, eligibility), (.rest, rest),
      (.mostPerWeek, week), (.weekends, weekends), (.workingHours, hours), (.neverTogether, together),
    ]
    return rules.compactMap { rule, ask in ask(question).map { ShiftConflict(rule, $0) } }
  }

  func zone(_ id: ZoneID) -> Zone { (try? zones.zone(id)) ?? zone }
}

/// One member and one part to take.
struct Question {
  let person: Member
  let part: ShiftPart
  /// What the person stands besides, in any team.
  let held: [Shift]
  /// Everything that changes hands with it.
  let taken: [ShiftPart]

  var time: Interval { part.interval }
}
