import Timekeeping

/// An entry before it has its number.
struct EntryDraft {
  var cause: String
  var member: MemberID
  var team: TeamID
  /// Nil means the instant of the record.
  var earned: Timestamp?
  var postings: [Posting]
  var words: String
  var evidence: [Evidence]

  init(
    cause: String, member: MemberID, team: TeamID, earned: Timestamp? = nil, postings: [Posting], words: String,
    evidence: [Evidence] = []
  ) {
    self.cause = cause
    self.member = member
    self.team = team
    self.earned = earned
    self.postings = postings
    self.words = words
    self.evidence = evidence
  }

  /// From the team's account to the member's; an amount of zero posts nothing, and the words say why.
  init(
    cause: String, member: MemberID, team: TeamID, earned: Timestamp? = nil, unit: LedgerAccount.Unit,
    hundredths: Int, words: String, evidence: [Evidence] = []
  ) {
    let postings = [Posting(.member(unit, member), hundredths), Posting(.team(unit, team), -hundredths)]
    self.init(
      cause: cause, member: member, team: team, earned: earned, postings: hundredths == 0 ? [] : postings,
      words: words, evidence: evidence)
  }
}

extension CoveredDay {
  /// An entry for everybody who covered the day, also where it earns nothing.
  func drafts(until end: Timestamp) -> [EntryDraft] {
    zip(shares, amounts).map { share, amount in
      EntryDraft(
        cause: "credit/\(key)/\(share.member)", member: share.member, team: key.team, earned: end, unit: .leave,
        hundredths: amount, words: words(share), evidence: share.evidence)
    }
  }

  private func words(_ share: Share) -> String {
    let head = "\(LedgerWords.hours(share.stood)) of \(key.duty) on \(LedgerWords.day(key.date))"
    return ([head] + [sharedWith(share), lost(share), tooLittle].compactMap { $0 }).joined(separator: "; ")
  }

  private func sharedWith(_ share: Share) -> String? {
    let others = shares.filter { $0.member != share.member }
    guard !others.isEmpty, places == 1 else { return nil }
    return "shared by hours with "
      + others.map { "\($0.member) (\(LedgerWords.hours($0.stood)))" }.joined(separator: ", ")
  }

  private func lost(_ share: Share) -> String? {
    guard share.counted < share.stood else { return nil }
    return "\(LedgerWords.hours(share.stood - share.counted)) without a check-in do not count"
  }

  private var tooLittle: String? {
    guard whole == nil, let least = rate.atLeast else { return nil }
    return "a day counts from \(least) on"
  }

  /// Where the file gives a whole weekend another amount than two days, the difference goes to those who covered both
  /// days, for as much of a weekend as they have of its lesser day.
  func weekendDrafts(with saturday: CoveredDay, until end: Timestamp) -> [EntryDraft] {
    let extra = rate.weekendHundredths - 2 * rate.dayHundredths
    let weights = shares.map { min(millionths(of: $0.member), saturday.millionths(of: $0.member)) }
    guard extra != 0, weights.contains(where: { $0 > 0 }) else { return [] }
    let amounts = Hundredths.split(extra, by: weights, of: 1_000_000)
    return zip(shares, amounts).filter { $1 != 0 }.map { share, amount in
      EntryDraft(
        cause: "weekend/\(key)/\(share.member)", member: share.member, team: key.team, earned: end, unit: .leave,
        hundredths: amount, words: "\(key.duty) on both days of the weekend of \(LedgerWords.day(key.date))")
    }
  }
}

/// Words of the ledger that never change with the reader: entries are stored with them.
enum LedgerWords {
  /// `8 h`, `7 h 30 min`, `20 s`.
  static func hours(_ milliseconds: Int64) -> String {
    let seconds = milliseconds / 1000
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")].filter { $0.0 != 0 }
    return parts.isEmpty ? "0 h" : parts.map { "\($0.0) \($0.1)" }.joined(separator: " ")
  }

  /// `Sat 2026-11-28`.
  static func day(_ date: CivilDate) -> String { "\(WallText.title(date.weekday)) \(date)" }
}
