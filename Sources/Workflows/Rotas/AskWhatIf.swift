import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// What a draft would be under an assumption: somebody missing, leave to come, a slot in other hands. Nothing is stored.
package struct AskWhatIf: OperatorCommand {
  package static let name = "rota-what-if"
  package static let changes = false
  /// Of each kind, in one question.
  static let mostAssumptions = 50

  package var draft: String
  /// Members who stand no slot.
  package var without: [String]
  package var leave: [LeaveChoice]
  package var assign: [SlotChoice]
  /// Cuts the search short.
  package var seconds: Double

  package init(
    draft: String, without: [String] = [], leave: [LeaveChoice] = [], assign: [SlotChoice] = [], seconds: Double = 5
  ) {
    self.draft = draft
    self.without = without
    self.leave = leave
    self.assign = assign
    self.seconds = seconds
  }

  package struct Reply: Codable, Sendable {
    package var draft: String
    package var team: String
    package var period: DraftPeriod
    package var zone: String
    /// By id, of everybody who is named.
    package var names: [String: String]
    package var answer: WhatIfAnswer
    /// False when a slot would be open that is not, or one could not be given as asked.
    package var isPossible: Bool
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let book = try await desk.store.read { [draft] in try DraftBook(draft, desk: desk, tx: $0, now: now) }
    let question = try question(about: book)
    let input = try book.input(orders: book.orders)
    let search = DraftSearch.usual(seconds: seconds, seed: book.draft.search?.seed ?? 1)
    let holders = book.draft.holders
    let answer = try await Task.detached(priority: .userInitiated) {
      try question.answer(input, from: holders, by: search)
    }.value
    let members = answer.draft.balance.map(\.member) + book.draft.holders.values.sorted()
    return Reply(
      draft: book.stored.id, team: book.stored.team.text, period: book.draft.period,
      zone: book.definition.schedule.zone.name,
      names: Dictionary(
        members.map { ($0.text, book.world.name(of: $0)) }, uniquingKeysWith: { first, _ in first }),
      answer: answer, isPossible: isPossible(answer, question))
  }

  private func isPossible(_ answer: WhatIfAnswer, _ question: WhatIf) -> Bool {
    let holders = answer.draft.holders
    let isGiven = question.assign.allSatisfy { holders[$0.slot] == $0.member }
    return isGiven && !answer.comparison.slots.contains { $0.after == nil }
  }

  private func question(about book: DraftBook) throws -> WhatIf {
    for (count, kind) in [(without.count, "--without"), (leave.count, "--leave"), (assign.count, "--assign")]
    where count > Self.mostAssumptions {
      throw OperatorProblem(
        .refused, "\(kind) is there \(count) times", help: "assume \(Self.mostAssumptions) things at a time at most")
    }
    let question = WhatIf(
      without: try without.map { try book.member($0).id },
      leave: try leave.map { WhatIf.AssumedLeave(member: try book.member($0.member).id, dates: $0.dates) },
      assign: try assign.flatMap { choice in
        let member = try book.member(choice.member ?? "").id
        return try book.slots(meant: choice.slot).map { WhatIf.AssumedHolder(slot: $0.slot.id, member: member) }
      })
    guard !question.isEmpty else {
      throw OperatorProblem(
        .refused, "nothing is assumed",
        help: "say what if: --without MEMBER, --leave MEMBER=DAYS or --assign SLOT=MEMBER")
    }
    return question
  }
}

/// Leave as somebody assumed it.
package struct LeaveChoice: Codable, Sendable, Hashable {
  package var member: String
  /// On the wall of the member's zone.
  package var dates: DateRange

  package init(member: String, dates: DateRange) {
    self.member = member
    self.dates = dates
  }
}
