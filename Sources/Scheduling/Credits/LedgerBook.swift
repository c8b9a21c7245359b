import Timekeeping

/// Turns records into entries, one record after the other: the same records always give the same ledger (rule T15).
///
/// The server keeps none: for the next record it makes one that knows the last days (`remember`) and goes on from
/// there. `credits verify` makes one that has taken everything from the first record on.
package struct LedgerBook: Sendable {
  let terms: LedgerTerms
  private var lastNumber: Int
  private var days: [CoverKey: [RecordedShift]] = [:]
  private var seen = CheckIns()
  private var settled: [TeamID: Timestamp] = [:]
  private var known: [Int: LedgerEntry] = [:]
  /// False for a book that goes on from the last days: only entries that were handed to it can be reversed.
  private let isWhole: Bool

  /// `lastNumber` is that of the newest entry; 0 begins a ledger.
  package init(terms: LedgerTerms, lastNumber: Int = 0) {
    self.terms = terms
    self.lastNumber = lastNumber
    isWhole = lastNumber == 0
  }

  // MARK: Going on from stored entries

  /// A team's days that ended by `before` are paid.
  package mutating func remember(_ team: TeamID, settled before: Timestamp) { settled[team] = before }

  /// A shift that was recorded before; its day may still have to be paid.
  package mutating func remember(_ shift: RecordedShift) { keep(shift) }
  package mutating func remember(_ checkIn: CheckIn) { seen.add(checkIn) }

  /// An entry that a decision may reverse.
  package mutating func remember(_ entry: LedgerEntry) { known[entry.number] = entry }

  // MARK: Records

  /// The entries that `record` brings about, in the order they are posted.
  package mutating func take(_ record: Record) -> [LedgerEntry] {
    let drafts: [EntryDraft]
    switch record.fact {
    case .shift(let shift):
      keep(shift)
      drafts = points(for: shift)
    case .settled(let time): drafts = settle(time)
    case .checkIn(let checkIn):
      seen.add(checkIn)
      drafts = []
    case .decision(let decision): drafts = entry(for: decision, record)
    }
    return drafts.map { post($0, record) }
  }

  private mutating func post(_ draft: EntryDraft, _ record: Record) -> LedgerEntry {
    lastNumber += 1
    let entry = LedgerEntry(
      number: lastNumber, cause: draft.cause, record: record.number, member: draft.member, team: draft.team,
      at: record.at, earned: draft.earned ?? record.at, postings: draft.postings, words: draft.words,
      evidence: draft.evidence)
    if isWhole { known[entry.number] = entry }
    return entry
  }

  private func points(for recorded: RecordedShift) -> [EntryDraft] {
    let shift = recorded.shift
    guard let pattern = terms.pattern(of: recorded), let rate = pattern.points else { return [] }
    let amount = Hundredths.share(of: rate.hundredthsPerHour, shift.interval.length, in: 3_600_000)
    let words =
      "\(LedgerWords.hours(shift.interval.length)) on \(shift.duty) at \(Hundredths.text(rate.hundredthsPerHour)) an hour"
    return [
      EntryDraft(
        cause: "points/\(shift.id)", member: shift.member, team: shift.team, earned: shift.interval.end,
        unit: .points, hundredths: amount, words: words,
        evidence: [seen.evidence(for: shift, in: shift.interval, every: pattern.checkIn)])
    ]
  }

  // MARK: Days

  /// Keeps the Saturdays and Sundays of a shift that earns credit.
  private mutating func keep(_ recorded: RecordedShift) {
    guard let pattern = terms.pattern(of: recorded), pattern.credit != nil else { return }
    let zone = terms.zone(of: pattern)
    let shift = recorded.shift
    let last = zone.civil(at: shift.interval.end - .milliseconds(1)).date
    for date in zone.civil(at: shift.interval.start).date...last where date.weekday >= .sat {
      guard let day = DateRange(date).interval(in: zone), let part = shift.interval.intersection(day) else { continue }
      var kept = recorded
      kept.shift.interval = part
      days[CoverKey(team: shift.team, duty: shift.duty, date: date), default: []].append(kept)
    }
  }

  /// Pays the days that ended since the last time; forgets those of earlier weeks.
  private mutating func settle(_ time: SettledTime) -> [EntryDraft] {
    let since = settled[time.team] ?? .distantPast
    settled[time.team] = max(since, time.before)
    let own = days.keys.filter { $0.team == time.team }.sorted()
    var drafts: [EntryDraft] = []
    for key in own {
      guard let end = end(of: key) else { continue }
      if end > since, end <= time.before, let day = day(key) {
        drafts += day.drafts(until: end) + weekend(day, until: end)
      }
      if end < time.before - .hours(24 * 8) { days[key] = nil }
    }
    return drafts
  }

  private func weekend(_ sunday: CoveredDay, until end: Timestamp) -> [EntryDraft] {
    let key = sunday.key
    guard key.date.weekday == .sun, let saturday = day(CoverKey(team: key.team, duty: key.duty, date: key.date - 1))
    else { return [] }
    return sunday.weekendDrafts(with: saturday, until: end)
  }

  private func day(_ key: CoverKey) -> CoveredDay? {
    let parts = (days[key] ?? []).sorted {
      ($0.shift.interval.start, $0.shift.id) < ($1.shift.interval.start, $1.shift.id)
    }
    guard let first = parts.first, let pattern = terms.pattern(of: first), let rate = pattern.credit else { return nil }
    return CoveredDay(key, parts: parts, pattern: pattern, rate: rate, terms: terms, seen: seen)
  }

  private func end(of key: CoverKey) -> Timestamp? {
    let pattern = days[key]?.min { $0.shift.interval.start < $1.shift.interval.start }.flatMap(terms.pattern)
    return pattern.flatMap { DateRange(key.date).interval(in: terms.zone(of: $0))?.end }
  }

  // MARK: Decisions

  private func entry(for decision: LedgerDecision, _ record: Record) -> [EntryDraft] {
    let (member, team) = (decision.member, decision.team)
    switch decision.kind {
    case .grant(let unit, let amount):
      return [
        EntryDraft(
          cause: "grant/\(record.number)", member: member, team: team, unit: unit, hundredths: amount,
          words: "given by \(record.by): \(decision.reason)")
      ]
    case .spend(let leave, let amount):
      return [
        EntryDraft(
          cause: "spend/\(leave)", member: member, team: team, unit: .leave, hundredths: -amount,
          words: "taken as leave \(leave): \(decision.reason)")
      ]
    case .refund(let leave, let amount):
      return [
        EntryDraft(
          cause: "refund/\(leave)", member: member, team: team, unit: .leave, hundredths: amount,
          words: "leave \(leave) was taken back: \(decision.reason)")
      ]
    case .reverse(let number):
      guard let entry = known[number] else { return [] }
      return [
        EntryDraft(
          cause: "reverse/\(number)", member: entry.member, team: entry.team,
          postings: entry.postings.map { Posting($0.account, -$0.hundredths) },
          words: "\(entry.id) is reversed by \(record.by): \(decision.reason)")
      ]
    }
  }
}
