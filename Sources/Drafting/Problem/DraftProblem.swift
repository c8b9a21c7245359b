import Scheduling
import Timekeeping

/// A draft to be made, compiled into indices and whole numbers for a search; it knows nothing of how one searches.
///
/// `members` and `slots` are in the order of the file, of duty, time and place; everything else speaks of them by index.
/// A member may take a slot when `mayTake` has it, no slot the member holds is in `conflicts` with it, and no rule of
/// `liveRules` forbids it; then it costs `placeCost` and what those rules say.
package struct DraftProblem: Sendable {
  package let team: TeamID
  package let week: ISOWeek
  package let zone: Zone
  package let weights: DraftWeights
  /// In order of precedence.
  package let rules: [any RotaRule]
  /// Those whose verdicts depend on the draft as it stands.
  package let liveRules: [any RotaRule]
  package let slots: [SlotFacts]
  package let members: [MemberFacts]
  /// The slots that one member should keep all week; a slot without such a tie is a line of its own.
  package let lines: [[Int]]
  package let lineOf: [Int]
  /// Slot by slot: at the same time.
  package let overlaps: BitMatrix
  /// Members that never stand slots at the same time, by member.
  package let apart: [[Int]]
  /// Most seconds on shift in the week; nil means no limit.
  package let weekLimit: Int?
  /// Seconds of fixed shifts that count towards the limit, by member.
  package let fixedSeconds: [Int]
  package internal(set) var fairness: FairShares
  /// Member by slot: nothing that is fixed around the week stands in the way.
  package internal(set) var mayTake: BitMatrix
  /// Slot by slot: no member may have both.
  package internal(set) var conflicts: BitMatrix
  /// Points for a member in a slot, whatever else the draft holds.
  private var placeCosts: [Int]
  /// The first reason why a member may not take a slot.
  private var blocks: [Reason?]

  package func placeCost(_ member: Int, _ slot: Int) -> Int { placeCosts[member * slots.count + slot] }

  /// Why `mayTake` says no, by the first rule that forbids it.
  package func block(_ member: Int, _ slot: Int) -> Reason? { blocks[member * slots.count + slot] }

  /// What a slot costs while nobody stands it.
  package func openCost(_ slot: Int) -> Int {
    weights.open + (slots[slot].published == nil ? 0 : weights.change)
  }

  /// The member's name, or the id of somebody who is not in the team.
  package func name(of id: MemberID) -> String { members.first { $0.member.id == id }?.name ?? id.text }

  init(_ facts: ProblemFacts, rules: [any RotaRule]) {
    team = facts.input.schedule.team
    week = facts.input.week
    zone = facts.zone
    weights = DraftWeights(facts.input.rules)
    self.rules = rules
    liveRules = rules.filter { $0.scope == .draft }
    slots = facts.slots
    members = facts.members
    (lines, lineOf) = facts.lines
    overlaps = facts.overlaps
    apart = facts.apart
    weekLimit = facts.input.rules.atMostPerWeek.map { Int($0.duration.components.seconds) }
    fixedSeconds = facts.fixedSeconds
    fairness = facts.fairness(takesPart: Array(repeating: true, count: facts.members.count))
    mayTake = BitMatrix(rows: members.count, columns: slots.count)
    conflicts = BitMatrix(rows: slots.count, columns: slots.count)
    placeCosts = Array(repeating: 0, count: members.count * slots.count)
    blocks = Array(repeating: nil, count: members.count * slots.count)
    ask(facts)
  }

  /// Asks every rule what can be known before the search.
  private mutating func ask(_ facts: ProblemFacts) {
    let empty = PartialDraft(self)
    fairness = facts.fairness(takesPart: members.indices.map { takesPart($0, in: empty) })
    let fixed = rules.filter { $0.scope != .draft }
    for member in members.indices {
      for slot in slots.indices { ask(fixed, about: member, slot, in: empty) }
    }
    askPairs()
  }

  private mutating func askPairs() {
    let pairs = rules.compactMap { $0 as? any PairRule }
    for a in slots.indices {
      for b in slots.indices where b > a {
        let clash = pairs.contains { $0.clash(slots[a].commitment, slots[b].commitment) }
        conflicts[a, b] = clash
        conflicts[b, a] = clash
      }
    }
  }

  private func takesPart(_ member: Int, in empty: PartialDraft) -> Bool {
    let lasting = rules.filter(\.isLasting)
    return slots.indices.contains { slot in
      !lasting.contains { $0.judge(member, slot, in: empty).isForbidden }
    }
  }

  private mutating func ask(_ rules: [any RotaRule], about member: Int, _ slot: Int, in empty: PartialDraft) {
    let index = member * slots.count + slot
    for rule in rules {
      switch rule.judge(member, slot, in: empty) {
      case .fine: continue
      case .cost(let points, _): placeCosts[index] += points
      case .forbidden(let reason):
        blocks[index] = reason
        return
      }
    }
    mayTake[member, slot] = true
  }
}
