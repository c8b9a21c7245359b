import RotaSearch
import Scheduling
import Timekeeping

/// A draft to be made, compiled into indices and whole numbers; it knows nothing of how one searches.
///
/// `members` are in the order of the file, `slots` in that of week, duty, time and place; everything else speaks of them
/// by index. A member may take a slot when `mayTake` has it, no slot the member holds is in `conflicts` with it, and no
/// sum, run or tie forbids it; then it costs `placeCost` and what those say (`DraftJudge`).
package struct DraftProblem: Sendable {
  package let team: TeamID
  package let period: DraftPeriod
  /// The first day on which a run of days can begin whose begin is known.
  let firstRunDay: CivilDate
  package let zone: Zone
  package let weights: DraftWeights
  package let settings: DraftingRules
  /// In order of precedence.
  package let rules: [any RotaRule]
  package let slots: [SlotFacts]
  /// The duties of the team that have slots, in this period or others.
  let slotDuties: Set<DutyID>
  package let members: [MemberFacts]
  /// The slots that one member should keep all week; a slot without such a tie is a line of its own.
  package let lines: [[Int]]
  package let lineOf: [Int]
  /// Groups of members that never stand slots at the same time.
  package let apart: [[Int]]
  /// Sets of two or more slots that are on at one time, with no set inside another.
  package let stretches: [[Int]]
  /// The days, weeks and first days of months of the team's zone that slots touch, in order.
  package let touchedDays: [CivilDate]
  package let touchedWeeks: [ISOWeek]
  package let touchedMonths: [CivilDate]
  package internal(set) var fairness: FairShares
  /// Member by slot: nothing that is fixed around the period stands in the way.
  package internal(set) var mayTake: BitTable
  /// Slot by slot: no member may have both.
  package internal(set) var conflicts: BitTable
  /// Member by slot: points whatever else the draft holds.
  var placeCosts: [Int]
  /// The sums of each member, in the order of rules.
  var sums: [[MemberSum]]
  /// Member by slot: the sums in which it counts.
  var sumsOf: [[[SumEntry]]]
  var ties: [RuleTie]
  /// By slot: the ties that speak of it.
  var tiesOf: [[Int]]
  private let slotsOnDay: [CivilDate: [(slot: Int, weight: Int)]]

  init(_ facts: ProblemFacts, rules: [any RotaRule], weights: DraftWeights? = nil) {
    team = facts.input.schedule.team
    period = facts.input.period
    firstRunDay = facts.input.isPublishedBefore ? facts.input.period.from : facts.input.period.from + 1
    zone = facts.zone
    self.weights = weights ?? DraftWeights(facts.input.rules)
    settings = facts.input.rules
    self.rules = rules
    slots = facts.slots
    slotDuties = Set(facts.input.schedule.duties.filter { $0.slots != nil }.map(\.id))
    members = facts.members
    (lines, lineOf) = facts.lines
    apart = facts.apart
    stretches = facts.stretches
    slotsOnDay = Self.slotsOnDay(facts.slots)
    touchedDays = slotsOnDay.keys.sorted()
    touchedWeeks = Set(touchedDays.map(ISOWeek.init(containing:))).sorted()
    touchedMonths = Set(touchedDays.map { $0 - ($0.parts.day - 1) }).sorted()
    mayTake = BitTable(rows: members.count, columns: slots.count)
    conflicts = BitTable(rows: slots.count, columns: slots.count)
    placeCosts = Array(repeating: 0, count: members.count * slots.count)
    sums = []
    sumsOf = []
    ties = []
    tiesOf = Array(repeating: [], count: slots.count)
    fairness = facts.fairness(takesPart: Array(repeating: true, count: facts.members.count))
    fairness = facts.fairness(takesPart: members.indices.map(takesPart))
    askRules()
  }

  private static func slotsOnDay(_ slots: [SlotFacts]) -> [CivilDate: [(slot: Int, weight: Int)]] {
    var found: [CivilDate: [(slot: Int, weight: Int)]] = [:]
    for (index, facts) in slots.enumerated() {
      for part in facts.days { found[part.date, default: []].append((index, part.seconds)) }
    }
    return found
  }
}

// MARK: What rules ask

extension DraftProblem {
  /// Points for a member in a slot, whatever else the draft holds.
  package func placeCost(_ member: Int, _ slot: Int) -> Int { placeCosts[member * slots.count + slot] }

  /// What a slot costs while nobody stands it.
  package func openCost(_ slot: Int) -> Int {
    weights.open + (slots[slot].published == nil ? 0 : changeCost(slots[slot]))
  }

  /// What it costs that the published member does not have a slot.
  package func changeCost(_ slot: SlotFacts) -> Int { slot.isNear ? weights.change : weights.changeLater }

  /// What a rule charges whatever the draft looks like.
  package func constant(of rule: Int) -> Int { (rules[rule] as? any TallyRule)?.constant(in: self) ?? 0 }

  /// What all rules charge whatever the draft looks like.
  package var constant: Int { rules.indices.reduce(0) { $0 + constant(of: $1) } }

  /// The member's name, or the id of somebody who is not in the team.
  package func name(of id: MemberID) -> String { members.first { $0.member.id == id }?.name ?? id.text }

  /// The slots with what they count in a sum.
  package func weights(_ weight: (SlotFacts) -> Int) -> [(slot: Int, weight: Int)] {
    slots.enumerated().map { ($0, weight($1)) }
  }

  /// The slots on a day of the team's zone with their seconds on it.
  package func weights(on date: CivilDate) -> [(slot: Int, weight: Int)] { slotsOnDay[date] ?? [] }

  /// True when no member may hold two of `group`.
  package func isExclusive(_ group: [Int]) -> Bool {
    group.indices.allSatisfy { a in group[(a + 1)...].allSatisfy { conflicts[group[a], $0] } }
  }

  /// No member holds more of `group`: of slots that clash two by two one has one.
  func mostHeld(of group: [Int]) -> Int {
    var sets: [[Int]] = []
    for slot in group {
      if let place = sets.firstIndex(where: { set in set.allSatisfy { conflicts[slot, $0] } }) {
        sets[place].append(slot)
      } else {
        sets.append([slot])
      }
    }
    return sets.count
  }

  /// Why nothing but what is fixed around the period keeps a member from a slot; nil when nothing does.
  package func block(_ member: Int, _ slot: Int) -> Reason? {
    if mayTake[member, slot] { return nil }
    for rule in rules {
      if case .forbidden(let reason) = fixedVerdict(rule, member, slot) { return reason }
    }
    return nil
  }

  /// What a rule says without a look at the draft.
  func fixedVerdict(_ rule: any RotaRule, _ member: Int, _ slot: Int) -> Verdict {
    switch rule {
    case let rule as any PlaceRule: rule.judge(members[member], slots[slot], in: self)
    case let rule as any PairRule: standingVerdict(rule, members[member], slots[slot])
    default: .fine
    }
  }

  private func standingVerdict(_ rule: any PairRule, _ member: MemberFacts, _ slot: SlotFacts) -> Verdict {
    guard let other = member.standing.first(where: { rule.clash(slot.commitment, $0) }) else { return .fine }
    return rule.forbidden(rule.sentence(member, taking: slot, beside: other))
  }
}
