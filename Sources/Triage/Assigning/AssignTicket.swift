import Scheduling
import Timekeeping

/// Rule K1: one pure, explainable function from who is on to an owner.
///
/// Filters in order: leave; in the queue, may see it, not excluded; own pause; skills; end of shift; capacity; rate.
/// Among those left a favourite comes first, then the queue's policy decides; ties go by the oldest last assignment,
/// then by id. O(n log n) in the number of candidates.
package struct AssignTicket: Sendable {
  package var now: Timestamp
  package var policy: AssignmentPolicy
  package var skills: [String]
  package var shiftEndBuffer: Duration
  /// The most urgent priority is given out up to the end of a shift (K1 filter 5).
  package var ignoresShiftEnd: Bool
  /// What the ticket counts in its owner's load.
  package var weight: Load = .one
  /// True when somebody full may have it, for want of anybody else.
  package var goesBeyondCapacity: Bool = false
  package var rate: RateLimit?
  /// From when on `skills` are only preferred; nil: never.
  package var skillsRelax: Timestamp?
  /// In order: the first who is able has the ticket.
  package var favourites: [Favourite] = []
  /// For the times in the reasons.
  package var zone: Zone = .utc

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
    let primary = candidates.first { !$0.isOnLeave }?.member
    let judged = candidates.map { ($0, verdict(on: $0, primary: primary)) }
    let verdicts = judged.map(\.1)
    let able = best(of: judged.filter { $0.1.dropped == nil }.map(\.0))
    guard !able.isEmpty else {
      return AssignmentDecision(verdicts: verdicts, because: nobody(verdicts), changes: change(among: judged))
    }
    if let (owner, why) = favourite(among: able) {
      return AssignmentDecision(owner: owner.member, verdicts: verdicts, because: "\(owner.name) \(why)")
    }
    if policy == .pull { return offer(to: able, verdicts, changes: change(among: judged)) }
    guard let owner = able.first else { return AssignmentDecision(verdicts: verdicts, because: nobody(verdicts)) }
    let why = because(owner, among: able.count, of: candidates.count - able.count)
    return AssignmentDecision(owner: owner.member, verdicts: verdicts, because: why)
  }

  /// Those with the skills before those without, those with room before those without; in the order of the policy.
  private func best(of able: [Candidate]) -> [Candidate] {
    func rank(_ candidate: Candidate) -> Int {
      (missingSkill(of: candidate) == nil ? 0 : 2) + (candidate.isFull(for: weight) ? 1 : 0)
    }
    let first = able.map(rank).min()
    return able.filter { rank($0) == first }.sorted(by: comesFirst)
  }

  private func favourite(among able: [Candidate]) -> (Candidate, String)? {
    for favourite in favourites {
      if let owner = able.first(where: { favourite.members.contains($0.member) }) { return (owner, favourite.because) }
    }
    return nil
  }

  private func offer(
    to able: [Candidate], _ verdicts: [CandidateVerdict], changes: Timestamp?
  ) -> AssignmentDecision {
    let names = listed(able.map(\.name))
    return AssignmentDecision(
      offered: able.map(\.member), verdicts: verdicts,
      because: "posted to \(names)\(able.count == 1 ? "" : "; the first to claim it has it")", changes: changes)
  }

  func missingSkill(of candidate: Candidate) -> String? { skills.first { !candidate.skills.contains($0) } }

  /// True once the skills are only preferred.
  var isRelaxed: Bool { skillsRelax.map { $0 <= now } ?? false }
}

/// The order of the policies.
extension AssignTicket {
  private func comesFirst(_ a: Candidate, _ b: Candidate) -> Bool {
    if a.dealt != b.dealt { return a.dealt < b.dealt }
    switch policy {
    case .leastLoaded, .pull: if a.load != b.load { return a.load < b.load }
    case .weighted: if let isLess = isLessUsed(a, b) { return isLess }
    case .roundRobin, .primaryOnly: break
    }
    let (aLast, bLast) = (turn(of: a), turn(of: b))
    return aLast == bLast ? a.member < b.member : aLast < bLast
  }

  /// Since when somebody waits for a ticket; who never had one waits since they joined.
  private func turn(of candidate: Candidate) -> Timestamp {
    candidate.lastAssigned ?? candidate.joined ?? .distantPast
  }

  /// Compares load / capacity without dividing; nil when they are the same. Without a capacity nothing is used up.
  private func isLessUsed(_ a: Candidate, _ b: Candidate) -> Bool? {
    let (aLoad, bLoad) = (a.capacity == nil ? 0 : a.load.hundredths, b.capacity == nil ? 0 : b.load.hundredths)
    let (aShare, bShare) = (aLoad * max(b.capacity ?? 1, 1), bLoad * max(a.capacity ?? 1, 1))
    return aShare == bShare ? nil : aShare < bShare
  }

  /// When time alone may let somebody pass who was dropped.
  private func change(among judged: [(Candidate, CandidateVerdict)]) -> Timestamp? {
    let times = judged.compactMap { candidate, verdict -> Timestamp? in
      switch verdict.dropped {
      case .paused: candidate.pause?.until
      case .lacksSkill: skillsRelax
      case .full: candidate.lighter
      case .tooMany: rate?.freeAgain(after: candidate.recent, now: now)
      default: nil
      }
    }
    return times.filter { $0 > now }.min()
  }
}
