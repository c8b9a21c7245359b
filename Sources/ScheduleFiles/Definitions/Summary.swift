import Scheduling
import Timekeeping
import Triage

extension Definitions {
  /// What was understood, in lines for people: one for each team, and indented under it one for each thing it defines.
  package func summary() -> [String] { teams.flatMap { TeamSummary($0).lines } }
}

/// The lines about one team.
struct TeamSummary {
  private let schedule: Schedule
  private let desk: DeskPolicy
  private let calendars: [HolidayCopy]

  init(_ team: TeamDefinition) {
    schedule = team.schedule
    calendars = team.calendars ?? []
    desk = team.desk
  }

  var lines: [String] {
    let details = [
      limitedMembers, calendars.map { "holidays \($0.calendar): \($0.summary)" }, schedule.officeHours.map(line),
      schedule.periods.map(line), schedule.duties.flatMap(lines),
      desk.customers.map(DeskSummary.line), desk.routing.map(DeskSummary.line), desk.queues.map(line),
      desk.escalations.map(line),
    ]
    return [headline] + details.flatMap { $0 }.map { "  " + $0 }
  }

  /// `field-support: 8 members, duties desk (15 slots a week), primary (1 week from mon 09:00 Europe/London)`.
  private var headline: String {
    let duties = schedule.duties.map { "\($0.id) (\(short($0)))" }.joined(separator: ", ")
    let members = counted(schedule.members.count, "member")
    return "\(schedule.team): \(members), \(schedule.duties.count == 1 ? "duty" : "duties") \(duties)"
  }

  private func short(_ duty: Duty) -> String {
    if let slots = duty.slots { return counted(slots.hours.windows.count * slots.people, "slot") + " a week" }
    guard let layer = duty.layers.first, duty.layers.count == 1 else { return counted(duty.layers.count, "layer") }
    if layer.rotation.groups.count == 1 { return "always \(groups(layer))" }
    return "\(layer.rotation.every) from \(handoff(layer))"
  }

  // MARK: Members and hours

  /// T1: a reader of `until:` sees here which day is the last one.
  private var limitedMembers: [String] {
    schedule.members.compactMap { member in
      days(from: member.from, last: member.until).map { "member \(member.id): \($0)" }
    }
  }

  private func line(_ named: NamedOfficeHours) -> String {
    let hours = named.hours
    var parts = ["office hours \(named.id): \(hours.weekly) \(hours.zone)"]
    if let first = hours.holidays.first, let last = hours.holidays.last {
      parts.append("\(counted(hours.holidays.count, "holiday")) (\(first.date) to \(last.date))")
    }
    if !hours.exceptions.isEmpty { parts.append(counted(hours.exceptions.count, "exception")) }
    if !hours.breaks.isEmpty { parts.append(counted(hours.breaks.count, "break")) }
    return parts.joined(separator: ", ")
  }

  private func line(_ period: Period) -> String {
    let days = period.dates.first == period.dates.last ? "on \(period.dates)" : "\(period.dates) (last day included)"
    var parts = ["period \(period.name): \(days)"]
    if let hours = period.hours { parts.append(hours.windows.isEmpty ? "closed" : "open \(hours)") }
    if let members = period.members { parts.append("only \(members.map(\.text).joined(separator: ", "))") }
    parts += desk.periods.filter { $0.period == period.name }.map { promise in
      "\(promise.queue) promises \(promise.targets.map(text).joined(separator: ", "))"
    }
    if period.reply != nil { parts.append("with a reply") }
    return parts.joined(separator: "; ")
  }

  // MARK: Duties

  private func lines(_ duty: Duty) -> [String] {
    let fallback = duty.fallback.map { "; else \($0)" } ?? ""
    if let slots = duty.slots { return ["\(duty.id): \(text(slots))\(fallback)"] }
    return duty.layers.map { "\(duty.id), layer \($0.id): \(text($0))\(fallback)" }
  }

  private func text(_ slots: SlotPattern) -> String {
    let who =
      switch slots.eligible {
      case .everyone: "everyone"
      case .volunteers: "volunteers"
      case .members(let ids): ids.map(\.text).joined(separator: ", ")
      }
    var parts = ["\(slots.hours) \(slots.zone)", "\(slots.people) at once of \(who)"]
    if !slots.skills.isEmpty { parts.append("with \(slots.skills.joined(separator: ", "))") }
    if slots.sameMember { parts.append("one member keeps a window all week") }
    parts += texts(slots.days)
    if let claim = slots.claimUntil { parts.append("chosen until \(claim) of the week before") }
    if slots.staysOpen == true { parts.append("what nobody chooses stays open") }
    return parts.joined(separator: "; ")
  }

  private func text(_ layer: Layer) -> String {
    let rotation = layer.rotation
    let takesTurns = rotation.groups.count > 1
    var parts = [groups(layer), takesTurns ? "turns of \(rotation.every) from \(handoff(layer))" : "always"]
    parts += [days(from: rotation.from == LayerSection.longAgo ? nil : rotation.from, last: rotation.until)].compactMap
    { $0 }
    parts += rotation.terms.compactMap { term in
      days(from: term.from, last: term.until).map { "\(term.member) \($0)" }
    }
    if !rotation.pauses.isEmpty { parts.append("rests \(rotation.pauses.map(\.description).joined(separator: ", "))") }
    if let hours = layer.hours { parts.append("only \(hours) \(layer.zone)") }
    parts += texts(layer.days)
    if layer.offDays == .count { parts.append("off days count") }
    if layer.rank != 1 { parts.append("rank \(layer.rank)") }
    return parts.joined(separator: "; ")
  }

  private func groups(_ layer: Layer) -> String {
    layer.rotation.groups.map { $0.map(\.text).joined(separator: " + ") }.joined(separator: ", ")
  }

  private func handoff(_ layer: Layer) -> String {
    let day = layer.rotation.handoffDay ?? layer.rotation.from.weekday
    let when =
      layer.rotation.every.unit == .week ? "\(day) \(layer.rotation.handoffTime)" : "\(layer.rotation.handoffTime)"
    return "\(when) \(layer.zone)"
  }

  // MARK: Desk

  private func line(_ queue: Queue) -> String {
    var parts = ["queue \(queue.id): \(text(queue.when))", text(queue.hours)]
    parts += (queue.promises ?? []).map(text)
    parts += queue.targets.filter { $0.target != .none }.map(text)
    parts.append(queue.pageFrom.map { "pages from \($0)" } ?? "never pages")
    parts.append(queue.weeklyReview.map { "looked at weekly \($0)" } ?? "looked at every \(queue.review)")
    parts += DeskSummary.texts(queue)
    parts.append("goes to " + queue.overflow.map(text).joined(separator: ", then "))
    return parts.joined(separator: "; ")
  }

  /// One that says `none` takes a promise away, so that it is told, too.
  private func text(_ policy: TargetPolicy) -> String {
    let whom = policy.when.map { "\($0.what.rawValue) \($0.anyOf.joined(separator: " or "))" }.joined(separator: ", ")
    return "promises \(policy.name) (\(whom)) \(policy.targets.map(text).joined(separator: ", "))"
  }

  private func text(_ target: ClockTarget) -> String {
    [target.clock.rawValue, target.priority?.text, "\(target.target)"].compactMap { $0 }.joined(separator: " ")
  }

  private func text(_ condition: Queue.Condition) -> String {
    switch condition {
    case .otherwise: "all other tickets"
    case .routed: "what routing sends there"
    case .tag(let tag): "tag \(tag)"
    case .source(let source): "source \(source)"
    case .priority(let priority): "priority \(priority)"
    }
  }

  private func text(_ hours: Queue.Hours) -> String {
    switch hours {
    case .always: "always open"
    case .named(let id): "open at \(id)"
    }
  }

  private func text(_ level: OverflowLevel) -> String {
    let waits = (level.after.map { " after \($0)" } ?? "") + DeskSummary.text(level)
    if let wait = level.askFor { return "\(text(level.to)) asked first for \(wait)\(waits)" }
    return level.pages ? "a page to \(text(level.to))\(waits)" : "\(text(level.to))\(waits)"
  }

  private func text(_ recipient: Recipient) -> String {
    switch recipient {
    case .duty(let duty): duty.text
    case .member(let member): member.text
    case .lead: "lead"
    case .owner: "owner"
    }
  }

  private func line(_ policy: EscalationPolicy) -> String {
    let steps = policy.steps.map { step in
      let who = step.page.map(text).joined(separator: " + ")
      let wait = step.after.duration == .zero ? "" : "\(step.after) after "
      return step.anchor == .previous ? "\(wait)that \(who)" : "\(wait)\(step.anchor.rawValue) \(who)"
    }
    return "escalation \(policy.id): \(steps.joined(separator: ", ")); repeated \(counted(policy.repeats, "time"))"
  }

  // MARK: Words

  /// `except on 16 days (2026-01-01 to 2027-12-28)`.
  private func texts(_ limits: DayLimits?) -> [String] {
    [("only on", limits?.only), ("except on", limits?.except)].compactMap { word, ranges in
      guard let ranges else { return nil }
      let count = counted(ranges.reduce(0) { $0 + ($1.last - $1.first + 1) }, "day")
      guard let first = ranges.first, let last = ranges.last else { return "\(word) no day" }
      return "\(word) \(count) (\(first.first) to \(last.last))"
    }
  }

  private func days(from: CivilDate?, last: CivilDate?) -> String? {
    switch (from, last) {
    case (nil, nil): nil
    case (let from?, nil): "from \(from)"
    case (nil, let last?): "last day \(last)"
    case (let from?, let last?): "from \(from), last day \(last)"
    }
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
