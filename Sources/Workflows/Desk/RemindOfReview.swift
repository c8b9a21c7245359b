import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

extension TimerKind {
  /// A queue whose review is due (C69).
  static let review = TimerKind(name: ServiceDesk.reviewTimer) { timer, desk, tx, now in
    let words = timer.entity.split(separator: " ").map(String.init)
    guard words.count == 2, let team = try? TeamID(text: words[0]) else { return false }
    return try desk.remindOfReview(queue: words[1], of: team, at: timer.due, in: tx, now: now)
  }
}

extension ServiceDesk {
  /// The kind of the one timer of a queue that is reviewed on a time of the week.
  static let reviewTimer = "review"
  private static let listed = 20

  /// Arms the next review of every queue of a team that has a time for it; one that is due already stays due.
  func armReviews(of team: TeamDefinition, in tx: Transaction, now: Timestamp) throws {
    let zone = try zones.zone(team.schedule.zone)
    for queue in team.desk.queues {
      guard let moment = queue.weeklyReview else { continue }
      let entity = "\(team.schedule.team) \(queue.id)"
      let due = moment.next(after: now, in: zone)
      let armed = try tx.armedTimer(kind: Self.reviewTimer, entity: entity)?.due
      if armed.map({ $0 <= now || $0 == due }) ?? false { continue }
      try arm(entity, due: due, in: tx, now: now)
    }
  }

  private func arm(_ entity: String, due: Timestamp, in tx: Transaction, now: Timestamp) throws {
    try tx.arm(
      kind: Self.reviewTimer, entity: entity, purpose: "remind", due: due, relative: false, clock: clock.boot(),
      now: now)
  }

  /// Tells whoever is on what nobody has looked at, and arms the next time; several that were missed are one.
  func remindOfReview(queue: String, of id: TeamID, at due: Timestamp, in tx: Transaction, now: Timestamp) throws
    -> Bool
  {
    let world = try worlds.world(in: tx)
    guard let team = world.team(id, at: now), let found = team.desk.queues.first(where: { $0.id.text == queue }),
      let moment = found.weeklyReview
    else { return false }
    let zone = try zones.zone(team.schedule.zone)
    try arm("\(id) \(queue)", due: moment.next(after: now, in: zone), in: tx, now: now)
    let (review, people) = try self.review(of: found, in: id, from: tx, now: now)
    guard !review.lines.isEmpty else { return false }
    for member in people {
      try tx.tell(
        Notice(
          kind: "queue-review", cause: "\(id)/\(queue)/\(due.seconds)", recipient: member,
          title: "Review of queue \(queue) of \(team.schedule.name): \(Self.count(review))",
          text: Self.text(review, team: id, reader: member, zone: self.zone(of: member, in: world)),
          expires: review.next), at: now)
    }
    return !people.isEmpty
  }

  private static func count(_ review: QueueReview) -> String {
    "\(review.lines.count) of \(review.open) open \(review.open == 1 ? "ticket" : "tickets")"
  }

  private static func text(_ review: QueueReview, team: TeamID, reader: MemberID, zone: Zone) -> String {
    let lines = review.lines.prefix(listed).map { line in
      let looked = line.looked.map { "last looked at \(WallText.short($0, in: zone))" } ?? "never looked at"
      return "- \(line.ticket) \(line.title.map { "\"\($0)\"" } ?? "(private)"), \(looked)"
    }
    let rest = review.lines.count - listed
    let since = "Nobody has looked at them since \(WallText.minute(review.since, in: zone))."
    let help =
      "When you have: watchbill queue review \(review.queue) --team \(team) --done --as \(reader), all or by ticket."
    return ([since] + lines + (rest > 0 ? ["- and \(rest) more"] : []) + [help]).joined(separator: "\n")
  }
}
