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
    let promised = unkept(answer.promise)
    // What is over waits for nothing until it comes back.
    guard let resolved else {
      (unanswered, response) = (waits + unanswered, answer.response)
      return promise = promise ?? promised
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
    let ended = (dropped + unanswered).filter { waits.contains($0.id) }
    // It may bounce once more.
    let again = AnswerMemory(
      message: id, unanswered: ended, answered: answered.count, response: response, promise: nil)
    if let oldest = ended.first { answered.append(AnsweredWait(from: oldest.since, at: at, by: member)) }
    unanswered.removeAll { waits.contains($0.id) }
    dropped.removeAll { waits.contains($0.id) }
    let first = FirstResponse(at: at, how: .reply, by: member)
    response = Self.sooner(response, first)
    // What was written since gives back no more than that, should it not arrive.
    for index in answers.indices {
      answers[index].unanswered.removeAll { waits.contains($0.id) }
      answers[index].response = Self.sooner(answers[index].response, first)
    }
    answers.insert(again, at: answers.firstIndex { place(of: $0.message) > place(of: id) } ?? answers.endIndex)
  }

  private func place(of message: String) -> Int {
    messages.firstIndex { $0.message.id == message } ?? messages.endIndex
  }

  /// `before`, unless it was no answer of ours.
  private static func sooner(_ before: FirstResponse?, _ first: FirstResponse) -> FirstResponse {
    guard let before, before.how != .community, before.how != .resolved else { return first }
    return before
  }
}
