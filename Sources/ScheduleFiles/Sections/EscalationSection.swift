import Scheduling
import Timekeeping
import Triage

/// An entry under `escalation:`: the steps of one policy.
enum EscalationSection {
  static let grammar = Grammar<EscalationPolicy>(schema: steps.schema) { node, context in
    guard let steps = steps.read(node, context) else { return nil }
    if node.list?.isEmpty ?? false {
      context.error(
        node.place, "escalation policy '\(context.entry)' has no steps", "add one: `- { at: created, page: primary }`")
    }
    if steps.count > most {
      context.error(
        node.place, "escalation policy '\(context.entry)' has \(steps.count) steps",
        "give at most \(most); `repeat: 3 times` on the last one begins again with the first")
    }
    if let first = steps.first, first.step.anchor == .previous, first.place == node.list?.first?.place {
      context.error(first.place, "the first step has no step before it", "begin with `at: created`")
    }
    for early in steps.dropLast() where early.repeats != nil {
      context.error(early.place, "'repeat' stands before the last step", "move it to the last one")
    }
    // Of steps that could not be read it is not known which stands before which.
    if steps.count == node.list?.count {
      for (step, next) in zip(steps, steps.dropFirst()) { checkWait(of: step, before: next, context) }
    }
    return EscalationPolicy(
      id: EscalationID(unchecked: context.entry), steps: inherited(steps), repeats: steps.last?.repeats ?? 3)
  }

  /// Two times for one wait: one of them would be passed over.
  private static func checkWait(of reading: StepReading, before next: StepReading, _ context: Context) {
    let after = next.step.after
    guard let within = reading.step.acknowledgeWithin, next.step.anchor == .previous, after.duration > .zero,
      after != within
    else { return }
    context.error(
      reading.waitPlace, "this step waits \(within) for an acknowledgement, and the next one comes after \(after)",
      "write `after: \(within)` there, or leave it out")
  }

  /// Steps from here on have numbers of their own: pages to the lead, and to who was given a ticket.
  private static let most = 50

  /// How long somebody may be silent who has it in hand holds for the steps after the one that says it, too.
  private static func inherited(_ steps: [StepReading]) -> [EscalationStep] {
    var working: PlainDuration? = PlainDuration(.minutes(30))
    return steps.map { reading in
      if let said = reading.working { working = said }
      var step = reading.step
      step.stillWorkingWithin = working
      return step
    }
  }

  private static let steps = Grammar<[StepReading]>.list(
    of: StepSection.grammar, example: "`- { at: created, page: primary }`")
}

/// A step as it is written: the last one says how often all are repeated.
struct StepReading: Sendable {
  let step: EscalationStep
  let repeats: Int?
  let place: Place
  /// Where it says how long an acknowledgement is waited for.
  let waitPlace: Place
  /// Nil where it says nothing, nil within for never.
  let working: PlainDuration??
}

/// One step of an escalation policy (rule K5).
enum StepSection {
  static let at = Key(
    "at", "From when the step counts: with `page:`.", example: "created",
    Grammar<EscalationStep.Anchor>.choice([
      "created": .created, "assigned": .assigned, "due": .due, "breached": .breached,
    ]))
  static let page = Key("page", "Who is paged: duties, members, lead, owner.", example: "primary", Recipients.grammar)
  static let then = Key("then", "Who is paged after the step before.", example: "secondary", Recipients.grammar)
  static let after = Key("after", "How long after that.", example: "5 minutes", TimeForms.duration.grammar)
  static let acknowledge = Key(
    "acknowledge within", "Without an acknowledgement by then, the next step comes.", example: "5 minutes",
    TimeForms.duration.grammar)
  static let working = Key(
    "still working within",
    "After an acknowledgement, work must show within this, or never; as in the step before without it, 30 minutes in the first.",
    example: "30 minutes", TimeForms.duration.grammar.map { PlainDuration?.some($0) }.or(["never": nil]))
  static let again = Key(
    "repeat", "On the last step: how often all steps are repeated from the first.", example: "3 times",
    NumberForms.times.grammar)

  static let section = Section(
    "step", "a step", "When it fires, whom it pages, how long it waits.",
    keys: [at.listed, page.listed, then.listed, after.listed, acknowledge.listed, working.listed, again.listed])

  static let grammar = section.grammar { fields, context -> StepReading? in
    let (anchor, page, then) = (fields(at), fields(page), fields(then))
    let (after, acknowledge) = (fields(after), fields(acknowledge))
    let (working, again) = (fields(working), fields(again))
    guard hasOneForm(fields, context), let recipients = page ?? then else { return nil }
    let step = EscalationStep(
      anchor: anchor ?? .previous, after: after ?? PlainDuration(.zero), page: recipients,
      acknowledgeWithin: acknowledge)
    return StepReading(
      step: step, repeats: again, place: fields.place, waitPlace: fields.place(of: Self.acknowledge), working: working)
  }

  private static func hasOneForm(_ fields: Fields, _ context: Context) -> Bool {
    let forms = (fields.has(at), fields.has(page), fields.has(then))
    if forms == (true, true, false) || forms == (false, false, true) { return true }
    context.error(
      fields.place, "a step has either 'at' and 'page', or 'then'",
      "write `{ at: created, page: primary }`, or `{ then: secondary, after: 5 minutes }`")
    return false
  }
}
