import Scheduling
import Timekeeping

/// `handoff:` of a team: how its open work goes from shift to shift (rule K10, D39, D44).
enum TeamHandoffSection {
  static let digest = Key(
    "digest", "When whoever comes next is sent the work they take over; 15 minutes before without it.",
    example: "15 minutes before", TimeForms.handoffDigest.grammar)
  static let accept = Key(
    "accept within",
    "How long after the shift's end they may take it over before the lead is told; 15 minutes without it.",
    example: "15 minutes", TimeForms.leadTime.grammar)
  static let to = Key(
    "to", "A channel of watchbill.yaml that reads it, too.", example: "ops-hook", NameForms.connection.grammar)
  static let startLists = Key(
    "start lists", "Whether the lists of a shift's start are sent: yes without it.", example: "no",
    StatesSection.yesOrNo)

  static let section = Section(
    "team-handoff", "the handoff", "How open work goes from shift to shift.",
    keys: [digest.listed, accept.listed, to.listed, startLists.listed])

  static let grammar = section.grammar { fields, _ -> HandoffRules? in
    let (digest, accept) = (fields(digest), fields(accept))
    return HandoffRules(digest: digest, acceptWithin: accept, channel: fields(to), startLists: fields(startLists))
  }
}
