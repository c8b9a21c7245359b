import Scheduling
import Timekeeping
import Triage

/// The keys of a queue that say who may own its tickets, how many, and what happens when an owner is off (K1, K2, K4).
enum OwnerKeys {
  static let members = Key(
    "members", "Who may be given its tickets; whoever is on without it.", example: "[ana, bo]", people)
  static let confidants = Key(
    "private to", "Who may see its private tickets, besides the lead.", example: "[ana, bo]", people)
  static let relax = Key(
    "skills relax after", "After this long without an owner the skills are only preferred; never without it.",
    example: "30 minutes", TimeForms.duration.grammar)
  static let weight = Key(
    "weight", "What a ticket counts in its owner's load: one number, or one for each priority; 1 without it.",
    example: "{ urgent: 2, low: 0.5 }",
    Grammar<[PriorityWeight]>.either(
      text: load.map { [PriorityWeight(weight: $0)] },
      group: ByPriority.grammar(of: load, example: "urgent: 2").map { entries in
        entries.map { PriorityWeight(priority: $0.name, weight: $0.value) }
      }, wanted: "a weight such as 2, or one for each priority"))
  static let beyond = Key(
    "beyond capacity from", "From this priority on a full member gets it when nobody else can; never without it.",
    example: "urgent", Grammar<Priority>.reference(.priority, named: { Priority(unchecked: $0) }))
  static let rate = Key(
    "at most", "How many tickets one member is given in a time; any number without it.", example: "3 in 1 hour",
    NumberForms.rate.grammar)
  static let sameOwner = Key(
    "same owner within", "For this long a customer goes to whoever had their last ticket.", example: "7 days",
    TimeForms.duration.grammar)
  static let claim = Key(
    "claim within", "With `assign: pull`: how long a claim is waited for before the next level; 15 minutes without it.",
    example: "15 minutes", TimeForms.duration.grammar)
  static let grace = Key(
    "grace", "At a shift's start, what waited for it waits this long for others who begin too; 5 minutes without it.",
    example: "10 minutes", TimeForms.duration.grammar)
  static let ownerOff = Key(
    "owner off", "When a customer writes and the owner is off shift: ask whoever is on, without it.", example: "ask",
    Grammar<OffShiftRules.Otherwise>.choice([
      "ask": .card, "keep": .keep, "hand over": .handOver, "unassign": .unassign,
    ]))
  static let stepIn = Key(
    "step in after",
    "Without a decision whoever is on steps in; by priority 0, 10 and then 30 minutes without it.",
    example: "{ urgent: 0 minutes, high: 20 minutes }",
    Grammar<[PriorityWait]>.either(
      text: TimeForms.duration.grammar.map { [PriorityWait(after: $0)] },
      group: ByPriority.grammar(of: TimeForms.duration.grammar, example: "urgent: 0 minutes").map { entries in
        entries.map { PriorityWait(priority: $0.name, after: $0.value) }
      }, wanted: "a duration such as 20 minutes, or one for each priority"))
  static let back = Key(
    "back before due", "An owner who is back this long before it is due keeps it; 30 minutes without it.",
    example: "1 hour", TimeForms.duration.grammar)

  /// One or several members of the team.
  static let people = Grammar<[Placed<MemberID>]>.oneOrList(of: Shared.member.placed).distinct("list")

  private static let load = NumberForms.weight.grammar.map { Load(hundredths: $0) }

  static let listed = [
    members.listed, confidants.listed, relax.listed, weight.listed, beyond.listed, rate.listed, sameOwner.listed,
    claim.listed, grace.listed, ownerOff.listed, stepIn.listed, back.listed,
  ]

  static func rules(_ fields: Fields) -> AssignmentRules {
    AssignmentRules(
      members: fields(members).map { $0.map(\.value) }, confidants: (fields(confidants) ?? []).map(\.value),
      skillsRelaxAfter: fields(relax), weights: fields(weight) ?? [], beyondCapacityFrom: fields(beyond),
      rate: fields(rate), sameOwnerWithin: fields(sameOwner), claimWithin: fields(claim), grace: fields(grace))
  }

  static func offShift(_ fields: Fields) -> OffShiftRules {
    var rules = OffShiftRules(otherwise: fields(ownerOff) ?? .card, waits: fields(stepIn) ?? [])
    if let margin = fields(back) { rules.margin = margin }
    return rules
  }

  /// Keys that would have no effect: a slip, or something that was meant otherwise.
  static func check(_ queue: Queue, _ fields: Fields, _ context: Context) {
    if fields.has(relax), queue.skills.isEmpty {
      context.error(
        fields.place(of: relax), "queue '\(queue.id)' asks for no skills that could relax",
        "add `skills: [billing]`, or delete it")
    }
    if fields.has(claim), queue.assign != .pull {
      context.error(
        fields.place(of: claim), "nobody claims the tickets of queue '\(queue.id)'", "add `assign: pull`, or delete it")
    }
    if fields.has(stepIn) || fields.has(back), queue.offShift.otherwise != .card {
      context.error(
        fields.has(stepIn) ? fields.place(of: stepIn) : fields.place(of: back),
        "with `owner off: \(queue.offShift.otherwise.rawValue)` nobody is asked, so this has no effect",
        "write `owner off: ask`, or delete it")
    }
    if let members = queue.rules.members, members.isEmpty {
      context.error(
        fields.place(of: Self.members), "nobody may be given a ticket of queue '\(queue.id)'", "list some: [ana, bo]")
    }
  }

}
