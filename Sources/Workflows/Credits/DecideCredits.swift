import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Gives a member leave or points without a shift; a lead's decision, with its reason.
package struct GrantCredit: OperatorCommand {
  package static let name = "credits-grant"
  package static let changes = true

  package var member: String
  /// Above zero, with at most two decimals: `0.25`.
  package var amount: String
  /// `leave` (days) or `points`.
  package var unit: String
  package var reason: String
  /// In whose books it stands; nil for the member's first team.
  package var team: String?

  package init(member: String, amount: String, unit: String = "leave", reason: String, team: String? = nil) {
    self.member = member
    self.amount = amount
    self.unit = unit
    self.reason = reason
    self.team = team
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [StatementRow] {
    let amount = try CreditText.amount(amount)
    let reason = try CreditText.reason(reason)
    guard let unit = LedgerAccount.Unit(rawValue: unit) else {
      throw OperatorProblem.unknown("unit", self.unit, among: LedgerAccount.Unit.allCases.map(\.rawValue))
    }
    return try await desk.decide(
      on: member, team: team, kind: .grant(unit, hundredths: amount), reason: reason, actor: actor,
      action: "credits-grant")
  }
}

/// Turns an entry round by another one; what was posted stays to be read (rule T15).
package struct ReverseCredit: OperatorCommand {
  package static let name = "credits-reverse"
  package static let changes = true

  /// `E-12`.
  package var entry: String
  package var reason: String

  package init(entry: String, reason: String) {
    self.entry = entry
    self.reason = reason
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [StatementRow] {
    let reason = try CreditText.reason(reason)
    guard let number = Int(entry.hasPrefix("E-") ? entry.dropFirst(2) : entry[...]) else {
      throw OperatorProblem(.refused, "'\(entry.echoed)' is no entry", help: "write it as statements do: E-12")
    }
    let found = try await desk.store.read { try Self.reversible(number, in: $0) }
    return try await desk.decide(
      on: found.member.text, kind: .reverse(entry: number), reason: reason, actor: actor, action: "credits-reverse")
  }

  /// The entry, where it can be reversed: once, and what was spent on leave only while nothing of it came back.
  private static func reversible(_ number: Int, in snapshot: Snapshot) throws -> LedgerEntry {
    guard let entry = try snapshot.ledgerEntry(number) else {
      throw OperatorProblem(
        .missing, "there is no entry E-\(number)", help: "watchbill credits statement MEMBER lists them")
    }
    if let other = try snapshot.ledgerEntry(cause: "reverse/\(number)") {
      throw OperatorProblem(.no, "E-\(number) was reversed by E-\(other)", help: "to give it back, reverse E-\(other)")
    }
    guard !entry.postings.isEmpty else {
      throw OperatorProblem(
        .no, "E-\(number) earned nothing", help: "to give credit all the same: watchbill credits grant \(entry.member)")
    }
    if let refund = try snapshot.refund(of: entry) {
      throw OperatorProblem(
        .no, "what E-\(number) spent came back with E-\(refund), when the leave was taken back",
        help: "to give more: watchbill credits grant \(entry.member)")
    }
    return entry
  }
}

extension Snapshot {
  /// The entry that gave back what `entry` spent on leave, and that holds; nil for any other.
  fileprivate func refund(of entry: LedgerEntry) throws -> Int? {
    guard entry.cause.hasPrefix("spend/") else { return nil }
    let leave = entry.cause.dropFirst("spend/".count)
    guard let refund = try ledgerEntry(cause: "refund/\(leave)"), try !isReversed(refund) else { return nil }
    return refund
  }

  /// Whether an entry was reversed, and that reversal was not reversed in its turn.
  func isReversed(_ entry: Int) throws -> Bool {
    guard let other = try ledgerEntry(cause: "reverse/\(entry)") else { return false }
    return try !isReversed(other)
  }
}

extension ServiceDesk {
  /// Writes a decision down and posts what follows, in one transaction; the rows are those of the member's statement.
  fileprivate func decide(
    on member: String, team: String? = nil, kind: LedgerDecision.Kind, reason: String, actor: Actor, action: String
  ) async throws -> [StatementRow] {
    let now = clock.now()
    return try await change { tx in
      let world = try worlds.world(in: tx)
      let member = try world.anyMember(member)
      let team = try team.map { try world.team($0, of: member) }
      let posted = try decide(
        on: member, team: team, kind: kind, reason: reason, actor: actor, action: action, in: tx, now: now
      ).map(\.id)
      return try tx.ledgerEntries(of: member).statement(of: member).filter { posted.contains($0.entry) }
    }
  }

  /// The same inside a transaction that does more.
  @discardableResult
  func decide(
    on member: MemberID, team: TeamID? = nil, kind: LedgerDecision.Kind, reason: String, actor: Actor, action: String,
    in tx: Transaction, now: Timestamp
  ) throws -> [LedgerEntry] {
    guard let books = try team ?? worlds.world(in: tx).home(of: member)?.schedule.team else { return [] }
    let decision = LedgerDecision(member: member, team: books, kind: kind, reason: reason)
    guard let record = try tx.record(.decision(decision), at: now, by: actor.text) else { return [] }
    let entries = try postCredits(for: [record], in: tx, now: now)
    try tx.audit(
      at: now, actor: actor, action: action, entity: "credits/\(member)",
      ["record": "\(record.number)", "reason": reason])
    return entries
  }
}

extension World {
  /// A team that has or had the member.
  fileprivate func team(_ text: String, of member: MemberID) throws -> TeamID {
    let team = try anyTeam(text)
    let has = versions.contains { $0.definitions.team(team)?.schedule.member(member) != nil }
    if has { return team }
    throw OperatorProblem(.refused, "\(member) is not in team '\(team)'", help: "name a team that has them")
  }
}

/// What people write about credits.
enum CreditText {
  private static let longestReason = 500

  static func amount(_ text: String) throws -> Int {
    guard let amount = Hundredths.read(text) else {
      throw OperatorProblem(
        .refused, "'\(text.echoed)' is no number from 0.01 to 999999.99 with at most two decimals",
        help: "write it like 0.25, 1 or 2.5")
    }
    guard amount > 0 else {
      throw OperatorProblem(.refused, "'\(text.echoed)' is not above zero", help: "write it like 0.25, 1 or 2.5")
    }
    return amount
  }

  static func reason(_ text: String) throws -> String {
    guard text.contains(where: { !$0.isWhitespace }), TextLength.scalars.of(text) <= longestReason else {
      throw OperatorProblem(
        .refused, "the reason is empty or longer than \(longestReason) characters",
        help: "say in a sentence why, for the member to read")
    }
    return text
  }
}
