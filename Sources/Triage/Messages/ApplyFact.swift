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
      hear(.needless(FirstResponse(at: fact.at, how: .noReplyNeeded, by: fact.by.member)))
    case .acknowledged: acknowledged = acknowledged ?? fact.at
    case .promised(let until):
      hear(.promised(PromisedUpdate(made: fact.at, until: until, by: fact.by.member)))
    case .breached(let record): breaches.append(record)
    case .warned(let warning): warnings.append(warning)
    case .reviewed: lastReviewed = fact.at
    case .linked(let link): relink(link)
    case .merged(_, let since, let answered):
      goBack(to: since)
      hear(.merged(answered, known: undelivered))
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
      return take(
        MessageEdit(
          id: message.id, text: message.text, version: message.version, attachments: message.attachments))
    }
    let isDeleted = tombstones.contains(message.id)
    messages.append(KeptMessage(message: message, at: at, isDeleted: isDeleted))
    guard !isDeleted else { return }
    switch message.kind {
    case .customer:
      followUps = 0
      if message.wantsAnswer { hear(.asked(WaitingMessage(id: message.id, since: at, from: message.from))) }
    case .reply:
      let end = FirstResponse(at: at, how: .reply, by: message.member)
      hear(.answered(SaidAnswer(id: message.id, end: end, to: addressees)))
      followUps = 0
      triaged = triaged ?? at
    case .community:
      community = community ?? FirstResponse(at: at, how: .community)
      hear(.community(FirstResponse(at: at, how: .community)))
    case .note, .automatic: break
    }
  }

  /// What was said elsewhere, in its place by time; it answers nothing here.
  private mutating func take(_ moved: MovedMessage) {
    guard !messages.contains(where: { $0.message.id == moved.message.id }) else { return }
    let place = messages.firstIndex { $0.at > moved.at } ?? messages.endIndex
    messages.insert(KeptMessage(message: moved.message, at: moved.at), at: place)
    hear(.moved(moved))
  }

  /// A newer text, or files beside those that it has, which may be of the same version; one without a version counts as
  /// the newest, one that is older than what we have is not taken.
  private mutating func take(_ edit: MessageEdit) {
    guard let index = messages.firstIndex(where: { $0.message.id == edit.id }) else { return }
    if let new = edit.version, let known = messages[index].message.version,
      new < known || new == known && messages[index].message.text != edit.text
    {
      return
    }
    let files = messages[index].message.lacks(of: edit.attachments)
    guard messages[index].message.text != edit.text || !files.isEmpty else { return }
    messages[index].message.text = edit.text
    if !files.isEmpty { messages[index].message.attachments = (messages[index].message.attachments ?? []) + files }
    messages[index].message.version = edit.version ?? messages[index].message.version
    messages[index].isEdited = true
  }

  private mutating func delete(_ id: String) {
    tombstones.insert(id)
    hear(.deleted(id))
    guard let index = messages.firstIndex(where: { $0.message.id == id }) else { return }
    messages[index].isDeleted = true
  }

  // MARK: States

  private mutating func take(_ change: StateChange, at: Timestamp) {
    let wasDone = state == .resolved || state == .closed
    let isDone = change.to == .resolved || change.to == .closed
    if wasDone, !isDone {
      reopened += 1
      closing = nil
      hear(.cameBack(resolved))
    }
    if isDone, !wasDone {
      followUps = 0
      hear(.ended(at))
    }
    let next = StateSpan(
      state: change.to, from: at, because: change.because, wake: change.wake, waits: change.waits,
      reason: change.reason)
    if let last = states.last, next.isSame(as: last) {
      // What a person said stays theirs; what they say anew of the desk's own is theirs from now on.
      if last.reason != nil { states[states.count - 1].reason = change.reason }
      if next.turn == .onHold, change.reason == nil { states[states.count - 1].because = change.because }
    } else {
      states.append(next)
    }
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
