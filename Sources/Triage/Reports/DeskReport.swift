import Scheduling
import Timekeeping

/// A ticket as reports see it: what happened, and by which hours it is counted.
package struct ReportedTicket: Sendable {
  package var history: TicketHistory
  package var course: TicketCourse
  package var clocks: [ClockReading]
  /// The same at the end of the report: what came to an end in it did so whatever happened since.
  package var past: TicketCourse
  package var pastClocks: [ClockReading]
  /// Nil where its queue is always open: then business time is all time.
  package var calendar: OfficeCalendar?
  /// True for one that a rule ended as it came: nothing was promised, and nobody worked on it (A3).
  package var isRedirected: Bool
  /// Nil for a ticket of no queue, as in tests of figures alone.
  package var queue: QueueID?
  /// Where it was said in its source: a chat channel, a repository, all direct messages; nil where that has none.
  package var channel: String?
  /// Its queue's: whether a hold stops the time to the resolution, and what a first response is where none was promised.
  package var rules = StateRules()
  package var acknowledgementCounts: Bool = false
  /// When somebody was on for it, sorted and disjoint, where its queue has a goal.
  package var staffed: [Interval] = []

  /// Of a private ticket the only reasons that a report names: its queue's, which tell nothing of it; nil for all others.
  package var namedReasons: [String]?

  package init(
    history: TicketHistory, clocks: [ClockReading], calendar: OfficeCalendar? = nil, isRedirected: Bool = false
  ) {
    self.history = history
    course = history.course
    self.clocks = clocks
    (past, pastClocks) = (course, clocks)
    self.calendar = calendar
    self.isRedirected = isRedirected
  }
}

/// How a desk did in a span of time (E20–E23, C73): first responses of tickets that began in it, whenever they came, and
/// ends that came in it, whatever came afterwards. Rings among colleagues are nobody's requests, and not in it.
package struct DeskReport: Sendable, Hashable, Codable {
  package var firstResponse: ClockFigures
  package var resolution: ClockFigures
  /// How long customers waited for each answer, by the goals of queues (D31); nil without tickets of such a queue.
  package var goal: ClockFigures?
  /// One for each scale, without answers none.
  package var effort: [EffortFigures]
  /// Ended tickets that led to an improvement that is done, of all that ended (E23).
  package var improvements: Share
  package var volume: [ChannelVolume]
  /// How often tickets ended for each reason that was given, redirects among them (A19).
  package var reasons: [ReasonCount]

  /// - Parameter now: a promise that still runs then is neither kept nor broken.
  package init(_ found: [ReportedTicket], in span: Interval, now: Timestamp) {
    let tickets = found.filter { !$0.isRing }
    let all = tickets.filter { span.contains($0.course.began) }
    let over = tickets.filter { $0.past.resolved.map(span.contains) ?? false }
    let (began, ended) = (all.filter { !$0.isRedirected }, over.filter { !$0.isRedirected })
    firstResponse = ClockFigures(.firstResponse, of: began, now: now)
    resolution = ClockFigures(.resolution, of: ended, now: now)
    goal = ClockFigures(goalsOf: tickets.filter { !$0.isRedirected }, in: span, now: now)
    effort = EffortFigures.count(ended.compactMap(\.course.rating))
    let better = ended.filter { $0.course.improvements.contains { $0.kind != .none && $0.isDone } }
    improvements = Share(better.count, of: ended.count)
    volume = ChannelVolume.count(all)
    reasons = ReasonCount.count(over)
  }
}

/// How long something took, in calendar and in business time, and how often its promise was kept.
package struct ClockFigures: Sendable, Hashable, Codable {
  package var calendar: Spread
  package var business: Spread
  /// Kept, of all that were promised and are decided: ended, or overdue.
  package var attainment: Share

  init(_ clock: ClockTarget.Clock, of tickets: [ReportedTicket], now: Timestamp) {
    let spans = tickets.compactMap { ticket in ticket.span(of: clock).map { (ticket, $0) } }
    calendar = Spread(spans.map(\.1.duration))
    business = Spread(spans.map { $0.0.businessTime(in: $0.1, of: clock) })
    let promised = tickets.compactMap { ticket in
      (clock == .resolution ? ticket.pastClocks : ticket.clocks).first { $0.clock == clock }
    }
    // What ended without a word is neither kept nor broken, unless it was late by then.
    // What was never due can be neither.
    let dated = promised.filter { $0.due != nil || $0.breach != nil }
    let decided = dated.filter { $0.isLate(at: now) || ($0.state != .stopped && $0.ended != nil) }
    attainment = Share(decided.count { !$0.isLate(at: now) }, of: decided.count)
  }
}

extension ReportedTicket {
  fileprivate var source: String { course.beginning?.source ?? "unknown" }

  /// True where one of us rang another, and no customer's words came to it since.
  fileprivate var isRing: Bool {
    course.beginning?.source == "ring" && !course.messages.contains { $0.message.kind == .customer }
  }

  /// Why it ended; free words of a private ticket stay with it (E14).
  fileprivate var shownReason: String? {
    guard let reason = past.closing?.reason else { return nil }
    guard let namedReasons, !isRedirected, reason != SilenceRule.reason, !namedReasons.contains(reason) else {
      return reason
    }
    return "(private)"
  }

  /// From the beginning to what the clock waits for; nil while that has not come, or never will.
  fileprivate func span(of clock: ClockTarget.Clock) -> Interval? {
    switch clock {
    case .firstResponse:
      return firstResponse.flatMap { Interval(course.began, $0) }
    case .resolution: return past.resolved.flatMap { Interval(past.began, $0) }
    case .triage, .nextResponse, .promisedUpdate, .goal: return nil
    }
  }

  /// What kept the promise of one, where there was a promise; so that all figures read it alike.
  private var firstResponse: Timestamp? {
    if let promised = clocks.first(where: { $0.clock == .firstResponse }), promised.state == .met {
      return promised.ended
    }
    guard let response = course.responseThatCounts(rules, acknowledgementCounts), response.isMet(by: rules) else {
      return nil
    }
    return response.at
  }

  /// Open time; of the resolution without what the customer took, or the ticket was resolved.
  fileprivate func businessTime(in span: Interval, of clock: ClockTarget.Clock) -> Duration {
    let waits: [TicketState] =
      rules.holdStopsResolution ? [.pending, .onHold, .resolved, .closed] : [.pending, .resolved, .closed]
    let pauses = clock == .resolution ? past.spans(in: waits, until: span.end) : []
    guard let calendar else { return span.subtracting(pauses.filter(span.overlaps)).covered }
    return calendar.elapsed(span, pauses: pauses)
  }
}

/// What customers said about the effort it took them (E22), by one scale: a score means nothing on another.
package struct EffortFigures: Sendable, Hashable, Codable {
  /// The best answer.
  package var scale: Int
  package var answers: Int
  /// The middle answer, of two the lower.
  package var median: Int
  /// The mean, in hundredths of the scale's best, rounded half away from zero.
  package var hundredthsOfBest: Int

  /// One for each scale that was answered on, by its best answer.
  static func count(_ ratings: [EffortAnswer]) -> [EffortFigures] {
    let valid = ratings.filter { $0.scale > 0 && (1...$0.scale).contains($0.score) }
    return valid.map(\.scale).uniqued.sorted().map { scale in
      EffortFigures(scale, scores: valid.filter { $0.scale == scale }.map(\.score).sorted())
    }
  }

  /// - Parameter scores: sorted, and not empty.
  private init(_ scale: Int, scores: [Int]) {
    let best = scale * scores.count
    self.scale = scale
    answers = scores.count
    median = scores[(scores.count - 1) / 2]
    hundredthsOfBest = (scores.reduce(0, +) * 200 + best) / (2 * best)
  }
}

/// How many tickets ended for one reason.
package struct ReasonCount: Sendable, Hashable, Codable {
  package var reason: String
  package var tickets: Int

  package init(reason: String, tickets: Int) {
    self.reason = reason
    self.tickets = tickets
  }

  /// The most first, then by name; tickets that ended without a reason are not among them.
  static func count(_ tickets: [ReportedTicket]) -> [ReasonCount] {
    counted(tickets.compactMap(\.shownReason)).map { ReasonCount(reason: $0, tickets: $1) }
  }
}

/// How many tickets came through one source (C73).
package struct ChannelVolume: Sendable, Hashable, Codable {
  package var source: String
  package var tickets: Int
  /// Those of each of its channels, the most first; nil where it has none. Whatever came through none is in `tickets` alone.
  package var channels: [Channel]?

  package init(source: String, tickets: Int, channels: [Channel]? = nil) {
    self.source = source
    self.tickets = tickets
    self.channels = channels
  }

  /// One chat channel or repository of a source.
  package struct Channel: Sendable, Hashable, Codable {
    package var channel: String
    package var tickets: Int

    package init(channel: String, tickets: Int) {
      self.channel = channel
      self.tickets = tickets
    }
  }

  /// The most first, then by name.
  static func count(_ tickets: [ReportedTicket]) -> [ChannelVolume] {
    counted(tickets.map(\.source)).map { source, count in
      let own = counted(tickets.filter { $0.source == source }.compactMap(\.channel))
      let channels = own.map { Channel(channel: $0, tickets: $1) }
      return ChannelVolume(source: source, tickets: count, channels: channels.isEmpty ? nil : channels)
    }
  }
}

/// How often each word is there: the most frequent first, then by name.
private func counted(_ words: [String]) -> [(word: String, count: Int)] {
  let counts = words.reduce(into: [:]) { counts, word in counts[word, default: 0] += 1 }
  return counts.map { (word: $0.key, count: $0.value) }.sorted { ($1.count, $0.word) < ($0.count, $1.word) }
}
