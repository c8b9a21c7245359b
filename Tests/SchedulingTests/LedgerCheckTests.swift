import Testing
import Timekeeping

@testable import Scheduling

/// Whatever is wrong with a stored ledger is found, and said with the entry it begins at.
@Suite struct LedgerCheckTests {
  private func entry(_ number: Int, cause: String? = nil, _ amounts: [Int] = [25, -25]) -> LedgerEntry {
    let accounts: [LedgerAccount] = [
      .member(.leave, MemberID(unchecked: "ana")), .team(.leave, TeamID(unchecked: "t")),
    ]
    return LedgerEntry(
      number: number, cause: cause ?? "grant/\(number)", record: number, member: MemberID(unchecked: "ana"),
      team: TeamID(unchecked: "t"), at: Timestamp(seconds: 0), earned: Timestamp(seconds: 0),
      postings: zip(accounts, amounts).map { Posting($0, $1) }, words: "given")
  }

  @Test("a ledger that is what its records give has no problems")
  func sound() {
    let ledger = [entry(1), entry(2)]
    #expect(LedgerCheck.problems(stored: ledger, rebuilt: ledger) == [])
  }

  @Test("an entry that is changed, missing, invented or lopsided is found")
  func unsound() {
    let (one, two) = (entry(1), entry(2))
    let richer = entry(2, [50, -50])
    #expect(
      LedgerCheck.problems(stored: [one, richer], rebuilt: [one, two]).first?.hasPrefix("E-2 is not what") == true)
    #expect(
      LedgerCheck.problems(stored: [one], rebuilt: [one, two]).first?.hasPrefix("an entry is missing: 2\t") == true)
    #expect(LedgerCheck.problems(stored: [one, two], rebuilt: [one]) == ["E-2 follows from no record"])
    let twice = entry(2, cause: "grant/1")
    #expect(
      LedgerCheck.problems(stored: [one, twice], rebuilt: [one, twice]) == [
        "E-2 has the cause of an earlier entry: grant/1"
      ])
    let lopsided = entry(2, [25, -24])
    #expect(
      LedgerCheck.problems(stored: [one, lopsided], rebuilt: [one, lopsided]) == [
        "E-2 does not add up to zero but to 0.01", "the whole ledger adds up to 0.01, not to zero",
      ])
  }

  @Test("accounts and their texts are each other's", arguments: ["leave/ana", "points/bo", "team/field-support/leave"])
  func accounts(_ text: String) {
    #expect(LedgerAccount(text: text)?.description == text)
    #expect(LedgerAccount(text: text + "/x") == nil && LedgerAccount(text: "gold/" + text) == nil)
  }
}
