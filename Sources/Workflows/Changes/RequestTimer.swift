import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

extension TimerKind {
  /// An open request whose time has come: it lapses, or the fallback is on and that is said (rules T9 and T12).
  static let shiftRequest = TimerKind(name: "shift-request") { timer, desk, tx, now in
    guard let request = try tx.shiftRequest(timer.entity), request.state == .open else { return false }
    let book = try RequestBook(desk: desk, tx: tx, now: now)
    guard book.world.team(request.team, at: now) != nil else {
      try book.put(request.settled(.lapsed, at: now, by: Actor.engine.text))
      return false
    }
    let current = try book.following(request)
    if let lapses = current.lapses, lapses > now {
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
    moved.given = try request.given.map { part in try search.present(part).flatMap(part.following) ?? part }.ordered
    moved.wanted = try request.wanted.map { part in try search.present(part).flatMap(part.following) ?? part }.ordered
    return moved
  }

  /// Nobody took it in time: nothing changes, and that is said.
  func lapse(_ request: ShiftRequest) throws {
    let lapsed = request.settled(.lapsed, at: now, by: Actor.engine.text)
    try put(lapsed)
    try audit("request-lapse", lapsed, by: Actor.engine.text, actor: .engine)
    let lead = try team(of: request).schedule.lead
    let readers = [request.requester, request.asked, request.kind == .swap ? nil : lead].compactMap { $0 }
    try tell(readers, "request-lapsed", about: request, but: []) { words in
      (
        "\(request.id) has lapsed",
        "Nobody took \(words.parts(request.given)) in time, so it stays with \(words.name(request.requester))."
      )
    }
  }

  /// At the start of a shift whose holder is away: who answers instead (rule T9).
  func tellFallback(of request: ShiftRequest) throws {
    guard request.leave != nil else { return }
    let schedule = try team(of: request).schedule
    for part in request.given where part.interval.contains(now) {
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
