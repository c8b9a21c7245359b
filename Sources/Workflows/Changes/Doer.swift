import ScheduleFiles
import Scheduling
import Timekeeping

/// Who acts, and for whom: a member for themselves, a lead for others, or whoever operates the program (rule T12).
struct Doer: Sendable {
  /// Whose shift, answer or request it is.
  let member: MemberID
  /// As it is recorded: `bo`, `bo for ana`, `local:root for ana`.
  let by: String
  /// True for a lead and for the operator, who may overrule conflicts.
  let mayForce: Bool
  /// Who need not be told, since they did it.
  let doers: [MemberID]
}

extension ServiceDesk {
  /// Reads `--as` and `--for`; `subject` is the member that the command names anyway, such as who asks for a swap.
  func doer(
    as speaker: String?, for other: String?, subject: String? = nil, in schedule: Schedule, world: World,
    actor: Actor, now: Timestamp
  ) throws -> Doer {
    let lead = schedule.lead?.text
    let person = speaker == "lead" ? lead : speaker
    if speaker == "lead", lead == nil {
      throw OperatorProblem(.refused, "\(schedule.team) has no lead", help: "name one in its file: lead: …")
    }
    guard let whom = other ?? subject ?? person else {
      throw OperatorProblem(.refused, "nothing says who does it", help: "add --as and a member's id, such as --as bo")
    }
    let member = try member(whom, in: world, at: now).id
    guard let person else {
      return Doer(member: member, by: "\(actor.text) for \(member)", mayForce: true, doers: [])
    }
    let id = try self.member(person, in: world, at: now).id
    if id == member { return Doer(member: member, by: id.text, mayForce: id == schedule.lead, doers: [id]) }
    guard id == schedule.lead else {
      throw OperatorProblem(
        .no, "\(id) may not act for \(member)",
        help: lead.map { "only the lead of \(schedule.team), \($0), acts for others" } ?? "let \(member) do it")
    }
    return Doer(member: member, by: "\(id) for \(member)", mayForce: true, doers: [id])
  }
}
