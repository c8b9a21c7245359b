import Scheduling
import Timekeeping

/// Who waits for an answer since when, and what ended every wait (rule K8): folded from what was said and done, without the
/// answers that did not arrive, as if they had never been said.
struct CustomerWaits: Sendable, Hashable {
  /// The customer's messages that wait for an answer, the oldest first.
  private(set) var unanswered: [WaitingMessage] = []
  /// What waited when the ticket ended without a word about it to its customer: it waits again when the ticket comes back.
  private(set) var dropped: [WaitingMessage] = []
  /// Waits that ended so and went on no more: the customer came back with other words.
  private(set) var abandoned: [Interval] = []
  /// From the oldest message to the answer, each time somebody answered.
  private(set) var answered: [AnsweredWait] = []
  private(set) var response: FirstResponse?
  private(set) var promise: PromisedUpdate?
  /// Promises that came to an end, kept or not.
  private(set) var pastPromises: [PromisedUpdate] = []
  /// Of each answer that did not arrive, the messages that it would have ended the wait for.
  private(set) var owed: [String: [String]] = [:]
  /// Of each answer that did not arrive, the promise to write that it would have kept.
  private var promised: [String: PromisedUpdate] = [:]
  /// The answers that did not arrive when they were said.
  private(set) var missed: Set<String> = []
  /// What came with a merged ticket, until its end is told.
  private var moved: [MovedMessage] = []

  init(missed: Set<String> = []) { self.missed = missed }

  /// Takes the next word in.
  mutating func take(_ word: WaitingWord) {
    switch word {
    case .asked(let message): unanswered.append(message)
    case .answered(let answer): take(answer)
    case .arrived(let id, let end): arrive(id, end)
    case .needless(let end):
      finish(unanswered.first, end)
      unanswered = []
    case .community(let said): response = response ?? said
    case .promised(let new):
      if let promise { pastPromises.append(promise) }
      promise = new
    case .deleted(let id): delete(id)
    case .ended(let at): end(at: at)
    case .cameBack(let ended): comeBack(from: ended)
    case .moved(let message): take(message)
    case .merged(let response, let known): merge(response, known: known)
    }
  }

  /// Whether somebody waits for what `answer` was to tell them.
  func isOwed(_ answer: String) -> Bool {
    let ids = owed[answer] ?? []
    return (dropped + unanswered).contains { ids.contains($0.id) }
  }

  // MARK: Answers

  /// Ends the wait of whom it went to, and a promise to write.
  private mutating func take(_ answer: SaidAnswer) {
    let isTheirs = { (wait: WaitingMessage) in answer.to.contains(wait.from) }
    guard !missed.contains(answer.id) else {
      owed[answer.id] = (dropped + unanswered).filter(isTheirs).map(\.id)
      promised[answer.id] = promise
      return
    }
    // What ended without a word waited until one came.
    finish(unanswered.first(where: isTheirs) ?? dropped.first(where: isTheirs), answer.end)
    unanswered.removeAll(where: isTheirs)
    dropped.removeAll(where: isTheirs)
    // Said after the ticket had ended without a word: it is answered after all.
    if response?.how == .resolved { response = answer.end }
    keepPromise(at: answer.end.at)
  }

  private mutating func keepPromise(at: Timestamp) {
    guard var kept = promise else { return }
    kept.kept = at
    pastPromises.append(kept)
    promise = nil
  }

  /// It reached the customer after all: who waited for it, and nobody else, waits no more, and what was promised then is
  /// kept.
  private mutating func arrive(_ id: String, _ end: FirstResponse) {
    let ids = owed[id] ?? []
    finish((dropped + unanswered).first { ids.contains($0.id) }, end)
    unanswered.removeAll { ids.contains($0.id) }
    dropped.removeAll { ids.contains($0.id) }
    if response?.how == .resolved { response = end }
    if promise != nil, promise == promised[id] { keepPromise(at: end.at) }
  }

  private mutating func finish(_ oldest: WaitingMessage?, _ end: FirstResponse) {
    if let oldest { answered.append(AnsweredWait(from: oldest.since, at: end.at, by: end.by)) }
    if response == nil || response?.how == .community { response = end }
  }

  private mutating func delete(_ id: String) {
    unanswered.removeAll { $0.id == id }
    dropped.removeAll { $0.id == id }
    moved.removeAll { $0.message.id == id }
  }

  // MARK: Ends

  /// What is resolved waits for nothing; without a word before, the wait for the first response ends unmet (A14).
  private mutating func end(at: Timestamp) {
    if response == nil { response = FirstResponse(at: at, how: .resolved) }
    (dropped, unanswered) = (unanswered, [])
    promise = nil
  }

  /// A resolution without a word was no response after all: whoever waited for the first one goes on waiting. Who had
  /// been answered before waits on where nothing new is said, and with new words since these.
  private mutating func comeBack(from ended: Timestamp?) {
    let wasUnanswered = response?.how == .resolved
    if wasUnanswered { response = nil }
    if wasUnanswered || unanswered.isEmpty {
      let known = Set(dropped.map(\.id))
      unanswered = dropped + unanswered.filter { !known.contains($0.id) }
    } else if let oldest = dropped.first, let wait = Interval(oldest.since, ended ?? oldest.since) {
      abandoned.append(wait)
    }
    dropped = []
  }

  // MARK: Merged tickets

  private mutating func take(_ message: MovedMessage) {
    moved.append(message)
    if message.waits { wait(for: message) }
  }

  private mutating func wait(for question: MovedMessage) {
    let place = unanswered.firstIndex { $0.since > question.at } ?? unanswered.endIndex
    unanswered.insert(
      WaitingMessage(id: question.message.id, since: question.at, from: question.message.from), at: place)
  }

  /// Whoever was answered on the other ticket by nothing that arrived waits on this one.
  private mutating func merge(_ first: FirstResponse?, known: Set<String>) {
    for (place, question) in moved.enumerated() where question.isQuestion {
      let answers = moved[(place + 1)...].filter { $0.isAnswer && $0.message.from == question.message.from }
      guard !answers.isEmpty, answers.allSatisfy({ missed.contains($0.message.id) }) else { continue }
      if !question.waits, answers.allSatisfy({ known.contains($0.message.id) }) { continue }
      for answer in answers { owed[answer.message.id, default: []].append(question.message.id) }
      if !question.waits { wait(for: question) }
    }
    response = response ?? standing(first)
    moved = []
  }

  /// The first answer of the other ticket that arrived, where `first` did not.
  private func standing(_ first: FirstResponse?) -> FirstResponse? {
    let answers = moved.filter(\.isAnswer)
    guard let first, answers.contains(where: { $0.end == first && missed.contains($0.message.id) }) else {
      return first
    }
    return answers.first { $0.at >= first.at && !missed.contains($0.message.id) }?.end
  }
}

extension MovedMessage {
  fileprivate var isQuestion: Bool { message.kind == .customer && message.wantsAnswer }
  fileprivate var isAnswer: Bool { message.kind == .reply }
  fileprivate var end: FirstResponse { FirstResponse(at: at, how: .reply, by: message.member) }
}
