import Scheduling
import Timekeeping
import Triage

/// An entry under `queues:`: which tickets it takes, what is promised, who gets them.
enum QueueSection {
  static let when = Key(
    "when", "Which tickets it takes; the first queue that fits does.", example: "otherwise", required: true,
    WhenSection.grammar)
  static let officeHours = Key(
    "office hours", "When it is open; always without it.", example: "uk",
    Grammar<Queue.Hours>.reference(.officeHours, named: { .named(OfficeHoursID(unchecked: $0)) }).or(["always": .always]
    ))
  static let pageFrom = Key(
    "page from", "Below this priority nobody is woken; never without it.", example: "high",
    Grammar<Priority?>.reference(.priority, named: { Priority(unchecked: $0) }).or(["never": nil]))
  static let outsideHours = Key(
    "outside hours", "What becomes of tickets while it is closed; page: all of them page, below `page from` too.",
    example: "hold",
    Grammar<Queue.OutsideHours>.choice(["hold": .hold, "best effort": .bestEffort, "page": .page]))
  static let targets = Key(
    "targets", "What is promised.", example: "{ first response: 4 business hours }", TargetsSection.grammar)
  static let escalation = Key(
    "escalation", "The escalation policy, for all priorities or for each.", example: "{ urgent: critical }",
    Grammar<[PriorityEscalation]>.either(
      text: policy.map { [PriorityEscalation(priority: nil, policy: $0)] },
      group: ByPriority.grammar(of: policy, example: "urgent: critical").map { entries in
        entries.map { PriorityEscalation(priority: $0.name, policy: $0.value) }
      }, wanted: "the id of a policy, or one for each priority"))
  static let assign = Key(
    "assign", "How the owner is chosen among those who may have the ticket.", example: "least loaded",
    Grammar<AssignmentPolicy>.choice([
      "least loaded": .leastLoaded, "round robin": .roundRobin, "weighted": .weighted, "primary only": .primaryOnly,
      "pull": .pull,
    ]))
  static let overflow = Key(
    "overflow", "Where an owner is looked for, in order; without it, the team's only duty.",
    example: "[desk, { to: primary, after: 10 minutes }]", OverflowSection.levels)
  static let buffer = Key(
    "end of shift", "Nobody gets a ticket whose shift ends within this; 15 minutes without it.", example: "15 minutes",
    TimeForms.duration.grammar)
  static let review = Key(
    "review", "How often a ticket without a running target is looked at; every 24 hours without it.",
    example: "weekly mon 10:00", TimeForms.review.grammar)
  static let afterReply = Key(
    "after reply", "What a ticket becomes when one of us has replied: pending without it.", example: "pending",
    Grammar<Queue.AfterReply>.choice(["resolved": .resolved, "pending": .pending, "open": .open]))
  static let acknowledgement = Key(
    "acknowledgement counts", "Whether an acknowledgement without an answer is a first response: no without it.",
    example: "yes",
    StatesSection.yesOrNo)
  static let promises = Key(
    "promises", "Targets for some of its tickets; the first that fits and names a clock decides, before `targets:`.",
    example: "[{ name: enterprise, tier: enterprise, targets: { first response: 4 hours } }]", PromisesSection.list)
  static let states = Key(
    "states", "What messages and time do to its tickets.", example: "{ reopen within: 14 days }",
    StatesSection.grammar)
  static let closing = Key(
    "closing", "How its tickets end.", example: "{ improvement: required }", ClosingSection.grammar)
  static let skills = Key("skills", "Skills that the owner needs.", example: "[billing]", Shared.skills)

  static let sourcesFirst = Key(
    "sources first", "Of tickets that are due alike and as urgent, those of the first source are dealt first.",
    example: "[mail, chat]", Grammar<[String]>.oneOrList(of: NameForms.word.grammar))
  static let closedReply = Key(
    "reply outside hours", "What whoever opens a ticket while it is closed is told; {opening} is when it opens.",
    example: "We are back {opening}.", NameForms.sentence.grammar)

  private static let policy = Grammar<EscalationID>.reference(.escalation, named: { EscalationID(unchecked: $0) })

  static let section = Section(
    "queue", "a queue", "Where a ticket waits, with its routing, hours and promises.",
    keys: [
      when.listed, officeHours.listed, pageFrom.listed, outsideHours.listed, targets.listed, escalation.listed,
      assign.listed, overflow.listed, buffer.listed, review.listed, skills.listed,
      afterReply.listed, acknowledgement.listed, promises.listed, states.listed, closing.listed, closedReply.listed,
      sourcesFirst.listed,
    ] + OwnerKeys.listed)

  static let grammar = section.grammar { fields, context -> Queue? in
    let promises = fields(targets) ?? []
    let named = fields(officeHours)
    let hours = named ?? .always
    // Hours that could not be read are told of already.
    let isAlways = hours == .always && (named != nil || !fields.has(officeHours))
    let condition = fields(when)
    var queue = Queue(id: QueueID(unchecked: context.entry), when: condition ?? .otherwise, hours: hours)
    queue.pageFrom = fields(pageFrom) ?? nil
    queue.outsideHours = fields(outsideHours) ?? .hold
    queue.targets = promises.map(\.value)
    queue.escalations = fields(escalation) ?? []
    queue.assign = fields(assign) ?? .leastLoaded
    queue.overflow = overflow(fields, context)
    if let buffer = fields(buffer) { queue.shiftEndBuffer = buffer }
    switch fields(review) {
    case .every(let span): queue.review = span
    case .weekly(let moment): queue.weeklyReview = moment
    case nil: break
    }
    queue.afterReply = fields(afterReply)
    queue.acknowledgementCounts = fields(acknowledgement) ?? false
    let some = fields(Self.promises)
    queue.promises = some?.map(\.policy)
    queue.states = fields(states)
    queue.closing = fields(closing)
    queue.sourcesFirst = fields(sourcesFirst)
    queue.closedReply = fields(closedReply)
    if queue.closedReply != nil, isAlways {
      context.warning(
        fields.place(of: closedReply), "queue '\(context.entry)' is always open, so nobody is told this",
        "give it `office hours:`, or delete the key")
    }
    queue.skills = fields(skills) ?? []
    queue.rules = OwnerKeys.rules(fields)
    queue.offShift = OwnerKeys.offShift(fields)
    OwnerKeys.check(queue, fields, context)
    if isAlways { refuseBusinessTime(promises + (some ?? []).flatMap(\.targets), context) }
    return condition == nil ? nil : queue
  }

  /// B27: business time means nothing without office hours.
  private static func refuseBusinessTime(_ promises: [Placed<ClockTarget>], _ context: Context) {
    for promise in promises where promise.value.target.countsOpenTime {
      let hours = context.names.officeHours.first ?? "uk"
      context.error(
        promise.place, "'\(promise.value.target)' needs office hours, and queue '\(context.entry)' is always open",
        "name them in the queue: `office hours: \(hours)`")
    }
  }

  private static func overflow(_ fields: Fields, _ context: Context) -> [OverflowLevel] {
    if fields.has(overflow) { return fields(overflow) ?? [] }
    guard context.names.duties.count == 1, let only = context.names.duties.first else {
      context.error(
        fields.place, "queue '\(context.entry)' has nobody to give its tickets to",
        "add `overflow: [\(context.names.duties.first ?? "desk")]`")
      return []
    }
    return [OverflowLevel(to: .duty(DutyID(unchecked: only)))]
  }
}
