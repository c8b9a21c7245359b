import Scheduling
import Timekeeping

/// What a queue's review has to look through: open tickets that nobody has looked at since the review before (C69, E3).
package struct QueueReview: Sendable, Hashable, Codable {
  package var queue: QueueID
  /// Whoever looked later than this has looked.
  package var since: Timestamp
  /// When the next review is; nil where the queue has a rhythm and no time of the week.
  package var next: Timestamp?
  /// How many open tickets the queue has.
  package var open: Int
  /// The longest not looked at first; those that nobody ever looked at before them, the oldest first.
  package var lines: [Line]

  package init(queue: QueueID, since: Timestamp, next: Timestamp?, open: Int, lines: [Line]) {
    self.queue = queue
    self.since = since
    self.next = next
    self.open = open
    self.lines = lines
  }

  package struct Line: Sendable, Hashable, Codable {
    package var ticket: TicketID
    /// Nil for a private one, as all that follows but the times.
    package var title: String?
    package var priority: Priority?
    package var state: TicketState
    package var owner: MemberID?
    package var created: Timestamp
    /// When a person of ours last did anything with it.
    package var looked: Timestamp?

    package init(
      ticket: TicketID, title: String?, priority: Priority?, state: TicketState, owner: MemberID?, created: Timestamp,
      looked: Timestamp?
    ) {
      self.ticket = ticket
      self.title = title
      self.priority = priority
      self.state = state
      self.owner = owner
      self.created = created
      self.looked = looked
    }
  }
}

extension DeskSnapshot {
  /// The review of `queue` as it stands now, over its open tickets and what happened to them.
  ///
  /// A queue that is reviewed on a time of the week asks, until the next such time, for all that nobody has looked at
  /// since the time before the last; what somebody only looked through in a review is asked for in the next one again.
  package func review(of queue: Queue, _ tickets: [(Ticket, TicketCourse)]) -> QueueReview {
    let since = reviewedSince(queue)
    let open = tickets.filter { $0.0.isOpen && $0.0.queue == queue.id }
    let last = moments(of: queue).last
    let lines = open.filter { isToBeReviewed($0.1, since: since, last: last) }.map {
      line($0.0, looked: $0.1.lastLooked)
    }
    return QueueReview(
      queue: queue.id, since: since, next: queue.weeklyReview?.next(after: now, in: timeline.zone), open: open.count,
      lines: lines.sorted {
        ($0.looked ?? .distantPast, $0.created, $0.ticket) < ($1.looked ?? .distantPast, $1.created, $1.ticket)
      })
  }

  /// Who is reminded of a review: whoever is on at the queue's first level, else the lead.
  package func reviewers(of queue: Queue) -> [MemberID] {
    let first = queue.overflow.first {
      !$0.pages && $0.askFor == nil && $0.isInForce(on: timeline.zone.civil(at: now).date)
    }
    let on = first.map { people($0.to, owner: nil).map(\.member).uniqued } ?? []
    return on.isEmpty ? timeline.schedule.lead.map { [$0] } ?? [] : on
  }

  private func isToBeReviewed(_ course: TicketCourse, since: Timestamp, last: Timestamp?) -> Bool {
    guard let looked = course.lastLooked, looked >= since else { return true }
    return looked == course.lastReviewed && last.map { looked < $0 } ?? false
  }

  private func reviewedSince(_ queue: Queue) -> Timestamp {
    guard queue.weeklyReview != nil else { return now - queue.reviewRhythm }
    return moments(of: queue).dropLast().last ?? now - .hours(24 * 7)
  }

  /// The queue's reviews of the last three weeks; none where it has no time of the week.
  private func moments(of queue: Queue) -> [Timestamp] {
    guard let moment = queue.weeklyReview else { return [] }
    var times: [Timestamp] = []
    var next = moment.next(after: now - .hours(24 * 22), in: timeline.zone)
    while next <= now {
      times.append(next)
      next = moment.next(after: next, in: timeline.zone)
    }
    return times
  }

  private func line(_ ticket: Ticket, looked: Timestamp?) -> QueueReview.Line {
    let isShown = !ticket.isPrivate
    return QueueReview.Line(
      ticket: ticket.id, title: isShown ? ticket.title : nil, priority: isShown ? ticket.priority : nil,
      state: ticket.state, owner: isShown ? ticket.owner : nil, created: ticket.created, looked: looked)
  }
}
