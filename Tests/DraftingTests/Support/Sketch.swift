import LinearPrograms
import RotaSearch
import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import Drafting

/// A small team and week for a test, in as few words as possible. Unless said otherwise it is 2026-W03 (Monday 12 January
/// 2026) in Europe/London, where clocks show UTC that week.
struct Sketch {
  var input: DraftingInput

  init(
    _ members: [Member], _ duties: [Duty], rules: DraftingRules = DraftingRules(), week: String = "2026-W03",
    zone: String = "Europe/London"
  ) throws {
    input = DraftingInput(
      schedule: Schedule(
        team: "desk-team".id(), name: "Desk team", zone: try ZoneID(text: zone), members: members, duties: duties),
      rules: rules, period: DraftPeriod(try ISOWeek(text: week)), zones: SystemZones.tables)
  }

  func problem() throws -> DraftProblem { try Drafter.problem(input) }
  func draft() throws -> Draft { try Drafter.draft(input, by: .small) }

  /// What `rule` says about `member` taking `slot`, written `desk tue 08:00` or `desk tue 08:00 #2`, while others hold
  /// theirs.
  func judge(
    _ rule: any RotaRule, _ member: String, _ slot: String, holding: KeyValuePairs<String, String> = [:]
  ) throws -> Verdict {
    let problem = DraftProblem(try ProblemFacts(input), rules: [rule])
    let judge = try judge(problem, holding)
    return judge.verdict(0, try problem.member(member), try problem.slot(slot))
  }

  /// A draft in the making: slot to member.
  func judge(_ problem: DraftProblem, _ holding: KeyValuePairs<String, String>) throws -> DraftJudge {
    var judge = DraftJudge(problem)
    for (slot, member) in holding { judge.assign(try problem.member(member), to: try problem.slot(slot)) }
    return judge
  }

  /// Gives the member leave from one instant to another.
  func onLeave(_ member: String, _ from: String, _ until: String) throws -> Sketch {
    var copy = self
    copy.input.leave.append(
      Leave(id: "leave-\(input.leave.count)", member: member.id(), interval: try span(from, until), kind: .planned))
    return copy
  }

  /// Gives the member a fixed shift from one instant to another.
  func standing(
    _ member: String, _ duty: String, _ from: String, _ until: String, team: String = "desk-team"
  ) throws -> Sketch {
    var copy = self
    let id = ShiftID(text: "\(team).\(duty).fixed.\(from).\(member)")
    copy.input.standing.append(
      Shift(id: id, team: team.id(), duty: duty.id(), member: member.id(), interval: try span(from, until)))
    return copy
  }

  /// Publishes members in slots.
  func published(_ holding: KeyValuePairs<String, String>) throws -> Sketch {
    var copy = self
    let problem = try problem()
    for (slot, member) in holding { copy.input.published[problem.slots[try problem.slot(slot)].slot.id] = member.id() }
    return copy
  }

  func decided(_ kind: LeadDecision.Kind, _ slot: String, _ member: String) throws -> Sketch {
    var copy = self
    let problem = try problem()
    let id = problem.slots[try problem.slot(slot)].slot.id
    copy.input.decisions.append(LeadDecision(slot: id, member: member.id(), kind: kind))
    return copy
  }

  /// Leaves the slots of the first duty to claims.
  mutating func leaveOpen() {
    guard var pattern = input.schedule.duties.first?.slots else { return }
    pattern.staysOpen = true
    input.schedule.duties[0].filling = .slots(pattern)
  }

  func earned(_ balances: KeyValuePairs<String, Int>) -> Sketch {
    var copy = self
    copy.input.earned = balances.map { Balance(member: $0.key.id(), hundredths: $0.value) }
    return copy
  }
}

extension DraftProblem {
  func member(_ id: String) throws -> Int {
    try #require(members.firstIndex { $0.member.id.text == id }, "no member \(id)")
  }

  /// The slot of a duty on a weekday at a wall time: `desk tue 08:00`, the second place `desk tue 08:00 #2`.
  func slot(_ text: String) throws -> Int {
    let words = text.split(separator: " ").map(String.init)
    let place = words.count > 3 ? Int(words[3].dropFirst()) : 1
    let index = slots.firstIndex { facts in
      facts.slot.duty.text == words[0] && facts.slot.date.weekday.description == words[1]
        && facts.window.hasPrefix(words[2]) && facts.slot.place == place
    }
    return try #require(index, "no slot \(text)")
  }
}

extension Draft {
  /// Who stands the slot, written as in `Sketch.judge`.
  func holder(_ sketch: Sketch, _ slot: String) throws -> String? {
    let problem = try sketch.problem()
    return assignments[try problem.slot(slot)].member?.text
  }
}

extension DraftSearch {
  /// Small enough for many drafts in a debug build.
  static let small = DraftSearch(maker: ClpPrograms(), limits: limits(rounds: 4, tries: 6))
}

extension Verdict {
  /// The price; nil when forbidden, zero when fine.
  var points: Int? {
    switch self {
    case .fine: 0
    case .cost(let points, _): points
    case .forbidden: nil
    }
  }

  /// What it says, nothing when fine.
  var sentence: String? {
    switch self {
    case .fine: nil
    case .cost(_, let reason), .forbidden(let reason): reason.sentence
    }
  }
}
