import Scheduling
import Timekeeping
import Triage

/// What no part of a team file can know alone: how its parts fit together.
struct TeamChecks {
  let team: TeamDefinition
  let root: YAMLNode
  let context: Context

  func run() {
    checkFallbacks()
    for duty in team.schedule.duties { checkShadow(duty) }
    for duty in team.schedule.duties { checkSlots(of: duty) }
    LayerChecks(team: team, root: root, context: context).run()
    SizeChecks(team: team, root: root, context: context).run()
    LeaverChecks(team: team, root: root, context: context).run()
    checkPeriods()
    BreakChecks(team: team, root: root, context: context).run()
    QueueChecks(team: team, root: root, context: context).run()
  }

  // MARK: Fallbacks

  /// A chain of fallbacks that comes back to where it began would never find anybody.
  private func checkFallbacks() {
    var told: Set<DutyID> = []
    for duty in team.schedule.duties where !told.contains(duty.id) {
      guard let cycle = cycle(from: duty) else { continue }
      told.formUnion(cycle)
      let path = (cycle + [duty.id]).map(\.text).joined(separator: " → ")
      context.error(
        place(duty.id, "fallback"), "the fallbacks of '\(duty.id)' come back to it: \(path)",
        "let the last of them have no fallback")
    }
  }

  private func cycle(from duty: Duty) -> [DutyID]? {
    let chain = team.schedule.fallbackChain(from: duty.id)
    return chain.last?.fallback == duty.id ? chain.map(\.id) : nil
  }

  // MARK: Shadows

  /// A shadow learns beside somebody who answers, and never stands in for anybody.
  private func checkShadow(_ duty: Duty) {
    let duties = team.schedule
    if let shadowed = duty.shadows, shadowed == duty.id || duties.duty(shadowed)?.isShadow == true {
      context.error(
        place(duty.id, "shadow"), "'\(duty.id)' cannot shadow '\(shadowed)', whose holder is never on alone",
        "name the duty whose holder is paged")
    }
    if let fallback = duty.fallback, duties.duty(fallback)?.isShadow == true {
      context.error(
        place(duty.id, "fallback"), "'\(fallback)' only shadows, so it cannot stand in for '\(duty.id)'",
        "name the duty that it shadows, or another one")
    }
  }

  // MARK: Periods

  /// A promise in open time needs office hours, during a period too (B27), and so does a period's hours to hold at all.
  private func checkPeriods() {
    let always = team.desk.queues.filter { $0.hours == .always }.map(\.id)
    for promise in team.desk.periods where always.contains(promise.queue) {
      guard let target = promise.targets.first(where: { $0.target.countsOpenTime })?.target else { continue }
      context.error(
        period(promise.period, "targets"),
        "'\(target)' needs office hours, and queue '\(promise.queue)' is always open",
        "write it in hours, or give the queue office hours")
    }
    for next in team.schedule.periods where next.hours != nil && team.schedule.officeHours.isEmpty {
      context.error(
        period(next.name, "office hours"), "the team has no office hours that '\(next.name)' could change",
        "add them: `office hours: { uk: mon-fri 09:00-17:00 }`")
    }
  }

  private func period(_ name: String, _ key: String) -> Place {
    let node = root["periods"]?.list?.first { $0["name"]?.text == name }
    return node?[key]?.place ?? node?.place ?? .start
  }

  // MARK: Slots

  private func checkSlots(of duty: Duty) {
    guard let pattern = duty.slots, !team.schedule.members.isEmpty, context.arePeopleKnown else { return }
    let unknown = pattern.skills.filter { !checkSkill($0, at: place(duty.id, "skills")) }
    guard unknown.isEmpty else { return }
    let able = team.schedule.members.filter { may($0, stand: pattern) }.count
    if pattern.eligible == .volunteers, !team.schedule.members.contains(where: { $0.weekends == .volunteer }) {
      context.error(
        place(duty.id, "members"), "nobody in this team is a volunteer for weekends",
        "give members `weekends: volunteer`")
    } else if able < pattern.people, !isTooShort(pattern) {
      let people = pattern.people == 1 ? "1 person" : "\(pattern.people) people"
      let isSkill = !pattern.skills.isEmpty
      context.error(
        place(duty.id, isSkill ? "skills" : "people"),
        "each slot of '\(duty.id)' needs \(people), and \(able == 0 ? "nobody" : "only \(able)") may stand it",
        isSkill
          ? "let more members with all its `skills:` stand it"
          : "let more members stand it, or write a smaller `people:`")
    }
  }

  /// A list of fewer than a slot needs has been told where it stands.
  private func isTooShort(_ pattern: SlotPattern) -> Bool {
    if case .members(let ids) = pattern.eligible { ids.count < pattern.people } else { false }
  }

  private func may(_ member: Member, stand pattern: SlotPattern) -> Bool {
    let skilled = pattern.skills.allSatisfy(member.skills.contains)
    switch pattern.eligible {
    case .everyone: return skilled
    case .volunteers: return skilled && member.weekends == .volunteer
    case .members(let ids): return skilled && ids.contains(member.id)
    }
  }

  /// False, and told, for a skill that no member has: a slip of the pen.
  @discardableResult
  func checkSkill(_ skill: String, at place: Place) -> Bool {
    let known = Array(Set(team.schedule.members.flatMap(\.skills))).sorted()
    if known.contains(skill) || !context.arePeopleKnown { return true }
    let near = didYouMean(skill, among: known).map { "did you mean '\($0)'?" }
    context.error(
      place, "no member of this team has the skill '\(skill)'",
      near ?? "add it to the `skills:` of the members who have it")
    return false
  }

  private func place(_ duty: DutyID, _ key: String) -> Place {
    let node = Outline(root).node(of: duty)
    return node?[key]?.place ?? node?.place ?? .start
  }
}
