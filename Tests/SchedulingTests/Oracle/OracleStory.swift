import Scheduling
import Timekeeping

/// An input in lines that somebody can read.
struct OracleStory {
  let input: TimelineInput

  var lines: [String] {
    input.versions.flatMap(lines) + input.published.flatMap(lines) + input.temporary.flatMap(lines)
      + input.overrides.map(line) + input.leave.map { "leave \($0.id) \($0.member) \($0.kind) \($0.interval)" }
      + recorded
  }

  private var recorded: [String] {
    guard let history = input.recorded else { return [] }
    let shifts = history.shifts.map(\.shift)
    return ["recorded \(history.since) to \(history.until), running \(history.running.map { "\($0.key) \($0.value)" })"]
      + shifts.map { "  \($0.duty) \($0.member) \($0.interval)" }
  }

  private func lines(_ plan: TemporarySchedule) -> [String] {
    ["temporary \(plan.id) \(plan.duties.map(\.text)) \(plan.interval)"]
      + plan.shifts.map { "  \($0.duty) \($0.member) \($0.interval)" }
  }

  private func lines(_ version: ScheduleVersion) -> [String] {
    let schedule = version.schedule
    let limited = schedule.members.filter { $0.from != nil || $0.until != nil }.map { member in
      "  member \(member.id) \(Self.text(member.from))..\(Self.text(member.until))"
    }
    let periods = schedule.periods.map { "  period \($0.dates): \(($0.members ?? []).map(\.text))" }
    return ["version from \(version.from), \(schedule.zone)"] + limited + periods + schedule.duties.flatMap(lines)
  }

  private static func text(_ days: DayLimits?) -> String {
    let only = days?.only.map { ", only on \($0)" } ?? ""
    return only + (days?.except.map { ", except on \($0)" } ?? "")
  }

  private static func text(_ date: CivilDate?) -> String { date.map(\.description) ?? "" }

  private func lines(_ duty: Duty) -> [String] {
    let fallback = (duty.fallback.map { ", else \($0)" } ?? "") + (duty.shadows.map { ", shadows \($0)" } ?? "")
    if let slots = duty.slots {
      return ["  \(duty.id)\(fallback): \(slots.people) at once, \(slots.hours) \(slots.zone)\(Self.text(slots.days))"]
    }
    return ["  \(duty.id)\(fallback)"] + duty.layers.map(line)
  }

  private func line(_ layer: Layer) -> String {
    let rotation = layer.rotation
    let groups = rotation.groups.map { $0.map(\.text).joined(separator: " ") }.joined(separator: "|")
    let day = rotation.handoffDay.map { "\($0) " } ?? ""
    return "    layer \(layer.id) rank \(layer.rank): \(groups), every \(rotation.every) from \(rotation.from)"
      + " \(day)\(rotation.handoffTime) \(layer.zone), hours \(layer.hours?.description ?? "always")\(Self.text(layer.days))"
      + (rotation.until.map { ", until \($0)" } ?? "") + (layer.offDays == .count ? ", off days count" : "")
      + rotation.terms.map { ", \($0.group).\($0.member) \(Self.text($0.from))..\(Self.text($0.until))" }.joined()
      + rotation.pauses.map { ", rests \($0)" }.joined()
  }

  private func lines(_ rota: PublishedRota) -> [String] {
    ["published \(rota.label) \(rota.interval)"] + rota.shifts.map { "  \($0.duty) \($0.member) \($0.interval)" }
  }

  private func line(_ change: Override) -> String {
    "override \(change.id) \(change.kind) \(change.duty) \(change.change) \(change.interval)"
  }
}
