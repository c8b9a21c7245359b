/// I3: what is armed is done in time, and never before. I7: once.
extension Auditor {
  /// How late anything may be (reliability notes, `B`), in milliseconds.
  static let bound: Int64 = 5_000
  /// By how much one provider may delay another, in milliseconds (I17).
  private static let bulkhead: Int64 = 250

  mutating func take(timer entry: ChangeLog.Entry) {
    let id = entry.int(0)
    let before = timers[id]
    var timer = SeenTimer(
      kind: entry.text(1), entity: entry.text(2), generation: entry.int(3), purpose: entry.text(4),
      isArmed: entry.text(5) == "armed", due: entry.int(6), isRelative: entry.int(7) == 1, bootID: entry.text(8),
      dueBoot: entry.int(9), handled: before?.handled ?? 0)
    let name = "\(timer.kind) \(timer.entity)"
    if timer.isArmed, timer.generation <= timer.handled {
      broken("I7", "the timer of \(name) is armed again in generation \(timer.generation), which was handled")
    }
    if let before, timer.isDelayed(from: before) {
      broken("I13", "the timer of \(name) (\(timer.purpose)) was moved \(timer.dueBoot - before.dueBoot) ms back")
    }
    if entry.text(5) == "done" { done(name, before, &timer) }
    timers[id] = timer
    if timer.isArmed { armed.insert(id) } else { armed.remove(id) }
    guard timer.kind == "ticket", let number = Int64(timer.entity.dropFirst(2)) else { return }
    timerOfTicket[number] = id
    step.touched.insert(number)
  }

  private mutating func done(_ name: String, _ before: SeenTimer?, _ timer: inout SeenTimer) {
    if timer.generation <= timer.handled {
      broken("I7", "generation \(timer.generation) of the timer of \(name) was handled twice")
    }
    timer.handled = timer.generation
    if let before, before.isArmed, before.lateness(at: now) < 0 {
      broken("I3", "the timer of \(name) (\(before.purpose)) fired \(-before.lateness(at: now)) ms early")
    }
    if timer.kind == "ticket", timer.purpose == "escalate", let number = Int64(timer.entity.dropFirst(2)) {
      step.escalated.append(number)
    }
  }

  /// A step that was due pages somebody, or says why not.
  mutating func checkEscalations() {
    for number in step.escalated {
      guard let ticket = tickets[number], ticket.isOpen, !ticket.isAcknowledged, !step.paged.contains(number),
        !step.audited.contains("ticket/T-\(number)")
      else { continue }
      broken("I3", "the escalation of T-\(number) was due and did nothing")
    }
  }

  /// To be called when the server is up and has done all that it wanted to.
  mutating func checkRest() {
    for id in armed.sorted() {
      guard let timer = timers[id], timer.lateness(at: now) > Self.bound else { continue }
      broken(
        "I3", "the timer of \(timer.kind) \(timer.entity) (\(timer.purpose)) is \(timer.lateness(at: now)) ms late")
    }
    for id in waiting.sorted() {
      guard let page = pages[id], now.passed - page.leaves > Self.bulkhead, !isBehind(id, page) else { continue }
      // It may wait for others only where it leaves over the channel that they hold.
      guard flying[page.way, default: 0] < requestsAtOnce else { continue }
      broken("I17", "\(id) could have left over \(page.channel) \(now.passed - page.leaves) ms ago")
    }
  }
}
