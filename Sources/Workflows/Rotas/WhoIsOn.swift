import ScheduleFiles
import Scheduling
import Timekeeping

/// Who is on at an instant: for one duty, for a team, or for every team.
package struct WhoIsOn: OperatorCommand {
  package static let name = "who"
  package static let changes = false

  package var team: String?
  package var duty: String?
  /// Nil means now.
  package var at: Timestamp?

  package init(team: String? = nil, duty: String? = nil, at: Timestamp? = nil) {
    self.team = team
    self.duty = duty
    self.at = at
  }

  package struct Reply: Codable, Sendable {
    package var at: Timestamp
    package var rows: [DutyAnswer]
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let world = try await desk.world()
    let instant = at ?? now
    let teams = try team.map { [try desk.team($0, in: world, at: instant)] } ?? world.teams(at: instant)
    guard !teams.isEmpty else { throw OperatorProblem.nothingApplied }
    try checkDuty(of: teams.map(\.schedule))
    let answers = try teams.flatMap { try rows(of: $0.schedule, at: instant, desk: desk, world: world) }
    return Reply(at: instant, rows: answers)
  }

  /// A duty need not be one of every team, but of one of them.
  private func checkDuty(of schedules: [Schedule]) throws {
    let known = schedules.flatMap(\.duties).map(\.id.text)
    guard let duty, !known.contains(duty) else { return }
    let only = schedules.count == 1 ? schedules.first?.team : nil
    throw OperatorProblem.unknown("duty", duty, of: only, among: known)
  }

  private func rows(
    of schedule: Schedule, at instant: Timestamp, desk: ServiceDesk, world: World
  ) throws -> [DutyAnswer] {
    let wanted = schedule.duties.filter { duty == nil || $0.id.text == duty }
    guard !wanted.isEmpty, let window = Interval(instant - .hours(24 * 14), instant + .hours(24 * 60)) else {
      return []
    }
    let timeline = try desk.timeline(of: schedule.team, window: window, world: world)
    return wanted.map { DutyAnswer(timeline.who($0.id, at: instant), timeline: timeline) }
  }
}

/// Who is on for one duty, in words for the command line, the API and the view.
package struct DutyAnswer: Codable, Sendable {
  package var team: String
  package var teamName: String
  package var duty: String
  package var dutyTitle: String
  /// The first of `members`; nil when nobody is on.
  package var member: String?
  package var name: String?
  package var members: [Person]
  package var because: String
  package var until: Timestamp?
  /// Those of `members` who go on at `until`.
  package var stays: Stays?
  package var next: Next?
  package var zone: String

  package struct Person: Codable, Sendable {
    package var member: String
    package var name: String
    /// The duty they answer for: the one asked for, or its fallback.
    package var duty: String
  }

  package struct Stays: Codable, Sendable {
    package var members: [Person]
    package var until: Timestamp?

    /// `Ana Brook stays`, `Ana Brook and Bo Lind stay`.
    package var words: String { listed(members.map(\.name)) + " " + verb }
    package var verb: String { members.count == 1 ? "stays" : "stay" }
  }

  package struct Next: Codable, Sendable {
    /// The first of `members`.
    package var member: String
    package var name: String
    package var at: Timestamp
    /// Everyone who comes on at that instant.
    package var members: [Person]

    /// `Ana Brook and Bo Lind`.
    package var names: String { listed(members.map(\.name)) }
  }

  init(_ answer: OnCallAnswer, timeline: OnCallTimeline) {
    team = timeline.team.text
    teamName = timeline.schedule.name
    duty = answer.asked.text
    dutyTitle = timeline.schedule.duty(answer.asked)?.title ?? answer.asked.text
    members = answer.holders.map {
      Person(member: $0.member.text, name: timeline.name($0.member), duty: $0.duty.text)
    }
    member = members.first?.member
    name = members.first?.name
    because = Self.because(answer, timeline)
    until = answer.until
    stays = answer.stays.map { Stays($0, of: answer, timeline) }
    next = answer.next.flatMap { Next($0, of: answer.asked, timeline) }
    zone = timeline.zone.id.name
  }

  /// Of several who are on, each by name with their reason.
  private static func because(_ answer: OnCallAnswer, _ timeline: OnCallTimeline) -> String {
    guard let first = answer.holders.first else { return "nobody is on \(answer.asked) or its fallbacks" }
    guard answer.holders.contains(where: { $0.because != first.because }) else { return first.because }
    return answer.holders.map { "\(timeline.name($0.member)): \($0.because)" }.joined(separator: "; ")
  }
}

extension DutyAnswer.Stays {
  init(_ stays: OnCallAnswer.Stays, of answer: OnCallAnswer, _ timeline: OnCallTimeline) {
    members = stays.members.map { member in
      let duty = answer.holders.first { $0.member == member }?.duty ?? answer.asked
      return DutyAnswer.Person(member: member.text, name: timeline.name(member), duty: duty.text)
    }
    until = stays.until
  }
}

extension DutyAnswer.Next {
  init?(_ next: OnCallAnswer.Next, of duty: DutyID, _ timeline: OnCallTimeline) {
    members = next.members.map {
      DutyAnswer.Person(member: $0.text, name: timeline.name($0), duty: duty.text)
    }
    guard let first = members.first else { return nil }
    (member, name, at) = (first.member, first.name, next.at)
  }
}
