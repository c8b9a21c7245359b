import Scheduling
import Timekeeping

/// A question about a draft: what would it be without somebody, with leave that nobody asked for yet, or with a slot in
/// other hands? Nothing of it is stored.
package struct WhatIf: Sendable, Hashable, Codable {
  /// Members who stand no slot. They keep their share: what they do not stand, they are behind with.
  package var without: [MemberID]
  package var leave: [AssumedLeave]
  package var assign: [AssumedHolder]

  package init(without: [MemberID] = [], leave: [AssumedLeave] = [], assign: [AssumedHolder] = []) {
    self.without = without
    self.leave = leave
    self.assign = assign
  }

  package var isEmpty: Bool { without.isEmpty && leave.isEmpty && assign.isEmpty }

  /// Whole days off, on the wall of the member's zone.
  package struct AssumedLeave: Sendable, Hashable, Codable {
    package var member: MemberID
    package var dates: DateRange

    package init(member: MemberID, dates: DateRange) {
      self.member = member
      self.dates = dates
    }
  }

  package struct AssumedHolder: Sendable, Hashable, Codable {
    package var slot: ShiftID
    package var member: MemberID

    package init(slot: ShiftID, member: MemberID) {
      self.slot = slot
      self.member = member
    }
  }
}

extension WhatIf {
  /// `input` as it would be. What was decided for a slot or a member that the question takes otherwise is left out of
  /// account; `droppingImpossible` tells which.
  package func applied(to input: DraftingInput) throws(ZoneProblem) -> DraftingInput {
    var input = input
    for next in assign {
      input.decisions.removeAll {
        $0.slot == next.slot && ($0.kind == .assign || $0.member == next.member)
      }
      input.decisions.append(LeadDecision(slot: next.slot, member: next.member, kind: .assign))
    }
    if !without.isEmpty {
      let slots = try input.schedule.slots(of: input.period, zones: input.zones)
      for member in without {
        input.decisions.removeAll { $0.member == member }
        input.decisions += slots.map { LeadDecision(slot: $0.id, member: member, kind: .forbid) }
      }
    }
    for (number, next) in leave.enumerated() {
      let zone = try input.zones.zone(input.schedule.zone(of: next.member))
      guard let interval = next.dates.interval(in: zone) else { continue }
      input.leave.append(
        Leave(id: "what-if-\(number + 1)", member: next.member, interval: interval, kind: .planned))
    }
    return input
  }

  /// The draft as it would be, searched for from `holders`; what it costs no more to leave as it is, is left.
  package func answer(
    _ input: DraftingInput, from holders: [ShiftID: MemberID], by search: DraftSearch
  ) throws(ZoneProblem) -> WhatIfAnswer {
    let before = try Drafter.draft(input, holding: holders)
    let (changed, dropped) = try applied(to: input).droppingImpossible()
    let facts = try ProblemFacts(changed)
    let problem = DraftProblem(facts, rules: StandardRules.rules(for: changed))
    let found = Drafter.best(of: problem, by: search, from: holders)
    let judge = MoveBack(found.judge, to: holders).judge
    var writer = DraftWriter(judge, input: changed)
    let after = writer.write(fingerprint: facts.fingerprint, search: found.account)
    return WhatIfAnswer(
      draft: after, comparison: DraftComparison(before, after), parts: RulePart.differences(before, after),
      dropped: dropped)
  }
}

/// What a question would come to.
package struct WhatIfAnswer: Sendable, Hashable, Codable {
  /// As it would be, with reasons for everything.
  package let draft: Draft
  /// The draft that was asked about, priced by the facts as they are now, against the other one.
  package let comparison: DraftComparison
  /// What each rule would charge more or less, dearest first, and open slots; it adds up to the difference of the two.
  package let parts: [RulePart]
  /// Decisions that cannot hold any more.
  package let dropped: [DroppedDecision]
}

extension RulePart {
  /// The rule's name under which open slots stand.
  package static let openSlots = "open"

  /// By rule, what `after` costs more than `before`, dearest first; what makes no difference is left out.
  static func differences(_ before: Draft, _ after: Draft) -> [RulePart] {
    func points(_ draft: Draft) -> [RulePart] {
      draft.parts + [RulePart(rule: openSlots, points: draft.objective - draft.parts.reduce(0) { $0 + $1.points })]
    }
    let (old, new) = (points(before), points(after))
    let rules = (new + old).map(\.rule).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let found = rules.map { rule in
      let own = new.first { $0.rule == rule }?.points ?? 0
      return RulePart(rule: rule, points: own - (old.first { $0.rule == rule }?.points ?? 0))
    }
    return found.enumerated().filter { $0.element.points != 0 }
      .sorted { ($1.element.points, $0.offset) < ($0.element.points, $1.offset) }.map(\.element)
  }
}
