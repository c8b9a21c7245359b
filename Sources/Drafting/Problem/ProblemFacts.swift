import Scheduling
import Timekeeping

/// What a `DraftProblem` is compiled from: the input's values looked up, sorted and put into indices.
struct ProblemFacts {
  let input: DraftingInput
  let zone: Zone
  let slots: [SlotFacts]
  let members: [MemberFacts]

  /// Throws when the schedule names a zone whose table was not handed in.
  init(_ input: DraftingInput) throws(ZoneProblem) {
    self.input = input
    zone = try input.zones.zone(input.schedule.zone)
    let slots = try SlotReader(input: input, teamZone: zone).slots()
    self.slots = slots
    members = try MemberReader(input: input, slots: slots.map(\.slot), teamZone: zone).members()
  }

  /// Slots of one week with the same line belong together where the pattern says so.
  var lines: (lines: [[Int]], lineOf: [Int]) {
    var lines: [[Int]] = []
    var lineOf: [Int] = []
    var known: [String: Int] = [:]
    for (index, facts) in slots.enumerated() {
      let name = "\(facts.week) \(facts.slot.line)"
      if facts.pattern.sameMember, let line = known[name] {
        lines[line].append(index)
        lineOf.append(line)
      } else {
        known[name] = lines.count
        lineOf.append(lines.count)
        lines.append([index])
      }
    }
    return (lines, lineOf)
  }

  /// The members of each group that is kept apart, in the order of the file.
  var apart: [[Int]] {
    input.rules.neverTogether.map { group in members.indices.filter { group.contains(members[$0].member.id) } }
      .filter { $0.count > 1 }
  }

  /// Sets of slots that are on at one time, with no set inside another; slots that are alone are left out.
  var stretches: [[Int]] {
    let starts = Set(slots.map(\.slot.interval.start)).sorted()
    let on = starts.map { start in slots.indices.filter { slots[$0].slot.interval.contains(start) } }
    return on.indices.filter { index in
      on[index].count > 1 && (index + 1 == on.count || !Set(on[index]).isSubset(of: on[index + 1]))
    }.map { on[$0] }
  }

  func fairness(takesPart: [Bool]) -> FairShares {
    FairShares(input: input, members: members, slots: slots, takesPart: takesPart, zone: zone)
  }
}
