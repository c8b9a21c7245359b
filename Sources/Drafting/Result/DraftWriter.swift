import Scheduling
import Timekeeping

/// Writes down a finished search as a `Draft`, with a reason for everything.
///
/// What speaks against each of the others is said where there are at most `fullest` slots times members; in larger drafts
/// it would be most of what is stored, so there only whoever costs least is named, and `DraftExplainer` answers for the
/// rest.
struct DraftWriter {
  let input: DraftingInput
  /// Slots are opened and filled again while asking what else was possible.
  private var judge: DraftJudge
  private let namesAll: Bool
  private var problem: DraftProblem { judge.problem }

  static let fullest = 10_000

  init(_ judge: DraftJudge, input: DraftingInput, fullest: Int = DraftWriter.fullest) {
    self.judge = judge
    self.input = input
    namesAll = judge.problem.slots.count * judge.problem.members.count <= fullest
  }

  mutating func write(fingerprint: String, search: SearchAccount?) -> Draft {
    var notes = DraftNotes(judge, input: input)
    return Draft(
      team: problem.team, period: problem.period, assignments: problem.slots.indices.map { assignment(of: $0) },
      balance: problem.members.indices.map { MemberBalance($0, judge) }, objective: judge.objective, parts: judge.parts,
      fingerprint: fingerprint, search: search, notes: notes.notes() + (search?.leftOut ?? []).map(Self.leftOut))
  }

  private static func leftOut(_ rule: String) -> String {
    "the rule \(rule) has too many cases here for the search: it is kept, and a better draft may have been passed over"
  }

  private mutating func assignment(of slot: Int) -> DraftAssignment {
    let facts = problem.slots[slot]
    let holder = judge.holder(slot)
    judge.clear(slot)
    let price = holder.flatMap { judge.price($0, slot) }
    let own = holder.map { judge.charges($0, slot) } ?? []
    let takers = problem.members.indices.filter { $0 != holder }.compactMap { member in
      judge.price(member, slot).map { (member: member, price: $0) }
    }
    let next = takers.min { $0.price < $1.price }.map { other($0.member, slot, against: price, own) }
    let others = problem.members.indices.filter { namesAll && $0 != holder }.map {
      other($0, slot, against: price, own)
    }
    let because =
      holder.map { judge.bonds(of: $0, to: slot) + [comparison($0, next, of: takers.count)] + own.map(\.reason) }
      ?? OpenSlotReasons(judge, slot).reasons
    if let holder { judge.assign(holder, to: slot) }
    return DraftAssignment(
      slot: facts.slot, title: facts.title, window: facts.window, zone: facts.pattern.zone,
      member: holder.map { problem.members[$0].member.id }, because: because,
      others: namesAll ? others : next.map { [$0] } ?? [], charges: own)
  }

  private func other(_ member: Int, _ slot: Int, against price: Int?, _ holders: [Charge]) -> OtherMember {
    let own = judge.price(member, slot)
    let extra = own.flatMap { own in price.map { own - $0 } }
    return OtherMember(
      member: problem.members[member].member.id, obstacle: own == nil ? judge.obstacle(member, slot) : nil,
      extra: extra, because: extra ?? 0 > 0 ? dearest(judge.charges(member, slot), against: holders) : nil)
  }

  /// The rule by which a member costs most more than the holder.
  private func dearest(_ charges: [Charge], against holders: [Charge]) -> Reason? {
    func more(_ charge: Charge) -> Int {
      charge.points - (holders.first { $0.reason.rule == charge.reason.rule }?.points ?? 0)
    }
    return charges.max { more($0) < more($1) }?.reason
  }

  private func comparison(_ member: Int, _ next: OtherMember?, of others: Int) -> Reason {
    let name = problem.members[member].name
    guard let next else { return Reason(rule: "price", "only \(name) may take it") }
    let rival = problem.name(of: next.member)
    let extra = next.extra ?? 0
    let several = "of \(others + 1) who may take it, \(name)"
    let points = Wording.count(abs(extra), "point")
    let sentence =
      switch extra {
      case 1...: "\(several) costs least; \(rival) would cost \(points) more"
      case 0: "\(several) costs as little as \(rival)"
      default: "for this slot alone \(rival) would cost \(points) less than \(name), but not for all that hangs on it"
      }
    return Reason(rule: "price", sentence)
  }
}
