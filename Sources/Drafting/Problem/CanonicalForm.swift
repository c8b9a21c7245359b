import Scheduling
import Timekeeping

extension ProblemFacts {
  /// The hash of what the draft depends on, in an order of its own: slots as dated instants, rules, and of each member
  /// what bears on the period. Zones count by the instants they give, so new zone data shows only where it matters.
  var fingerprint: String {
    var print = Fingerprint()
    print.add("watchbill draft 2", "\(input.schedule.team)", "\(input.period)", "\(zone.id)")
    // Every field by its name, those of rules that are yet to be written too.
    print.add("rules", "\(input.rules)")
    if input.isPublishedBefore, input.rules.runs?.leastDays != nil { print.add("published before") }
    for slot in slots { add(slot, to: &print) }
    for day in Set(input.holidays.map(\.date)).sorted() where input.period.contains(day) {
      print.add("holiday", "\(day)")
    }
    let fairness = fairness(takesPart: members.map { _ in true })
    for (index, member) in members.enumerated() {
      add(member, earned: fairness.earned[index], to: &print)
      if input.rules.sharesLeave { print.add("shared leave", "\(fairness.leave[index])") }
    }
    for id in input.published.keys.sorted() { print.add("published", "\(id)", input.published[id]?.text ?? "") }
    let decisions = input.decisions.sorted {
      ($0.slot, $0.member, $0.kind.rawValue) < ($1.slot, $1.member, $1.kind.rawValue)
    }
    for next in decisions { print.add("decision", "\(next.slot)", "\(next.member)", next.kind.rawValue) }
    let wishes = input.wishes.sorted { ($0.member, $0.interval.start, $0.id) < ($1.member, $1.interval.start, $1.id) }
    for wish in wishes { print.add("wish", "\(wish.member)", wish.kind.rawValue, "\(wish.interval)", "\(wish.weight)") }
    for next in input.credits.sorted(by: { ($0.member, $0.hundredths) < ($1.member, $1.hundredths) }) {
      print.add("credit", "\(next.member)", "\(next.hundredths)")
    }
    return print.text
  }

  private func add(_ facts: SlotFacts, to print: inout Fingerprint) {
    let pattern = facts.pattern
    print.add("slot", "\(facts.slot.id)", "\(facts.slot.interval)", facts.slot.line, facts.title, "\(pattern.zone)")
    print.add(
      "\(pattern.sameMember)", "\(isKeptAsNear(facts))", "\(facts.weighted) \(facts.points)", Self.text(pattern.skills))
    print.add(pattern.workingHours.map { "\($0)" } ?? "")
    if pattern.staysOpen == true { print.add("stays open") }
    if let period = facts.period, let members = period.members {
      print.add("period", period.name, Self.text(members.map(\.text)))
    }
    switch pattern.eligible {
    case .everyone: print.add("everyone")
    case .volunteers: print.add("volunteers")
    case .members(let listed): print.add("members", Self.text(listed.map(\.text)))
    }
  }

  /// Time that passes changes nothing where near and far slots are kept alike.
  private func isKeptAsNear(_ facts: SlotFacts) -> Bool { facts.isNear || input.rules.keepPublishedLater == nil }

  private func add(_ facts: MemberFacts, earned: Int, to print: inout Fingerprint) {
    let member = facts.member
    print.add("member", "\(member.id)", member.name, "\(facts.zone.id)", member.hours?.description ?? "")
    print.add(member.weekends.rawValue, "\(member.share)", Self.text(member.skills.sorted()), "\(earned)")
    print.add(member.nights?.rawValue ?? "", Self.text(member.holidays?.map { "\($0.date)" } ?? ["-"]))
    print.add(member.from?.description ?? "", member.until?.description ?? "")
    for leave in facts.leave { print.add("leave", "\(leave)") }
    for fixed in facts.standing {
      print.add("fixed", "\(fixed.team)", "\(fixed.duty)", "\(fixed.interval)")
      add(input.others[fixed.team] ?? ShiftLimits(), of: fixed, to: &print)
      guard let wall = input.walls[fixed.team], wall.id != zone.id else { continue }
      print.add("weekend", fixed.weekend.map { "\($0)" } ?? "")
    }
    for hours in facts.atWork ?? [] { print.add("hours", "\(hours)") }
    for hours in facts.volunteering ?? [] { print.add("volunteering", "\(hours)") }
  }

  /// What another team says, where one of its shifts is fixed.
  private func add(_ limits: ShiftLimits, of fixed: Commitment, to print: inout Fingerprint) {
    if limits.rest != nil || limits.noTwoWeekendsInARow {
      print.add("limits", limits.rest.map { "\($0)" } ?? "", "\(limits.noTwoWeekendsInARow)")
    }
    guard let most = limits.mostPerWeek else { return }
    print.add("week", "\(most)", "\(limits.slots.contains(fixed.duty))", "\(input.walls[fixed.team]?.id ?? zone.id)")
  }

  private static func text(_ items: [String]) -> String { items.joined(separator: ",") }
}
