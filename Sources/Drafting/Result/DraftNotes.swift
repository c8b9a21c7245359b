import Scheduling
import Timekeeping

/// What a lead should know about a draft besides its slots.
struct DraftNotes {
  private var draft: DraftJudge
  private let input: DraftingInput
  private var problem: DraftProblem { draft.problem }

  /// How many members a note names as obstacles before it only counts them.
  private static let named = 3

  init(_ draft: DraftJudge, input: DraftingInput) {
    self.draft = draft
    self.input = input
  }

  mutating func notes() -> [String] {
    let open = draft.openSlots.count
    let gaps = open == 0 ? [] : ["\(open) of \(Wording.count(problem.slots.count, "slot")) stay open"]
    return gaps + problem.lines.indices.compactMap { sharedLine($0) } + unknownSlots()
  }

  /// Says so where a line that one member should keep has several, or is open in part.
  private mutating func sharedLine(_ line: Int) -> String? {
    let slots = problem.lines[line]
    let holders = draft.holders(ofLine: line)
    let filled = slots.filter { draft.holder($0) != nil }
    guard let first = slots.first, slots.count > 1, !holders.isEmpty, holders.count > 1 || filled.count < slots.count
    else { return nil }
    let names = Wording.list(holders.map { problem.members[$0].name })
    let title = problem.slots[first].windowTitle
    let how =
      holders.count > 1
      ? "is shared by \(names)" : "is with \(names) on \(filled.count) of \(Wording.count(slots.count, "day"))"
    return "\(title) \(how): \(whyNotOne(slots))"
  }

  private mutating func whyNotOne(_ slots: [Int]) -> String {
    let before = slots.map { draft.holder($0) }
    for slot in slots { draft.clear(slot) }
    defer {
      for (slot, holder) in zip(slots, before) { if let holder { draft.assign(holder, to: slot) } }
    }
    let obstacles = problem.members.indices.map { firstObstacle(for: $0, in: slots) }
    guard !obstacles.contains(where: { $0 == nil }) else { return "so it costs less than with one member" }
    let near = problem.members.indices.filter { member in slots.contains { draft.mayTake(member, $0) } }
    let reasons = near.prefix(Self.named).compactMap { obstacles[$0]?.sentence }.uniqued
    let more = near.count > Self.named ? ["and \(near.count - Self.named) more"] : []
    return "nobody may take all of it (\((reasons + more).joined(separator: "; ")))"
  }

  /// What keeps `member` from taking all of `slots`; nil when nothing does.
  private mutating func firstObstacle(for member: Int, in slots: [Int]) -> Reason? {
    var taken: [Int] = []
    defer { for slot in taken { draft.clear(slot) } }
    for slot in slots {
      if let obstacle = draft.obstacle(member, slot) { return obstacle }
      draft.assign(member, to: slot)
      taken.append(slot)
    }
    return nil
  }

  /// What the input says about slots that the period does not have.
  private func unknownSlots() -> [String] {
    let known = Set(problem.slots.map(\.slot.id))
    let published = input.published.keys.filter { !known.contains($0) }.sorted().map {
      "slot \($0) is published but no longer in the schedule; publishing this draft takes it away"
    }
    let decided = Set(input.decisions.map(\.slot).filter { !known.contains($0) }).sorted().map {
      "a decision names slot \($0), which \(problem.period) does not have; it is left out of account"
    }
    return published + decided
  }
}
