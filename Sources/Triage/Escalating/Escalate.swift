import Scheduling
import Timekeeping

/// Rule K5: steps that make sure somebody acts, looked up afresh each time they fire.
extension DeskRun {
  /// Fires the next step if it is due. One step at most: after an outage nobody gets the missed ones in a burst,
  /// because each later step counts from when the one before it really fired (invariant I14).
  mutating func escalate() {
    guard isUrgent, let due = nextStepDue, due <= now else { return }
    fireNextStep()
  }

  /// When the next step fires; nil while acknowledged, without a policy, or while its anchor has not happened.
  var nextStepDue: Timestamp? {
    guard ticket.acknowledgement == nil, let state = ticket.escalation else { return nil }
    if state.exhausted { return (state.lastFired ?? state.began) + Self.exhaustedRhythm }
    guard let step = state.policy.steps[safe: state.step] else { return nil }
    if state.step == 0, state.round > 0 { return state.began }
    return anchor(of: step, state: state).map { $0 + wait(before: step, state: state) }
  }

  /// An exhausted ticket is told to the lead this often, for ever (rule K5).
  static let exhaustedRhythm = Duration.hours(1)
  /// How long a last step that names no time waits before the steps begin again.
  static let roundPause = Duration.minutes(5)

  private func anchor(of step: EscalationStep, state: EscalationState) -> Timestamp? {
    if state.step > 0, step.anchor == .previous { return state.lastFired ?? state.began }
    if state.round > 0 { return state.began }
    switch step.anchor {
    case .created: return ticket.created
    case .assigned: return ticket.assigned
    case .due, .breached: return ticket.due
    case .previous: return state.began
    }
  }

  private func wait(before step: EscalationStep, state: EscalationState) -> Duration {
    guard step.anchor == .previous, step.after.duration == .zero, state.step > 0 else { return step.after.duration }
    return state.policy.steps[safe: state.step - 1]?.acknowledgeWithin?.duration ?? .zero
  }

  /// Pages the next step's people; a step without anybody passes at once.
  mutating func fireNextStep() {
    guard var state = ticket.escalation else { return }
    if state.exhausted { return remindLead() }
    while let step = state.policy.steps[safe: state.step] {
      let people = recipients(of: step)
      let fired = state.step
      ticket.escalation = state
      let sent = page(people, step: fired, why: step)
      advance(&state)
      ticket.escalation = state
      if sent || state.exhausted || state.step == 0 { break }
      did(.passed, "step \(fired + 1): nobody is reachable on \(names(of: step))")
    }
  }

  private mutating func advance(_ state: inout EscalationState) {
    let last = state.policy.steps[safe: state.step]
    state.lastFired = now
    state.step += 1
    guard state.step >= state.policy.steps.count else { return }
    if state.round >= state.policy.repeats {
      state.exhausted = true
      let times = state.round + 1
      did(.exhausted, "every step was tried \(times) times without an acknowledgement; told to the lead hourly")
    } else {
      state.round += 1
      state.step = 0
      state.began = now + (last?.acknowledgeWithin?.duration ?? Self.roundPause)
    }
  }

  private mutating func remindLead() {
    guard var state = ticket.escalation else { return }
    state.round += 1
    state.lastFired = now
    ticket.escalation = state
    tellLead("\(ticket.id) is exhausted: nobody has acknowledged it since \(snapshot.wall(ticket.created))")
  }

  private func recipients(of step: EscalationStep) -> [(member: MemberID, as: String)] {
    var seen: [(member: MemberID, as: String)] = []
    for person in step.page.flatMap({ snapshot.people($0, owner: ticket.owner) }) {
      if !seen.contains(where: { $0.member == person.member }) { seen.append(person) }
    }
    return seen
  }

  private func names(of step: EscalationStep) -> String {
    step.page.map { Self.text($0) }.joined(separator: ", ")
  }

  /// Makes one page per person and channel; true when there was anybody to page.
  private mutating func page(_ people: [(member: MemberID, as: String)], step: Int, why: EscalationStep) -> Bool {
    for person in people {
      let text = "You are \(person.as)." + triedBefore(step) + nextAfter(step)
      send(to: person.member, step: step, why: text)
    }
    guard !people.isEmpty else { return false }
    let who = people.map { "\(snapshot.name($0.member)) (\($0.as))" }.joined(separator: ", ")
    did(.paged, "step \(step + 1): \(who)")
    return true
  }

  private func triedBefore(_ step: Int) -> String {
    guard let state = ticket.escalation, step > 0 || state.round > 0 else { return "" }
    let steps = step > 0 ? state.policy.steps[..<step] : state.policy.steps[...]
    return " Tried before without an answer: \(steps.map { names(of: $0) }.joined(separator: ", then "))."
  }

  private func nextAfter(_ step: Int) -> String {
    guard let next = ticket.escalation?.policy.steps[safe: step + 1] else { return " Nobody comes after you." }
    return " Next is \(names(of: next))."
  }

  mutating func tellLead(_ why: String) {
    guard let lead = snapshot.timeline.schedule.lead else { return }
    send(to: lead, step: Self.leadStep, why: why)
  }

  /// The step number in the identity of what is told to the lead outside the policy.
  static let leadStep = 99

  mutating func send(to member: MemberID, step: Int, why: String) {
    let contacts = snapshot.timeline.schedule.member(member)?.contacts ?? []
    let targets = contacts.isEmpty ? snapshot.fallbackChannels.map { Contact(channel: $0, address: "") } : contacts
    for contact in targets {
      let id = PageID(
        ticket: ticket.id, episode: ticket.episode, round: ticket.escalation?.round ?? 0, step: step,
        recipient: member, channel: contact.channel)
      guard !pages.contains(where: { $0.id == id }) else { continue }
      pages.append(
        Page(
          id: id, ticket: ticket.id, team: ticket.team, episode: ticket.episode,
          round: ticket.escalation?.round ?? 0, step: step, recipient: member,
          recipientName: snapshot.name(member), channel: contact.channel, address: contact.address,
          title: ticket.title, why: why, priority: ticket.priority, created: now))
    }
  }
}

extension Array {
  /// The element at `index`, or nil outside the array.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
