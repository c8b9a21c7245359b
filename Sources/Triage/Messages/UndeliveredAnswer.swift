import Timekeeping

/// What an answer ended: it waits again where the answer does not reach the customer (rule K8).
struct AnswerMemory: Sendable, Hashable {
  /// The answer's id; nil for the word that none was needed, which cannot fail to arrive.
  var message: String?
  /// When and by whom; it is the first response where there was none before.
  var end: FirstResponse
  var unanswered: [WaitingMessage]
  /// How many waits had been answered before.
  var answered: Int
  var response: FirstResponse?
  var promise: PromisedUpdate?
}

extension TicketCourse {
  /// Remembers what an answer, or the word that none is needed, is about to end.
  mutating func remember(_ end: FirstResponse, answer message: String? = nil) {
    answers.append(
      AnswerMemory(
        message: message, end: end, unanswered: dropped + unanswered, answered: answered.count, response: response,
        promise: promise))
  }

  /// The customer did not get it: whoever waited goes on waiting, or waited until the next word of ours that stands.
  mutating func miss(answer id: String) {
    guard undelivered[id] == nil else { return }
    undelivered[id] = []
    guard let index = answers.firstIndex(where: { $0.message == id }) else { return missMoved(id) }
    let missed = answers.remove(at: index)
    undelivered[id] = missed.unanswered.map(\.id)
    if index == answers.endIndex { takeBack(missed) } else { passOn(missed, to: index) }
  }

  /// An answer on a ticket that was merged into this one since: its customer waits on here, unless we wrote to them later.
  private mutating func missMoved(_ id: String) {
    guard let place = messages.firstIndex(where: { $0.message.id == id }), let from = messages[place].message.from,
      !messages[(place + 1)...].contains(where: { stands($0, for: from) })
    else { return }
    let before = messages[..<place].reversed().prefix { !stands($0, for: from) }
    let known = Set(unanswered.map(\.id))
    let waits = before.reversed().filter { $0.waited(on: from) && !known.contains($0.message.id) }.map {
      WaitingMessage(id: $0.message.id, since: $0.at)
    }
    undelivered[id] = waits.map(\.id)
    let first = FirstResponse(at: messages[place].at, how: .reply, by: messages[place].message.member)
    if response == first { response = resolved.map { FirstResponse(at: $0, how: .resolved) } }
    guard resolved == nil else { return dropped = (dropped + waits).sorted { $0.since < $1.since } }
    unanswered = (unanswered + waits).sorted { $0.since < $1.since }
  }

  /// Whether `kept` is an answer that the customer of `from` may have.
  private func stands(_ kept: KeptMessage, for from: TicketID) -> Bool {
    guard kept.message.kind == .reply, undelivered[kept.message.id] == nil else { return false }
    return kept.message.from == from || kept.message.from == nil && kept.at > merged ?? .distantFuture
  }

  /// What `missed` was thought to end, the answer at `index` ended, as if `missed` had never been said.
  private mutating func passOn(_ missed: AnswerMemory, to index: Int) {
    let next = answers[index].end
    passOnWait(missed, to: index)
    answers[index].unanswered = missed.unanswered + answers[index].unanswered
    answers[index].response = missed.response
    for later in answers.indices.dropFirst(index + 1) where answers[later].response == missed.end {
      answers[later].response = next
    }
    if response == missed.end { response = next }
    passOnPromise(missed, to: index)
  }

  /// Two waits that one answer ended are one, from the older on.
  private mutating func passOnWait(_ missed: AnswerMemory, to index: Int) {
    answers[index].answered = min(answers[index].answered, missed.answered)
    guard let entry = answered.firstIndex(where: missed.ended) else { return }
    let (from, next) = (answered.remove(at: entry).from, answers[index].end)
    guard let later = answered.firstIndex(where: answers[index].ended) else {
      return answered.insert(AnsweredWait(from: from, at: next.at, by: next.by), at: entry)
    }
    answered[later].from = min(answered[later].from, from)
    for after in answers.indices.dropFirst(index + 1) { answers[after].answered -= 1 }
  }

  /// Only an answer keeps a promise to write: the next one does, unless another promise had taken its place.
  private mutating func passOnPromise(_ missed: AnswerMemory, to index: Int) {
    guard let lost = missed.promise else { return }
    guard let keeper = answers.indices.dropFirst(index).first(where: { answers[$0].end.how == .reply }) else {
      let open = unkept(lost)
      return promise = promise ?? open
    }
    let isKept = answers[keeper].promise == nil
    for past in pastPromises.indices where pastPromises[past].isKept(lost) {
      pastPromises[past].kept = isKept ? answers[keeper].end.at : nil
    }
    if isKept { answers[keeper].promise = lost }
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
    pastPromises.removeAll { $0.isKept(promise) }
    return promise
  }

  /// It reached the customer after all, at `at`: who waited for it, and nobody else, waits no more.
  mutating func arrive(answer id: String, at: Timestamp) {
    guard let waits = undelivered.removeValue(forKey: id) else { return }
    let member = messages.first { $0.message.id == id }?.message.member
    let ended = (dropped + unanswered).filter { waits.contains($0.id) }
    // It may bounce once more.
    let first = FirstResponse(at: at, how: .reply, by: member)
    let again = AnswerMemory(
      message: id, end: first, unanswered: ended, answered: answered.count, response: response, promise: nil)
    if let oldest = ended.first { answered.append(AnsweredWait(from: oldest.since, at: at, by: member)) }
    unanswered.removeAll { waits.contains($0.id) }
    dropped.removeAll { waits.contains($0.id) }
    response = Self.sooner(response, first)
    // What was written since gives back no more than that, should it not arrive.
    for index in answers.indices {
      answers[index].unanswered.removeAll { waits.contains($0.id) }
      answers[index].response = Self.sooner(answers[index].response, first)
    }
    answers.insert(again, at: answers.firstIndex { place(of: $0.message) > place(of: id) } ?? answers.endIndex)
  }

  /// What is no message has no place.
  private func place(of message: String?) -> Int {
    guard let message else { return -1 }
    return messages.firstIndex { $0.message.id == message } ?? messages.endIndex
  }

  /// `before`, unless it was no answer of ours.
  private static func sooner(_ before: FirstResponse?, _ first: FirstResponse) -> FirstResponse {
    guard let before, before.how != .community, before.how != .resolved else { return first }
    return before
  }
}

extension AnswerMemory {
  /// Whether it is this that ended `wait`.
  fileprivate func ended(_ wait: AnsweredWait) -> Bool { wait.at == end.at && wait.by == end.by }
}

extension KeptMessage {
  /// Whether it is what the customer of `ticket` wrote, and waited for an answer to.
  fileprivate func waited(on ticket: TicketID) -> Bool {
    message.from == ticket && message.kind == .customer && message.wantsAnswer && !isDeleted
  }
}

extension PromisedUpdate {
  /// Whether it is `promise`, and was kept.
  fileprivate func isKept(_ promise: PromisedUpdate) -> Bool {
    made == promise.made && until == promise.until && kept != nil
  }
}
