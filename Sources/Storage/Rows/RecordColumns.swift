import Crypto
import Scheduling
import Timekeeping

/// A record as its columns, and the hash that chains it to the one before: SHA-256 over that hash and every field.
struct RecordColumns {
  var kind = ""
  var team = ""
  var duty: String?
  var member: String?
  var shift: String?
  var interval: Interval?
  var version: Int?
  /// What a decision is about: a unit, the number of an entry, or a leave.
  var subject: String?
  var hundredths: Int?
  var words: String?

  init(_ fact: Record.Fact) {
    switch fact {
    case .shift(let recorded): take(recorded)
    case .settled(let time):
      (kind, team) = ("settled", time.team.text)
      // The columns of an interval cannot hold them: the two instants may be equal.
      subject = "\(time.until.milliseconds)/\(time.before.milliseconds)"
      let running = time.running.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.milliseconds)" }
      words = running.isEmpty ? nil : running.joined(separator: ",")
    case .checkIn(let checkIn):
      (kind, team, duty) = ("check-in", checkIn.team.text, checkIn.duty.text)
      (member, words) = (checkIn.member.text, checkIn.note)
    case .decision(let decision): take(decision)
    }
  }

  private mutating func take(_ recorded: RecordedShift) {
    let shift = recorded.shift
    (kind, team, duty, member) = ("shift", shift.team.text, shift.duty.text, shift.member.text)
    (self.shift, interval, version, words) = (shift.id.text, shift.interval, recorded.version, recorded.because)
  }

  private mutating func take(_ decision: LedgerDecision) {
    (team, member, words) = (decision.team.text, decision.member.text, decision.reason)
    switch decision.kind {
    case .grant(let unit, let amount): (kind, subject, hundredths) = ("grant", unit.rawValue, amount)
    case .reverse(let entry): (kind, subject) = ("reverse", "\(entry)")
    case .spend(let leave, let amount): (kind, subject, hundredths) = ("spend", leave, amount)
    case .refund(let leave, let amount): (kind, subject, hundredths) = ("refund", leave, amount)
    }
  }

  /// Every field is preceded by its length, and an absent one by -1, so that no two records look alike.
  func hash(after previous: [UInt8], number: Int, at: Timestamp, by: String) -> [UInt8] {
    let bounds = interval.map { "\($0.start.milliseconds)/\($0.end.milliseconds)" }
    let fields: [String?] = [
      "\(number)", "\(at.milliseconds)", by, kind, team, duty, member, shift, bounds, version.map { "\($0)" }, subject,
      hundredths.map { "\($0)" }, words,
    ]
    var digest = SHA256()
    digest.update(data: previous)
    for field in fields {
      digest.update(data: Array("\(field?.utf8.count ?? -1):".utf8))
      digest.update(data: Array((field ?? "").utf8))
    }
    return Array(digest.finalize())
  }
}
