import Scheduling
import Timekeeping

/// What is resolved is closed once its reopening window is over, where its queue says so (rule K9); where a bug was
/// linked to it since, that waits for the bug.
extension DeskRun {
  /// How often an owner is asked for the improvement without which a ticket cannot be closed.
  static let improvementRhythm = Duration.hours(24 * 7)

  /// The timer of a resolved ticket; nil where nothing happens to it by itself.
  var closingTimer: TimerOrder? {
    guard let end = windowEnd else { return nil }
    let due = now < end ? end : lacksImprovement ? end + Self.improvementRhythm * (asked(since: end) + 1) : now
    return TimerOrder(due: due, purpose: .close, isRelative: false)
  }

  /// Closes what nobody opened again; where the queue must know what a ticket taught us and nobody said it, its owner is
  /// asked, and the ticket stays resolved.
  mutating func closeByItself() {
    guard let end = windowEnd, end <= now else { return }
    if lacksImprovement { return askForImprovement(asked(since: end)) }
    let why = "nobody opened it again within \(queue.stateRules.reopenWithin)"
    turn(to: .closed, why, by: .desk)
    ticket.because = why
    did(.closed, why)
  }

  /// A moment after the last at which a message opens the ticket again.
  private var windowEnd: Timestamp? {
    guard ticket.state == .resolved, queue.closingRules.closesByItself == true, blockingBug == nil,
      let resolved = course.resolved
    else { return nil }
    return resolved + queue.stateRules.reopenWithin.duration + .milliseconds(1)
  }

  private var lacksImprovement: Bool {
    queue.closingRules.improvement == .required && course.improvements.isEmpty
  }

  private func asked(since end: Timestamp) -> Int {
    Int((now - end).wholeMilliseconds / Self.improvementRhythm.wholeMilliseconds)
  }

  private mutating func askForImprovement(_ times: Int) {
    guard let person = ticket.owner ?? snapshot.timeline.schedule.lead else { return }
    let resolved = course.resolved ?? now
    tell(
      person, kind: "ticket-improvement", cause: "improvement/\(resolved.seconds)/\(times)",
      "\(ticket.id) is resolved, and its queue asks what it taught us before it is closed: "
        + "watchbill ticket close \(ticket.id) --as \(person) --improvement KIND=URL, or none.", haste: .digest)
    did(.asked, "\(snapshot.name(person)) was asked what it taught us")
  }
}
