import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

extension TimerKind {
  /// An open request whose time has come: it lapses, or the fallback is on and that is said (rules T9 and T12).
  static let shiftRequest = TimerKind(name: "shift-request") { timer, desk, tx, now in
    guard let request = try tx.shiftRequest(timer.entity), request.state == .open else { return false }
    let book = try RequestBook(desk: desk, tx: tx, now: now)
    guard book.world.teamToCome(request.team, at: now) != nil else {
      try book.put(request.settled(.lapsed, at: now, by: Actor.engine.text))
      return false
    }
    let current = try book.following(request)
    if try book.isSettledElsewhere(current) {
      try book.close(current)
    } else if let lapses = current.lapses, lapses > now {
      try book.tellFallback(of: current)
      try book.put(current)
    } else {
      try book.lapse(current)
    }
    return true
  }
}

extension RequestBook {
  /// The request with its parts where their shifts lie now; parts that are no longer their holder's stay as they were.
  func following(_ request: ShiftRequest) throws -> ShiftRequest {
    var moved = request
    moved.given = try request.given.flatMap(latest).ordered
    moved.wanted = try request.wanted.flatMap(latest).ordered
    return moved
  }

  private func latest(_ part: ShiftPart) throws -> [ShiftPart] {
    let present = try search.present(part)
    return present.isEmpty ? [part] : present
  }

  /// The parts that are still their holder's, where their shifts lie now; their leave does not count.
  func held(_ parts: [ShiftPart]) throws -> [ShiftPart] {
    try parts.flatMap { try search.present($0) }
  }

  /// True for an offer of which nothing is its holder's any more: a lead, a new rota or another request gave it to
  /// somebody else. So is leave's, whose holder keeps the shift, once a lead put others on in their place. A swap goes on
  /// to its start, as the shift may come back.
  func isSettledElsewhere(_ request: ShiftRequest) throws -> Bool {
    let coming = request.given.filter { $0.interval.end > now }
    guard request.kind == .cover, !coming.isEmpty else { return false }
    let kept = try held(coming)
    return try request.leave == nil ? kept.isEmpty : kept.allSatisfy { try isFilled($0, since: request.made) }
  }

  /// Whether overrides that were made since put others on for all that is still to come of it.
  private func isFilled(_ part: ShiftPart, since made: Timestamp) throws -> Bool {
    guard let future = Interval(now, .distantFuture), let coming = part.clipped(to: future)?.interval else {
      return true
    }
    let added = try world.overrides.filter { change in
      guard change.team == part.team, change.duty == part.duty, case .add(let member) = change.change,
        member != part.member, change.interval.overlaps(coming), !isAway(member, in: coming)
      else { return false }
      let entries = try tx.auditEntries(entity: "override/\(change.id)")
      return entries.contains { $0.action == "override-add" && $0.at >= made }
    }
    return coming.subtracting(added.map(\.interval)).isEmpty
  }

  private func isAway(_ member: MemberID, in span: Interval) -> Bool {
    world.leave.contains { $0.member == member && $0.interval.overlaps(span) }
  }

  /// There is nothing to take any more, which is said to who asked, unless they are among those who know.
  func close(_ request: ShiftRequest, but knowing: [MemberID] = []) throws {
    let closed = request.settled(.withdrawn, at: now, by: Actor.engine.text)
    try put(closed)
    try audit("request-withdraw", closed, by: Actor.engine.text, actor: .engine)
    let isStood = try request.given.allSatisfy(isStoodByOthers)
    let lead = isStood ? nil : try team(of: request).schedule.lead
    let readers = [request.requester, request.asked, lead].compactMap { $0 }
    try tell(readers, "request-withdrawn", about: request, but: knowing) { words in
      let (name, parts) = (words.name(request.requester), words.parts(request.given))
      return isStood
        ? (
          "\(request.id) is closed: somebody else has it",
          "\(parts) is in other hands than \(name)'s, so there is nothing to take."
        )
        : (
          "\(request.id) is closed: it is not \(name)'s any more",
          "\(parts) is not \(name)'s any more, so there is nothing to take; nobody else has all of it."
        )
    }
  }

  private func isStoodByOthers(_ part: ShiftPart) throws -> Bool {
    let timeline = try desk.timeline(of: part.team, window: part.interval, world: world)
    let others = (timeline.duty(part.duty)?.shifts ?? []).filter { $0.member != part.member && !$0.isAway(at: now) }
    return part.interval.subtracting(others.map(\.interval)).isEmpty
  }

  /// Nobody took it in time: nothing changes, and that is said.
  func lapse(_ request: ShiftRequest) throws {
    let lapsed = request.settled(.lapsed, at: now, by: Actor.engine.text)
    try put(lapsed)
    try audit("request-lapse", lapsed, by: Actor.engine.text, actor: .engine)
    let lead = try team(of: request).schedule.lead
    let readers = [request.requester, request.asked, request.kind == .swap ? nil : lead].compactMap { $0 }
    let isHeld = try !held(request.given).isEmpty
    try tell(readers, "request-lapsed", about: request, but: []) { words in
      let name = words.name(request.requester)
      let after =
        request.leave != nil
        ? ", and \(name) was away" : isHeld ? ", so it stays with \(name)" : ", and it is \(name)'s no longer"
      return ("\(request.id) has lapsed", "Nobody took \(words.parts(request.given)) in time\(after).")
    }
  }

  /// At the start of a shift whose holder is away: who answers instead (rule T9).
  func tellFallback(of request: ShiftRequest) throws {
    guard request.leave != nil else { return }
    let schedule = try team(of: request).schedule
    for part in try held(request.given) where part.interval.contains(now) {
      let timeline = try desk.timeline(of: part.team, window: part.interval, world: world)
      let holders = timeline.who(part.duty, at: now).holders
      let readers = [request.requester, schedule.lead].compactMap { $0 } + holders.map(\.member)
      try tell(
        readers, "fallback-on", about: request, but: [], cause: "request/\(request.id)/\(part.interval.start)"
      ) { words in
        let who = holders.map { "\(words.name($0.member)) (\(schedule.duty($0.duty)?.title ?? $0.duty.text))" }
        let verb = who.count == 1 ? "answers" : "answer"
        let answer = who.isEmpty ? "nobody answers" : "\(who.joined(separator: ", ")) \(verb) instead"
        return (
          "\(words.name(part.member)) is away, and \(answer)",
          "Nobody took \(words.part(part)). It stays open: watchbill cover accept \(request.id) --as you."
        )
      }
    }
  }
}

extension ServiceDesk {
  /// To be called by whoever published shifts of `team`, in the same transaction and after `worldChanged`: offers of
  /// which it left nothing to their holder are closed (rule T12). `before` is the world that it found.
  ///
  /// Whose shifts moved was told so already. What an override gave away before stays as it is: that may come back.
  func closeGivenAway(of team: TeamID, since before: World, in tx: Transaction, now: Timestamp) throws {
    let book = try RequestBook(desk: self, tx: tx, now: now)
    let earlier = ShiftSearch(desk: self, world: before, now: now)
    let lost = try tx.openShiftRequests(team: team).filter {
      try book.search.isGivenAway($0) && !earlier.isGivenAway($0)
    }
    for request in lost {
      let moved = try [request.requester, request.asked].compactMap { $0 }.filter { member in
        try request.given.contains { try earlier.isOn(member, in: $0) != book.search.isOn(member, in: $0) }
      }
      try book.close(request, but: moved)
    }
  }
}
