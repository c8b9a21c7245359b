import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Turns what one look at a team found into notices and messages, in the transaction of that look.
struct TeamTeller {
  let watch: TeamWatch
  let desk: ServiceDesk
  let world: World
  let tx: Transaction

  var timeline: OnCallTimeline { watch.timeline }
  var now: Timestamp { watch.now }
  var schedule: Schedule { watch.schedule }

  func tellAll() throws {
    for change in watch.setChanges { try announce(change) }
    for handoff in watch.handoffs { try tell(handoff) }
    for reminder in watch.reminders { try tell(reminder) }
    for (index, at) in watch.announcements { try announce(index, at: at) }
    for gap in watch.gaps { try tell(gap) }
    if let at = watch.summary { try tellSummary(at: at) }
    try tellWork()
    try remindOfCheckIns()
  }

  // MARK: Channels of the team

  /// Each channel that asked for changes of the duty hears of this one, once.
  private func announce(_ change: TeamWatch.SetChange) throws {
    var told: [String] = []
    for rule in schedule.announcements ?? [] where rule.at == nil && rule.concerns(change.duty.id) {
      guard !told.contains(rule.channel) else { continue }
      told.append(rule.channel)
      let news = news(of: change.duty, before: change.before)
      let title = "\(schedule.name): \(news.sentence)"
      try send(.shiftChange(news, team: teamNews), title: title, to: rule.channel, id: nil)
    }
  }

  /// The id comes from the instant, so that a clock that was put back announces nothing twice.
  private func announce(_ index: Int, at: Timestamp) throws {
    guard let rule = schedule.announcements?[index] else { return }
    let duties = schedule.duties.filter { rule.concerns($0.id) }.map { news(of: $0, before: []) }
    let title = "\(schedule.name): who is on"
    let id = "A-\(schedule.team)-\(index + 1)-\(at.seconds)"
    try send(.onCall(duties, team: teamNews), title: title, to: rule.channel, id: id)
  }

  func send(_ content: Message.Content, title: String, to channel: String, id: String?) throws {
    let next = try tx.nextMessage()
    let message = Message(
      id: id ?? next.id, recipient: nil, recipientName: schedule.name, channel: channel, address: "", title: title,
      content: content, created: now)
    try tx.enqueue(message, lane: "\(schedule.team)/\(channel)", place: next.number)
  }

  var teamNews: TeamNews { TeamNews(team: schedule.team, name: schedule.name) }

  private func news(of duty: Duty, before: [MemberID]) -> DutyNews {
    let answer = timeline.who(duty.id, at: now)
    let on = timeline.duty(duty.id)?.holders(at: now).map(\.member) ?? []
    return DutyNews(
      duty: duty.id, title: duty.title, at: now, before: before.map(person), onCall: on.map(person),
      answering: answer.holders.map { person($0.member) }, until: answer.until)
  }

  func person(_ member: MemberID) -> DutyNews.Person {
    DutyNews.Person(member: member, name: timeline.name(member))
  }

  // MARK: People

  private func tell(_ handoff: TeamWatch.Handoff) throws {
    let shift = handoff.shift
    let cause = "\(shift.shift.id)/\(shift.interval.start)"
    guard try !tx.wasTold("handoff", cause: cause, to: shift.member) else { return }
    let text = HandoffText(handoff, watch: watch, zone: desk.zone(of: shift.member, in: world))
    let tickets = try tx.openTickets(team: schedule.team).map { TicketRow($0, world: world) }
    try tx.tell(
      Notice(
        kind: "handoff", cause: cause, recipient: shift.member, title: text.title, text: text.text(tickets: tickets),
        haste: .atOnce, expires: shift.interval.end),
      at: now)
  }

  private func tell(_ reminder: TeamWatch.Reminder) throws {
    let shift = reminder.shift
    let zone = desk.zone(of: shift.member, in: world)
    let start = WallText.minute(shift.interval.start, in: zone)
    let until = WallText.minute(shift.interval.end, in: zone)
    let why = shift.cause.sentence(zone: zone) { timeline.name($0) }
    let left = PlainDuration(shift.interval.start - now)
    try tx.tell(
      Notice(
        kind: "reminder", cause: "\(shift.shift.id)/\(shift.interval.start)/\(reminder.lead)", recipient: shift.member,
        title: "You are on \(reminder.duty.title) of \(schedule.name) from \(start)",
        text: "It begins in \(left) and lasts until \(until).\nWhy you: \(why).", haste: .atOnce,
        expires: shift.interval.start),
      at: now)
  }

  /// A gap is always reported, with who answers in it (rule T9).
  private func tell(_ gap: Gap) throws {
    guard let lead = schedule.lead else { return }
    let cause = watch.cause(of: gap)
    guard try !tx.wasTold("gap", cause: cause, to: lead) else { return }
    let text = GapText(gap, timeline: timeline, zone: desk.zone(of: lead, in: world))
    let isNear = gap.interval.start < now + .hours(24) && gap.reason == .nobody
    try tx.tell(
      Notice(
        kind: "gap", cause: cause, recipient: lead, title: text.title, text: text.text, haste: isNear ? .atOnce : .soon,
        expires: gap.interval.end),
      at: now)
  }

  private func tellSummary(at: Timestamp) throws {
    guard let lead = schedule.lead else { return }
    let week = ISOWeek(containing: timeline.zone.civil(at: now).date)
    let cause = "\(schedule.team)/\(timeline.zone.civil(at: at).date)"
    guard try !tx.wasTold("weekly-summary", cause: cause, to: lead) else { return }
    let text = try SummaryText(watch, week: week, desk: desk, world: world)
    try tx.tell(
      Notice(
        kind: "weekly-summary", cause: cause, recipient: lead, title: text.title, text: text.text, haste: .atOnce),
      at: now)
  }
}
