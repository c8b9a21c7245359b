import Timekeeping

extension TicketCourse {
  /// Customers' waits, as far as is known what arrived.
  package var unanswered: [WaitingMessage] { waits.unanswered }
  package var answered: [AnsweredWait] { waits.answered }
  package var response: FirstResponse? { waits.response }
  package var promise: PromisedUpdate? { waits.promise }
  package var pastPromises: [PromisedUpdate] { waits.pastPromises }
  var dropped: [WaitingMessage] { waits.dropped }
  var abandoned: [Interval] { waits.abandoned }

  /// Takes in what begins or ends a wait.
  mutating func hear(_ word: WaitingWord) {
    words.append(word)
    waits.take(word)
  }

  /// The customer did not get it: all that was said and done since is looked at anew, as if it had never been said.
  /// O(words of the ticket).
  mutating func miss(answer id: String) {
    guard undelivered.insert(id).inserted else { return }
    words.removeAll { $0.isArrival(of: id) }
    waits = words.reduce(into: CustomerWaits(missed: waits.missed.union([id]))) { $0.take($1) }
  }

  /// It reached the customer after all, at `at`.
  mutating func arrive(answer id: String, at: Timestamp) {
    guard undelivered.remove(id) != nil else { return }
    let member = messages.first { $0.message.id == id }?.message.member
    hear(.arrived(id, FirstResponse(at: at, how: .reply, by: member)))
  }

  /// Whose customers the next answer is written to: of all who wait for one, else of whoever wrote last.
  var addressees: [TicketID?] {
    guard unanswered.isEmpty else { return unanswered.map(\.from).uniqued }
    let last = messages.last { $0.message.kind == .customer && !$0.isDeleted }
    return [last?.message.from]
  }
}
