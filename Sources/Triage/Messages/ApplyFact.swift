import Scheduling
import Timekeeping

extension TicketCourse {
  /// Takes the next fact in.
  package mutating func apply(_ fact: TicketFact) {
    lastNumber = max(lastNumber, fact.number)
    if fact.by.member != nil { lastLooked = fact.at }
    switch fact.what {
    case .began(let beginning): begin(beginning, fact)
    case .message(let message): take(message, at: fact.at)
    case .edited(let edit): take(edit)
    case .deleted(let id): delete(id)
    case .undelivered(let id): miss(answer: id)
    case .delivered(let id): arrive(answer: id, at: fact.at)
    case .state(let change): take(change, at: fact.at)
    case .owner(let member): owner = member
    case .changed(let change): take(change, fact)
    case .triaged:
      triaged = triaged ?? fact.at
      isTriagedByHand = true
    case .noReplyNeeded:
      remember(FirstResponse(at: fact.at, how: .noReplyNeeded, by: fact.by.member))
      answer(at: fact.at, by: fact.by.member, how: .noReplyNeeded)
    case .acknowledged: acknowledged = acknowledged ?? fact.at
    case .promised(let until): promise(until, at: fact.at, by: fact.by.member)
    case .breached(let record): breaches.append(record)
    case .warned(let warning): warnings.append(warning)
    case .reviewed: lastReviewed = fact.at
    case .linked(let link): relink(link)
    case .merged(_, let since, let answered):
      answers = []
      merged = merged ?? fact.at
      goBack(to: since)
      response = response ?? answered
    case .moved(let moved): take(moved)
    case .linkChanged(let id, let isOpen): relink(id, isOpen: isOpen)
    case .closing(let record): closing = record
    case .improvement(let improvement): keep(improvement)
    case .followedUp(let count): followUps = count
    case .rated(let answer): rating = answer
    case .sourceState(let isClosed, let version):
      guard isNews("state", version, fact) else { return }
      if sourceClosed != isClosed { sourceChanged = fact.at }
      if isClosed, sourceClosed != true { sourceEnded = fact.number }
      sourceClosed = isClosed
    case .itemState(let item, let isClosed, let version): take(item, isClosed: isClosed, version, fact)
    }
  }

  private mutating func begin(_ beginning: TicketBeginning, _ fact: TicketFact) {
    self.beginning = beginning
    began = min(beginning.since ?? fact.at, fact.at)
    priority = beginning.priority
    saidPriority = beginning.said
    givenTags = beginning.given ?? []
    tags = beginning.tags
    tier = beginning.tier
    customer = beginning.customer
    for name in ["title", "priority", "tags", "state"] { _ = isNews(name, beginning.version, fact) }
    states = [StateSpan(state: .new, from: began, because: "it came in")]
  }

  // MARK: Messages

  private mutating func take(_ message: TicketMessage, at: Timestamp) {
    guard !messages.contains(where: { $0.message.id == message.id }) else {
      return take(MessageEdit(id: message.id, text: message.text, version: message.version))
    }
    let isDeleted = tombstones.contains(message.id)
    messages.append(KeptMessage(message: message, at: at, isDeleted: isDeleted))
    guard !isDeleted else { return }
    switch message.kind {
    case .customer:
      followUps = 0
      if message.wantsAnswer { unanswered.append(WaitingMessage(id: message.id, since: at)) }
    case .reply:
      remember(FirstResponse(at: at, how: .reply, by: message.member), answer: message.id)
      answer(at: at, by: message.member, how: .reply)
    case .community:
      community = community ?? FirstResponse(at: at, how: .community)
      if response == nil { response = FirstResponse(at: at, how: .community) }
    case .note, .automatic: break
    }
  }

  /// What was said elsewhere, in its place by time; it answers nothing here.
  private mutating func take(_ moved: MovedMessage) {
    guard !messages.contains(where: { $0.message.id == moved.message.id }) else { return }
    let place = messages.firstIndex { $0.at > moved.at } ?? messages.endIndex
    messages.insert(KeptMessage(message: moved.message, at: moved.at), at: place)
    guard moved.waits else { return }
    let wait = unanswered.firstIndex { $0.since > moved.at } ?? unanswered.endIndex
    unanswered.insert(WaitingMessage(id: moved.message.id, since: moved.at), at: wait)
  }

  /// A newer text; one without a version counts as the newest, one that is older than what we have is not taken.
  private mutating func take(_ edit: MessageEdit) {
    guard let index = messages.firstIndex(where: { $0.message.id == edit.id }) else { return }
    if let new = edit.version, let known = messages[index].message.version, new <= known { return }
    guard messages[index].message.text != edit.text else { return }
    messages[index].message.text = edit.text
    messages[index].message.version = edit.version ?? messages[index].message.version
    messages[index].isEdited = true
  }

  private mutating func delete(_ id: String) {
    tombstones.insert(id)
    unanswered.removeAll { $0.id == id }
    guard let index = messages.firstIndex(where: { $0.message.id == id }) else { return }
    messages[index].isDeleted = true
  }

  /// Ends every wait of the customer, and a promise to write.
  private mutating func answer(at: Timestamp, by member: MemberID?, how: FirstResponse.How) {
    // What ended without a word waited until one came.
    let oldest = unanswered.first ?? (how == .reply ? dropped.first : nil)
    if let oldest { answered.append(AnsweredWait(from: oldest.since, at: at, by: member)) }
    unanswered = []
    if response == nil || response?.how == .community { response = FirstResponse(at: at, how: how, by: member) }
    guard how == .reply else { return }
    // Said after the ticket had ended without a word: it is answered after all.
    if response?.how == .resolved { response = FirstResponse(at: at, how: .reply, by: member) }
    (dropped, followUps) = ([], 0)
    triaged = triaged ?? at
    guard var kept = promise else { return }
    kept.kept = at
    pastPromises.append(kept)
    promise = nil
  }

  // MARK: States and promises

  private mutating func take(_ change: StateChange, at: Timestamp) {
    let wasDone = state == .resolved || state == .closed
    let isDone = change.to == .resolved || change.to == .closed
    if wasDone, !isDone { reopened += 1 }
    if wasDone, !isDone { comeBack() }
    if isDone, !wasDone { end(at: at) }
    let next = StateSpan(
      state: change.to, from: at, because: change.because, wake: change.wake, waits: change.waits,
      reason: change.reason)
    if let last = states.last, next.isSame(as: last) {
      // What a person said stays theirs; what they say anew of the desk's own is theirs from now on.
      if last.reason != nil { states[states.count - 1].reason = change.reason }
    } else {
      states.append(next)
    }
  }

  /// What is resolved waits for nothing; without a word before, the wait for the first response ends unmet (A14).
  private mutating func end(at: Timestamp) {
    if response == nil { response = FirstResponse(at: at, how: .resolved) }
    (dropped, unanswered) = (unanswered, [])
    promise = nil
    followUps = 0
  }

  /// A resolution without a word was no response after all: whoever waited for the first one goes on waiting. Who had
  /// been answered before waits on where nothing new is said, and with new words since these.
  private mutating func comeBack() {
    closing = nil
    let wasUnanswered = response?.how == .resolved
    if wasUnanswered { response = nil }
    if wasUnanswered || unanswered.isEmpty {
      let known = Set(dropped.map(\.id))
      unanswered = dropped + unanswered.filter { !known.contains($0.id) }
    } else if let oldest = dropped.first, let wait = Interval(oldest.since, resolved ?? oldest.since) {
      abandoned.append(wait)
    }
    dropped = []
  }

  private mutating func promise(_ until: Timestamp, at: Timestamp, by member: MemberID?) {
    if let old = promise { pastPromises.append(old) }
    promise = PromisedUpdate(made: at, until: until, by: member)
  }

  // MARK: What it is

  private mutating func take(_ change: TicketChange, _ fact: TicketFact) {
    if let new = change.priority, isNews("priority", change.version, fact) {
      priority = new
      if change.isSaid == true { saidPriority = new }
    }
    if let new = change.title, isNews("title", change.version, fact) { title = new }
    if let new = change.tags, isNews("tags", change.version, fact) { tags = new }
    if let new = change.tier { tier = new }
    if let new = change.customer { customer = new }
  }

  /// True when `version` of what is said of `name` is the newest so far (rule I9): then it is remembered. A word without a
  /// version is always news; a source's counts as of when it came.
  private mutating func isNews(_ name: String, _ version: SourceVersion?, _ fact: TicketFact) -> Bool {
    if versions[name]?.isNewer(than: version) == true { return false }
    guard version != nil || fact.by.isSource else { return true }
    versions[name, default: NewestWord()].take(version, came: SourceVersion(fact.at - SourceEvent.lateness))
    return true
  }

  private mutating func take(_ item: TicketID, isClosed: Bool, _ version: SourceVersion?, _ fact: TicketFact) {
    let known = items.first { $0.ticket == item }
    guard isNews(MergedItem.fact(item), version, fact), known?.isClosed != isClosed else { return }
    items.removeAll { $0.ticket == item }
    let ended = isClosed ? fact.number : known?.ended
    items.append(MergedItem(ticket: item, isClosed: isClosed, changed: fact.at, ended: ended))
  }

  private mutating func relink(_ link: LinkedItem) {
    links.removeAll { $0.id == link.id }
    links.append(link)
  }

  private mutating func relink(_ id: String, isOpen: Bool) {
    guard let index = links.firstIndex(where: { $0.id == id }) else { return }
    links[index].isOpen = isOpen
  }

  private mutating func keep(_ improvement: Improvement) {
    improvements.removeAll { $0.url != nil && $0.url == improvement.url }
    improvements.append(improvement)
  }
}

extension TicketCourse {
  /// The clocks count from `since` where that is earlier.
  fileprivate mutating func goBack(to since: Timestamp) {
    guard since < began else { return }
    began = since
    if !states.isEmpty { states[0].from = since }
  }
}
