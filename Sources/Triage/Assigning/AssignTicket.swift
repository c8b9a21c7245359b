import Scheduling
import Timekeeping

/// Rule K1: one pure, explainable function from who is on to an owner.
///
/// Filters in order: leave, skills, end of shift, capacity; then the queue's policy; ties by the oldest last
/// assignment, then by id.
package struct AssignTicket: Sendable {
  package var now: Timestamp
  package var policy: AssignmentPolicy
  package var skills: [String]
  package var shiftEndBuffer: Duration
  /// The most urgent priority is given out up to the end of a shift (K1 filter 5).
  package var ignoresShiftEnd: Bool

  package init(
    now: Timestamp, policy: AssignmentPolicy, skills: [String] = [], shiftEndBuffer: Duration = .minutes(15),
    ignoresShiftEnd: Bool = false
  ) {
    self.now = now
    self.policy = policy
    self.skills = skills
    self.shiftEndBuffer = shiftEndBuffer
    self.ignoresShiftEnd = ignoresShiftEnd
  }

  package func decide(among candidates: [Candidate]) -> AssignmentDecision {
    let judged = candidates.map { ($0, verdict(on: $0)) }
    let able = judged.filter { $0.1.dropped == nil }.map(\.0).sorted(by: comesFirst)
    let verdicts = judged.map(\.1)
    guard let owner = able.first else {
      return AssignmentDecision(owner: nil, verdicts: verdicts, because: nobody(verdicts))
    }
    return AssignmentDecision(owner: owner.member, verdicts: verdicts, because: because(owner, among: able.count))
  }

  private func verdict(on candidate: Candidate) -> CandidateVerdict {
    let drop = drop(candidate)
    return CandidateVerdict(
      member: candidate.member, load: candidate.load, dropped: drop?.0, because: drop?.1 ?? kept(candidate))
  }

  private func drop(_ candidate: Candidate) -> (CandidateVerdict.Drop, String)? {
    if candidate.isOnLeave { return (.onLeave, "\(candidate.name) is on leave") }
    if let missing = skills.first(where: { !candidate.skills.contains($0) }) {
      return (.lacksSkill, "\(candidate.name) lacks the skill '\(missing)'")
    }
    if !ignoresShiftEnd, candidate.until - now < shiftEndBuffer {
      return (.shiftEnds, "\(candidate.name)'s shift ends in under \(PlainDuration(shiftEndBuffer))")
    }
    if let capacity = candidate.capacity, candidate.load >= capacity {
      return (.full, "\(candidate.name) has \(candidate.load) of \(capacity) tickets")
    }
    return nil
  }

  private func kept(_ candidate: Candidate) -> String {
    let limit = candidate.capacity.map { " of \($0)" } ?? ""
    return
      "\(candidate.name) has \(candidate.load)\(limit) \(candidate.load == 1 && limit.isEmpty ? "ticket" : "tickets")"
  }

  private func comesFirst(_ a: Candidate, _ b: Candidate) -> Bool {
    if policy != .roundRobin, a.load != b.load { return a.load < b.load }
    let earliest = Timestamp.distantPast
    let (aLast, bLast) = (a.lastAssigned ?? earliest, b.lastAssigned ?? earliest)
    return aLast == bLast ? a.member < b.member : aLast < bLast
  }

  private func because(_ owner: Candidate, among able: Int) -> String {
    if able == 1 { return "\(owner.name) is the only one on shift who can take it (\(Self.tickets(owner.load)))" }
    switch policy {
    case .leastLoaded, .weighted, .primaryOnly, .pull:
      return "\(owner.name) has the fewest tickets (\(owner.load)) of \(able) on shift"
    case .roundRobin: return "\(owner.name) was given a ticket longest ago of \(able) on shift"
    }
  }

  private static func tickets(_ count: Int) -> String {
    count == 0 ? "no other ticket" : count == 1 ? "1 other ticket" : "\(count) other tickets"
  }

  private func nobody(_ verdicts: [CandidateVerdict]) -> String {
    verdicts.isEmpty ? "nobody is on shift" : verdicts.map(\.because).joined(separator: "; ")
  }
}
