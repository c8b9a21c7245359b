import Timekeeping

/// The ids that references may name, gathered before the sections are read, in the order of the file.
struct Names {
  var members: [String] = []
  var duties: [String] = []
  var officeHours: [String] = []
  var priorities: [String] = []
  var escalations: [String] = []
  var queues: [String] = []
  var customers: [String] = []
  /// Members defined somewhere, in this team or not.
  var people: [String] = []
  var hasLead = false

  /// The kinds of things that are named by id.
  enum Kind: String, Sendable {
    case member, duty
    case officeHours = "office hours"
    case priority, queue, customer
    case escalation = "escalation policy"
  }

  func of(_ kind: Kind) -> [String] {
    switch kind {
    case .member: members
    case .duty: duties
    case .officeHours: officeHours
    case .priority: priorities
    case .queue: queues
    case .customer: customers
    case .escalation: escalations
    }
  }

  /// What is wrong with `name` as a reference to a thing of `kind`, and what to do; nil when there is such a thing.
  func problem(_ name: String, _ kind: Kind) -> TextProblem? {
    if of(kind).contains(name) { return nil }
    if kind == .member, people.contains(name) {
      return TextProblem("'\(name)' is not a member of this team", help: "add '\(name)' to `members:`")
    }
    let verb = kind == .officeHours ? "are" : "is"
    let what = "there \(verb) no \(kind.rawValue) '\(shortened(name))' in this team"
    let known = kind == .member ? members.filter(people.contains) : of(kind)
    if let near = didYouMean(name, among: known) { return TextProblem(what, help: "did you mean '\(near)'?") }
    return TextProblem(what, help: known.isEmpty ? declaring(kind) : "write one of: \(listed(known))")
  }

  private func declaring(_ kind: Kind) -> String {
    switch kind {
    case .member: "add members under `members:`"
    case .duty: "add it under `duties:`"
    case .officeHours: "add it under `office hours:`"
    case .priority: "add a list such as `priorities: [urgent, high, normal, low]`"
    case .queue: "add it under `queues:`"
    case .customer: "add it under `customers:`"
    case .escalation: "add it under `escalation:`"
    }
  }

  private func listed(_ known: [String]) -> String {
    var names: [String] = []
    for name in known where !names.contains(name) { names.append(name) }
    return names.count <= 10 ? names.joined(separator: ", ") : names.prefix(10).joined(separator: ", ") + ", …"
  }
}
