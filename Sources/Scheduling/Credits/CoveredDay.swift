import Timekeeping

/// A Saturday or Sunday of one duty and who covered it, with what each of them earns for it (D16, rule T15).
///
/// The day's credit is shared by hours: counted time ÷ the time the slots require, or, where the file says `at least`,
/// nothing below that and the whole from there on. Hundredths add up by the largest remainder.
struct CoveredDay {
  let key: CoverKey
  let rate: CreditRate
  /// How many hours' worth the whole credit is, in milliseconds over all places; nil when too little was covered.
  let whole: Int64?
  /// By who came first, then id.
  let shares: [Share]
  let places: Int

  struct Share {
    let member: MemberID
    /// Time that counts.
    let counting: [Interval]
    /// Time that was covered.
    let stood: Int64
    let evidence: [Evidence]

    var counted: Int64 { counting.length }
  }

  init(
    _ key: CoverKey, parts: [RecordedShift], pattern: SlotPattern, rate: CreditRate, terms: LedgerTerms, seen: CheckIns
  ) {
    self.key = key
    self.rate = rate
    let version = parts.first?.version ?? 0
    let slots = terms.required(key, version: version, zone: terms.zone(of: pattern))
    let union = slots.union
    let shares = Self.shares(parts, inside: union, pattern: pattern, seen: seen)
    let required = slots.length
    let places = union.isEmpty ? 1 : max(1, Int((required + union.length / 2) / union.length))
    let least = rate.atLeast?.duration.wholeMilliseconds
    let isEnough = least.map { shares.flatMap(\.counting).union.length >= $0 } ?? true
    let counted = shares.reduce(Int64(0)) { $0 + $1.counted }
    whole = isEnough ? max(counted, least.map { $0 * Int64(places) } ?? required, 1) : nil
    self.shares = shares
    self.places = places
  }

  /// What each share earns of the day's credit, in hundredths, in their order.
  var amounts: [Int] {
    guard let whole else { return shares.map { _ in 0 } }
    return Hundredths.split(rate.dayHundredths * places, by: shares.map(\.counted), of: whole)
  }

  /// How much of the day's credit a member has, in millionths of one place's.
  func millionths(of member: MemberID) -> Int64 {
    guard let whole, let share = shares.first(where: { $0.member == member }) else { return 0 }
    return share.counted * Int64(places) * 1_000_000 / whole
  }

  private static func shares(
    _ parts: [RecordedShift], inside required: [Interval], pattern: SlotPattern, seen: CheckIns
  ) -> [Share] {
    let inside = parts.flatMap { part in
      required.compactMap { part.shift.interval.intersection($0) }.map { (part, $0) }
    }.sorted { ($0.1.start, $0.0.shift.member) < ($1.1.start, $1.0.shift.member) }
    var members: [MemberID] = []
    for (part, _) in inside where !members.contains(part.shift.member) { members.append(part.shift.member) }
    return members.map { member in
      let own = inside.filter { $0.0.shift.member == member }
      let evidence = own.map { seen.evidence(for: $0.0.shift, in: $0.1, every: pattern.checkIn) }
      let stood = own.map(\.1).union
      let lost = pattern.checkInRequired == true ? evidence.flatMap(\.missed) : []
      let counting = stood.flatMap { $0.subtracting(lost) }
      return Share(member: member, counting: counting, stood: stood.length, evidence: evidence)
    }
  }
}

extension [Interval] {
  /// The sum of the lengths, in milliseconds; of a union it is the time covered.
  var length: Int64 { reduce(0) { $0 + $1.length } }
}

extension Interval {
  var length: Int64 { end.milliseconds - start.milliseconds }
}
