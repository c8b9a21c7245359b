import Timekeeping

/// An entry of the ledger: postings that add up to zero, one cause that no other entry has, and the evidence (T15).
package struct LedgerEntry: Sendable, Hashable {
  /// 1, 2, 3 … in the order they were posted.
  package let number: Int
  /// The shift or day with the rule, or the decision: `points/<shift>`, `credit/<duty and day>/esme`, `reverse/12`.
  package var cause: String
  /// The record that brought it about.
  package var record: Int
  package var member: MemberID
  package var team: TeamID
  package var at: Timestamp
  /// When it was earned or takes effect: the end of the shift or day.
  package var earned: Timestamp
  /// By account; none where nothing was earned, which is said as well.
  package var postings: [Posting]
  /// Why, in a sentence for the member.
  package var words: String
  package var evidence: [Evidence]

  package init(
    number: Int, cause: String, record: Int, member: MemberID, team: TeamID, at: Timestamp, earned: Timestamp,
    postings: [Posting], words: String, evidence: [Evidence] = []
  ) {
    self.number = number
    self.cause = cause
    self.record = record
    self.member = member
    self.team = team
    self.at = at
    self.earned = earned
    self.postings = postings
    self.words = words
    self.evidence = evidence
  }

  /// `E-12`.
  package var id: String { "E-\(number)" }

  /// The sum of its postings; zero in a sound ledger.
  package var sum: Int { postings.reduce(0) { $0 + $1.hundredths } }

  /// What `account` gains by it.
  package func change(of account: LedgerAccount) -> Int {
    postings.reduce(0) { $0 + ($1.account == account ? $1.hundredths : 0) }
  }

  /// One line that says everything: two ledgers are the same when these lines are.
  package var canonical: String {
    let lines = postings.map { "\($0.account)=\($0.hundredths)" }.joined(separator: ";")
    let proof = evidence.map(\.canonical).joined(separator: ";")
    return [
      "\(number)", cause, "\(record)", member.text, team.text, "\(at)", "\(earned)", lines, words.oneLine, proof,
    ].joined(separator: "\t")
  }
}

/// What an entry rests on: time that was stood, and the check-ins in it.
package struct Evidence: Sendable, Hashable, Codable {
  package var shift: ShiftID
  package var interval: Interval
  package var checkIns: [Timestamp]
  /// Stretches that should hold a check-in and hold none.
  package var missed: [Interval]

  package init(shift: ShiftID, interval: Interval, checkIns: [Timestamp] = [], missed: [Interval] = []) {
    self.shift = shift
    self.interval = interval
    self.checkIns = checkIns
    self.missed = missed
  }

  var canonical: String {
    let made = checkIns.map { " +\($0)" }.joined()
    return "\(shift) \(interval)" + made + missed.map { " -\($0)" }.joined()
  }
}

extension String {
  /// Without tabs and line ends, so that a line stays a line.
  fileprivate var oneLine: String { String(map { $0.isNewline || $0 == "\t" ? " " : $0 }) }
}
