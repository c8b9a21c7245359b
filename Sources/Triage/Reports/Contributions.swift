import Scheduling
import Timekeeping

/// What one person did on tickets: for the league, and as evidence of a shift's work.
package struct Contribution: Sendable, Hashable, Codable {
  package var member: MemberID
  package var replies: Int = 0
  package var notes: Int = 0
  /// Help that is linked; help without a link does not count.
  package var linkedHelp: Int = 0
  /// Tickets that they brought to an end, by whatever way: a ticket that is closed after it was resolved ended once.
  package var resolved: Int = 0
  /// Tickets that came to them in the span.
  package var owned: Int = 0
  /// What all of that comes to by the weights that were given.
  package var points: Int = 0

  package init(member: MemberID) { self.member = member }
}

/// League points for each kind of contribution (D36).
package struct ContributionWeights: Sendable, Hashable, Codable {
  package var reply: Int
  package var note: Int
  package var linkedHelp: Int
  /// How many times as much a contribution counts on a Saturday or Sunday of the team's zone (D15).
  package var weekend: Int

  package init(reply: Int = 2, note: Int = 1, linkedHelp: Int = 3, weekend: Int = 1) {
    self.reply = reply
    self.note = note
    self.linkedHelp = linkedHelp
    self.weekend = weekend
  }
}

/// Counts contributions in a span of time.
package struct CountContributions: Sendable {
  package var span: Interval
  package var weights: ContributionWeights
  /// The team's: where its weekends are.
  package var zone: Zone

  package init(in span: Interval, weights: ContributionWeights = ContributionWeights(), zone: Zone = .utc) {
    self.span = span
    self.weights = weights
    self.zone = zone
  }

  /// The most points first, then by id; people without any contribution are left out. Linear in the facts.
  package func count(_ histories: [TicketHistory]) -> [Contribution] {
    var found: [MemberID: Contribution] = [:]
    var said: Set<Saying> = []
    for history in histories { add(history, to: &found, &said) }
    return found.values.sorted { $0.points == $1.points ? $0.member < $1.member : $0.points > $1.points }
  }

  /// What is said on an incident and on all its parts is said once.
  private struct Saying: Hashable {
    var member: MemberID
    var at: Timestamp
    var text: String

    init?(_ fact: TicketFact) {
      guard case .message(let message) = fact.what, message.kind == .reply, let member = fact.by.member else {
        return nil
      }
      (self.member, at, text) = (member, fact.at, message.text)
    }
  }

  private func add(_ history: TicketHistory, to found: inout [MemberID: Contribution], _ said: inout Set<Saying>) {
    var owners: Set<MemberID> = []
    var helped: Set<String> = []
    var isOver = false
    for fact in history.facts {
      let wasOver = isOver
      if case .state(let change) = fact.what { isOver = [.resolved, .closed].contains(change.to) }
      guard span.contains(fact.at) else { continue }
      if isOver, !wasOver, let member = fact.by.member {
        found[member, default: Contribution(member: member)].resolved += 1
      }
      if case .owner(let owner?) = fact.what, owners.insert(owner).inserted {
        found[owner, default: Contribution(member: owner)].owned += 1
      }
      guard let member = fact.by.member, let kind = kind(of: fact.what, &helped) else { continue }
      if let saying = Saying(fact), !said.insert(saying).inserted { continue }
      found[member, default: Contribution(member: member)][keyPath: kind] += 1
      found[member, default: Contribution(member: member)].points += points(of: kind, at: fact.at)
    }
  }

  /// What a fact counts as; the same help counts once, however often it is linked, and not without an address. A note that
  /// the desk made of somebody's ring is no help.
  private func kind(_ what: TicketFact.Kind, isNew: (String) -> Bool) -> WritableKeyPath<Contribution, Int>? {
    switch what {
    case .message(let message) where message.kind == .reply: \.replies
    case .message(let message) where message.kind == .note && message.member != nil: \.notes
    case .linked(let link) where link.kind == .help && link.url != nil && isNew(link.id): \.linkedHelp
    default: nil
    }
  }

  private func kind(of what: TicketFact.Kind, _ helped: inout Set<String>) -> WritableKeyPath<Contribution, Int>? {
    kind(what) { id in helped.insert(id).inserted }
  }

  private func points(of kind: WritableKeyPath<Contribution, Int>, at: Timestamp) -> Int {
    let weight =
      switch kind {
      case \.replies: weights.reply
      case \.notes: weights.note
      default: weights.linkedHelp
      }
    return zone.civil(at: at).date.weekday >= .sat ? weight * weights.weekend : weight
  }
}
