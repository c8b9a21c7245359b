import Timekeeping

/// What an answer ended: it waits again where the answer does not reach the customer (rule K8).
struct AnswerMemory: Sendable, Hashable {
  /// The answer's id.
  var message: String
  var unanswered: [WaitingMessage]
  /// How many waits had been answered before.
  var answered: Int
  var response: FirstResponse?
  var promise: PromisedUpdate?
}

extension TicketCourse {
  /// Remembers what an answer is about to end.
  mutating func remember(answer message: TicketMessage) {
    answers.append(
      AnswerMemory(
        message: message.id, unanswered: dropped + unanswered, answered: answered.count, response: response,
        promise: promise))
  }

  /// The customer did not get it: whoever waited goes on waiting, unless a later answer is on its way to them.
  mutating func miss(answer id: String) {
    guard undelivered[id] == nil else { return }
    undelivered[id] = []
    while let last = answers.last, undelivered[last.message] != nil {
      answers.removeLast()
      undelivered[last.message] = last.unanswered.map(\.id)
      takeBack(last)
    }
  }

  private mutating func takeBack(_ answer: AnswerMemory) {
    let waits = answer.unanswered.filter { !tombstones.contains($0.id) }
    answered.removeLast(max(0, answered.count - answer.answered))
    // What is over waits for nothing until it comes back.
    guard let resolved else {
      (unanswered, response) = (waits + unanswered, answer.response)
      return promise = promise ?? unkept(answer.promise)
    }
    (dropped, response) = (waits + dropped, answer.response ?? FirstResponse(at: resolved, how: .resolved))
  }

  /// A promise to write that an answer was thought to keep.
  private mutating func unkept(_ promise: PromisedUpdate?) -> PromisedUpdate? {
    guard let promise else { return nil }
    pastPromises.removeAll { $0.made == promise.made && $0.until == promise.until && $0.kept != nil }
    return promise
  }

  /// It reached the customer after all, at `at`: who waited for it, and nobody else, waits no more.
  mutating func arrive(answer id: String, at: Timestamp) {
    guard let waits = undelivered.removeValue(forKey: id) else { return }
    let member = messages.first { $0.message.id == id }?.message.member
    let oldest = unanswered.first { waits.contains($0.id) }
    if let oldest { answered.append(AnsweredWait(from: oldest.since, at: at, by: member)) }
    unanswered.removeAll { waits.contains($0.id) }
    dropped.removeAll { waits.contains($0.id) }
    let counts = response.map { $0.how == .community || $0.how == .resolved } ?? true
    if counts { response = FirstResponse(at: at, how: .reply, by: member) }
  }
}
