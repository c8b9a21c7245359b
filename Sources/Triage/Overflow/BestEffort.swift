import Scheduling
import Timekeeping

/// `outside hours: best effort`: while its queue is closed a ticket waits, and whoever is on anyway may take it (rule K3).
extension DeskRun {
  /// Posts it to all who are on at the levels, and has it wait for `opening`: nobody is given it, asked first or paged, and
  /// the lead hears nothing when nobody claims it.
  mutating func holdPosted(until opening: Timestamp) {
    noteChange(snapshot.nextTurn(on: staffedDuties))
    let known = ticket.custody.postings?.flatMap(\.everybodyTold) ?? []
    for (index, level) in queue.overflow.enumerated() { post(at: level, index) }
    ticket.custody.isPostedForWait = ticket.custody.postings == nil ? nil : true
    let people = ticket.custody.offered
    let closed = "\(queue.id) is outside its office hours"
    guard !people.isEmpty else { return hold("\(closed), and nobody is on who could claim it", until: opening) }
    let names = listed(people.map(snapshot.name))
    place(
      .held(until: opening), .offered,
      "\(closed); posted to \(names), who may claim it; held until \(snapshot.wall(opening))")
    tellOfPost(people.filter { !known.contains($0) }, until: opening)
  }

  /// Posts it at one level, too. Only a duty says who is there: whoever a level names otherwise is not disturbed.
  private mutating func post(at level: OverflowLevel, _ index: Int) {
    guard case .duty = level.to, !level.pages, level.askFor == nil, level.isInForce(on: today), !givesWay(index)
    else { return }
    var rule = rule()
    (rule.policy, rule.favourites) = (.pull, [])
    let decision = rule.decide(among: snapshot.candidates(at: level, for: ticket, in: queue))
    noteLevel(index, decision.because, decision.verdicts)
    noteChange(decision.changes)
    let there = decision.verdicts.filter { $0.dropped != .onLeave }.map(\.member)
    ticket.custody.keepPosted(to: decision.offered.isEmpty ? [] : there, there: there, at: index)
    let posted = ticket.custody.posted(at: index)
    ticket.custody.post(to: decision.offered.filter { !posted.contains($0) }, at: index)
    ticket.custody.offered = (ticket.custody.offered + decision.offered).uniqued
  }

  private mutating func tellOfPost(_ people: [MemberID], until opening: Timestamp) {
    guard !people.isEmpty else { return }
    tells.append(
      Telling(
        .offer, ticket.id, to: people,
        text: "\(ticket.id) may be claimed while \(queue.id) is closed: \(ticket.publicTitle). "
          + "Nobody has to: it is given out from \(opening) on.",
        until: opening))
  }
}
