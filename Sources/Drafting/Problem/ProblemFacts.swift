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

  /// Slots with the same line belong together where the pattern says so.
  var lines: (lines: [[Int]], lineOf: [Int]) {
    var lines: [[Int]] = []
    var lineOf: [Int] = []
    var known: [String: Int] = [:]
    for (index, facts) in slots.enumerated() {
      if facts.pattern.sameMember, let line = known[facts.slot.line] {
        lines[line].append(index)
        lineOf.append(line)
      } else {
        known[facts.slot.line] = lines.count
        lineOf.append(lines.count)
        lines.append([index])
      }
    }
    return (lines, lineOf)
  }

  var overlaps: BitMatrix {
    var overlaps = BitMatrix(rows: slots.count, columns: slots.count)
    for a in slots.indices {
      for b in slots.indices where slots[a].slot.interval.overlaps(slots[b].slot.interval) { overlaps[a, b] = true }
    }
    return overlaps
  }

  /// Each member's partners, once each, in order.
  var apart: [[Int]] {
    members.indices.map { index in
      let id = members[index].member.id
      let kept = input.rules.neverTogether.filter { $0.contains(id) }.flatMap { $0 }
      return members.indices.filter { $0 != index && kept.contains(members[$0].member.id) }
    }
  }

  /// Time of fixed shifts inside the week, each instant once (rule T10).
  var fixedSeconds: [Int] {
    let duties = input.schedule.duties.filter { $0.slots != nil }.map(\.id)
    guard let week = input.interval(in: zone) else { return members.map { _ in 0 } }
    return members.map { member in
      let counting = member.standing.filter { fixed in
        fixed.team != input.schedule.team || !duties.contains { input.rules.mayStandTogether($0, fixed.duty) }
      }
      return counting.compactMap { $0.interval.intersection(week) }.union.reduce(0) { $0 + $1.seconds }
    }
  }

  func fairness(takesPart: [Bool]) -> FairShares {
    FairShares(input: input, members: members, slots: slots, takesPart: takesPart)
  }
}

extension DraftingInput {
  /// The ISO week on the wall of `zone`, Monday midnight to Monday midnight.
  func interval(in zone: Zone) -> Interval? {
    Interval(zone.startOfDay(week.monday), zone.startOfDay(week.monday + 7))
  }
}
