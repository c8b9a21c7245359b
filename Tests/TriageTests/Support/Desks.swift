import Scheduling
import TestSupport
import Timekeeping
import Triage

/// Short ways to write a team and its desk in tests; a text that cannot be read fails the test.
enum Desks {
  static let team = TeamID(unchecked: "field")
  static let zones = ZoneTables(["Europe/London"].compactMap { try? SystemZones.zone($0) })

  static func member(_ id: String) -> MemberID { MemberID(unchecked: id) }
  static func duty(_ id: String) -> DutyID { DutyID(unchecked: id) }
  static func priority(_ id: String) -> Priority { Priority(unchecked: id) }

  /// In UTC.
  static func at(_ wall: String) throws -> Timestamp { try Zone.utc.first(CivilDateTime(text: wall)) }

  static func span(_ from: String, _ to: String) throws -> Interval {
    guard let span = Interval(try at(from), try at(to)) else { throw TextProblem("empty", help: "") }
    return span
  }

  /// `desk 09:00-17:00: ana ben`: a duty, its hours (or `always`), and who shares every turn of it.
  static func staffed(_ line: String, fallback: String? = nil) throws -> Duty {
    let halves = line.split(separator: ": ").map(String.init)
    let words = halves[0].split(separator: " ", maxSplits: 1).map(String.init)
    let rotation = Rotation(
      groups: [halves.count > 1 ? halves[1].split(separator: " ").map { member(String($0)) } : []],
      every: try Cadence(text: "1 day"), handoffTime: .midnight, from: try CivilDate(text: "2026-01-01"))
    let hours = try WeeklyHours(text: words[1])
    let layer = Layer(
      id: LayerID(unchecked: "all"), zone: .utc, hours: hours == .always ? nil : hours, rotation: rotation)
    return Duty(id: duty(words[0]), fallback: fallback.map { duty($0) }, filling: .layers([layer]))
  }

  /// Members are ana to finn, each with a capacity of 2 and a pager; lena leads.
  static func schedule(_ duties: [Duty]) throws -> Schedule {
    let people = ["ana", "ben", "cleo", "dora", "eve", "finn", "lena"].map { id in
      Member(
        id: member(id), name: id.prefix(1).uppercased() + id.dropFirst(),
        skills: ["ana", "cleo"].contains(id) ? ["devices"] : [],
        capacity: 2, contacts: [Contact(channel: "pager", address: "https://pager.example.com/\(id)")])
    }
    return Schedule(
      team: team, name: "Field support", zone: .utc, lead: member("lena"), members: people, duties: duties)
  }

  static func level(_ to: String, after: String? = nil, pages: Bool = false) throws -> OverflowLevel {
    OverflowLevel(to: recipient(to), after: try after.map { try PlainDuration(text: $0) }, pages: pages)
  }

  /// A member's id, `lead`, `owner`, or else a duty.
  static func recipient(_ word: String) -> Recipient {
    switch word {
    case "lead": .lead
    case "owner": .owner
    case "ana", "ben", "cleo", "dora", "eve", "finn", "lena": .member(member(word))
    default: .duty(duty(word))
    }
  }

  static func step(
    _ anchor: EscalationStep.Anchor, _ after: String = "0 minutes", page: String, within: String? = nil,
    working: String? = nil
  ) throws -> EscalationStep {
    EscalationStep(
      anchor: anchor, after: try PlainDuration(text: after),
      page: page.split(separator: " ").map { recipient(String($0)) },
      acknowledgeWithin: try within.map { try PlainDuration(text: $0) },
      stillWorkingWithin: try working.map { try PlainDuration(text: $0) })
  }

  static func escalation(_ steps: [EscalationStep], repeats: Int = 3) -> EscalationPolicy {
    EscalationPolicy(id: EscalationID(unchecked: "critical"), steps: steps, repeats: repeats)
  }

  /// One queue for every ticket; priorities are urgent, high, normal, low, and `high` is the paging line.
  static func policy(
    _ overflow: [OverflowLevel], hours: Queue.Hours = .always, pageFrom: String? = "high",
    outsideHours: Queue.OutsideHours = .hold, due: String? = nil, steps: [EscalationStep] = [], repeats: Int = 3,
    assign: AssignmentPolicy = .leastLoaded, review: String = "1 day", skills: [String] = []
  ) throws -> DeskPolicy {
    let queue = Queue(
      id: QueueID(unchecked: "general"), when: .otherwise, hours: hours, pageFrom: pageFrom.map { priority($0) },
      outsideHours: outsideHours,
      targets: try due.map { [ClockTarget(clock: .firstResponse, target: try Target(text: $0))] } ?? [],
      escalations: steps.isEmpty ? [] : [PriorityEscalation(policy: EscalationID(unchecked: "critical"))],
      assign: assign, overflow: overflow, review: try PlainDuration(text: review == "1 day" ? "24 hours" : review),
      skills: skills)
    return DeskPolicy(
      priorities: ["urgent", "high", "normal", "low"].map { priority($0) }, queues: [queue],
      escalations: steps.isEmpty ? [] : [escalation(steps, repeats: repeats)])
  }
}
