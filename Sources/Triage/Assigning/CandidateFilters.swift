import Scheduling
import Timekeeping

/// The filters of rule K1 in their order, and the sentences that say what they found.
extension AssignTicket {
  func verdict(on candidate: Candidate, primary: MemberID?) -> CandidateVerdict {
    let drop =
      absent(candidate, primary: primary) ?? forbidden(candidate) ?? paused(candidate) ?? unskilled(candidate)
      ?? leaving(candidate) ?? busy(candidate)
    return CandidateVerdict(
      member: candidate.member, load: candidate.load, dropped: drop?.0, because: drop?.1 ?? kept(candidate))
  }

  private typealias Dropped = (CandidateVerdict.Drop, String)

  private func absent(_ candidate: Candidate, primary: MemberID?) -> Dropped? {
    if candidate.isOnLeave { return (.onLeave, "\(candidate.name) is on leave") }
    guard policy == .primaryOnly, candidate.member != primary else { return nil }
    return (.notPrimary, "\(candidate.name) is not the primary")
  }

  private func forbidden(_ candidate: Candidate) -> Dropped? {
    if !candidate.isInQueue { return (.outsideQueue, "\(candidate.name) is not in the queue") }
    if !candidate.maySee { return (.mayNotSee, "\(candidate.name) may not see this private ticket") }
    return candidate.excluded.map { (.excluded, "\(candidate.name) \($0)") }
  }

  private func paused(_ candidate: Candidate) -> Dropped? {
    guard let pause = candidate.pause, pause.holds(at: now) else { return nil }
    let until = pause.until.map { " until \(WallText.minute($0, in: zone))" } ?? ""
    return (.paused, "\(candidate.name) takes no tickets\(until): \(pause.reason)")
  }

  private func unskilled(_ candidate: Candidate) -> Dropped? {
    guard !isRelaxed, let missing = missingSkill(of: candidate) else { return nil }
    return (.lacksSkill, "\(candidate.name) lacks the skill '\(missing)'")
  }

  private func leaving(_ candidate: Candidate) -> Dropped? {
    guard !ignoresShiftEnd, candidate.until - now < shiftEndBuffer else { return nil }
    return (.shiftEnds, "\(candidate.name)'s shift ends in under \(PlainDuration(shiftEndBuffer))")
  }

  private func busy(_ candidate: Candidate) -> Dropped? {
    if candidate.isFull(for: weight), !goesBeyondCapacity { return (.full, held(candidate)) }
    guard let rate, rate.freeAgain(after: candidate.recent, now: now) != nil else { return nil }
    let tickets = rate.count == 1 ? "a ticket" : "\(rate.count) tickets"
    return (.tooMany, "\(candidate.name) was given \(tickets) in the last \(rate.window)")
  }

  // MARK: Sentences

  private func kept(_ candidate: Candidate) -> String {
    if let missing = missingSkill(of: candidate) {
      return "\(held(candidate)) and lacks '\(missing)', which is not asked for any more"
    }
    return candidate.isFull(for: weight) ? "\(held(candidate)), and this priority goes beyond that" : held(candidate)
  }

  /// `ana has 4.5 of 5 tickets; this one counts 2`.
  private func held(_ candidate: Candidate) -> String {
    let limit = candidate.capacity.map { " of \($0)" } ?? ""
    let noun = candidate.load == 1 && limit.isEmpty ? "ticket" : "tickets"
    let counts = weight == .one || limit.isEmpty ? "" : "; this one counts \(weight)"
    return "\(candidate.name) has \(candidate.load)\(limit) \(noun)\(counts)"
  }

  /// - Parameter others: how many more are on shift, and were dropped or come after these.
  func because(_ owner: Candidate, among able: Int, of others: Int) -> String {
    if policy == .primaryOnly { return "\(owner.name) is the primary (\(Self.tickets(owner.load)))" }
    if able == 1 { return "\(owner.name) is the only one on shift who can take it (\(Self.tickets(owner.load)))" }
    let these = others == 0 ? "of \(able) on shift" : "of the \(able) of \(able + others) on shift who can take it"
    switch policy {
    case .leastLoaded, .pull, .primaryOnly:
      return "\(owner.name) has the fewest tickets (\(owner.load)) \(these)"
    case .weighted:
      let limit = owner.capacity.map { "\(owner.load) of \($0)" } ?? "\(owner.load), without a limit"
      return "\(owner.name) has the most room (\(limit)) \(these)"
    case .roundRobin: return "\(owner.name) was given a ticket longest ago \(these)"
    }
  }

  private static func tickets(_ count: Load) -> String {
    count == .zero ? "no other ticket" : count == 1 ? "1 other ticket" : "\(count) other tickets"
  }

  func nobody(_ verdicts: [CandidateVerdict]) -> String {
    verdicts.isEmpty ? "nobody is on shift" : verdicts.map(\.because).joined(separator: "; ")
  }
}
