import Scheduling
import Timekeeping

/// A coverage report in rows, for the terminal, programs and spreadsheets. Times are whole seconds, parts of a whole are
/// in tenths of a percent.
package struct CoverageReply: Codable, Sendable, Hashable {
  package var from: Timestamp
  package var to: Timestamp
  package var hasGaps: Bool
  package var teams: [Team]
  /// Everybody of `teams`, over all of them: somebody in two teams is one person.
  package var people: [LoadRow]
  /// Worst first.
  package var findings: [FindingRow]
  /// The contacts of everybody on duty in the window, each person's together, by their first shift.
  package var contacts: [DutyContact] = []

  /// A contact of somebody on duty.
  package struct DutyContact: Codable, Sendable, Hashable {
    package var contact: ContactRow
    package var teams: [String]
    package var shifts: Int
    package var firstShift: Timestamp
  }

  /// Those of whom no contact was proven at `since` or later, in the order of their first shifts.
  package func unproven(since: Timestamp) -> [String] {
    var people: [String] = []
    for row in contacts where !people.contains(row.contact.member) { people.append(row.contact.member) }
    return people.filter { member in
      !contacts.contains { $0.contact.member == member && $0.contact.proven.map { $0 >= since } == true }
    }
  }

  package struct Team: Codable, Sendable, Hashable {
    package var team: String
    package var name: String
    package var zone: String
    package var duties: [DutyRow]
    package var members: [LoadRow]
    /// Nil without any hours.
    package var evennessTenths: Int?
  }

  package struct DutyRow: Codable, Sendable, Hashable {
    package var team: String
    package var duty: String
    package var title: String
    package var coverageTenths: Int
    package var requiredSeconds: Int
    package var openSeconds: Int
    package var notPublishedSeconds: Int
    package var nextGap: Timestamp?
  }

  package struct LoadRow: Codable, Sendable, Hashable {
    /// Nil over several teams.
    package var team: String?
    package var member: String
    package var name: String
    package var shifts: Int
    package var seconds: Int
    /// The time of each duty added up, and what would be theirs of it.
    package var dutySeconds: Int
    package var fairSeconds: Int?
    package var nightSeconds: Int
    package var weekendSeconds: Int
    package var holidaySeconds: Int
  }

  package struct FindingRow: Codable, Sendable, Hashable {
    package var kind: String
    package var team: String
    package var duty: String?
    package var members: [String]
    package var from: Timestamp
    package var until: Timestamp
    package var seconds: Int
    package var limitSeconds: Int?
    package var standInDuty: String?
    package var standIns: [String]
    package var count: Int
    package var isGap: Bool
    /// What it means, without its time.
    package var sentence: String
  }
}

extension CoverageReply {
  init(_ report: CoverageReport, teams shown: [TeamID], timelines: [OnCallTimeline]) {
    let lines = timelines.filter { shown.contains($0.team) }
    let members = Set(report.teams.filter { shown.contains($0.team) }.flatMap(\.loads).map(\.member))
    let found = report.findings.filter {
      shown.contains($0.team) || ($0.other.map { shown.contains($0.team) } ?? false)
    }
    self.init(
      from: report.window.start, to: report.window.end, hasGaps: found.contains(where: \.isGap),
      teams: zip(report.teams, timelines).filter { shown.contains($0.0.team) }.map { Team($0, timeline: $1) },
      people: report.people.filter { members.contains($0.member) }.map { load in
        LoadRow(load, team: nil, name: lines.lazy.compactMap { $0.knownName(load.member) }.first)
      },
      findings: found.compactMap { finding in
        timelines.first { $0.team == finding.team }.map { FindingRow(finding, timeline: $0) }
      })
  }
}

extension CoverageReply.Team {
  init(_ coverage: TeamCoverage, timeline: OnCallTimeline) {
    self.init(
      team: coverage.team.text, name: timeline.schedule.name, zone: timeline.zone.id.name,
      duties: coverage.duties.map { duty in
        CoverageReply.DutyRow(
          team: coverage.team.text, duty: duty.duty.text,
          title: timeline.duty(duty.duty)?.duty.title ?? duty.duty.text, coverageTenths: duty.tenths,
          requiredSeconds: duty.required.wholeSeconds, openSeconds: duty.open.wholeSeconds,
          notPublishedSeconds: duty.notPublished.wholeSeconds, nextGap: duty.nextGap)
      },
      members: coverage.loads.map {
        CoverageReply.LoadRow($0, team: coverage.team, name: timeline.knownName($0.member))
      },
      evennessTenths: coverage.evenness)
  }
}

extension CoverageReply.LoadRow {
  init(_ load: MemberLoad, team: TeamID?, name: String?) {
    self.init(
      team: team?.text, member: load.member.text, name: name ?? load.member.text, shifts: load.shifts,
      seconds: load.hours.wholeSeconds, dutySeconds: load.onDuties.wholeSeconds, fairSeconds: load.fair?.wholeSeconds,
      nightSeconds: load.nights.wholeSeconds,
      weekendSeconds: load.weekends.wholeSeconds, holidaySeconds: load.holidays.wholeSeconds)
  }
}

extension CoverageReply.FindingRow {
  init(_ finding: CoverageFinding, timeline: OnCallTimeline) {
    self.init(
      kind: finding.kind.rawValue, team: finding.team.text, duty: finding.duty?.text,
      members: finding.members.map(\.text), from: finding.interval.start, until: finding.interval.end,
      seconds: finding.amount.wholeSeconds, limitSeconds: finding.limit?.wholeSeconds,
      standInDuty: finding.standIn?.duty.text, standIns: finding.standIn?.members.map(\.text) ?? [],
      count: finding.count, isGap: finding.isGap, sentence: CoverageWords(timeline: timeline).sentence(finding))
  }
}

extension OnCallTimeline {
  /// Nil for somebody whom no version of this team names.
  fileprivate func knownName(_ member: MemberID) -> String? {
    let name = name(member)
    return name == member.text ? schedule.member(member)?.name : name
  }
}

extension Duration {
  /// Rounded towards zero.
  var wholeSeconds: Int { Int(components.seconds) }
}
