import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// What is said of open work when shifts end and begin (rule K10, D39, D44), in the transaction of the team's look.
extension TeamTeller {
  /// Written once for each end of a shift, and again where other people come next than were told, or with tickets that
  /// came in its last minutes.
  func tellWork() throws {
    let (endings, starts) = (watch.endings, watch.starts)
    guard !endings.isEmpty || !starts.isEmpty, world.team(schedule.team, at: now)?.desk.queues.isEmpty == false else {
      return
    }
    let reader = try HandoffReader(desk, tx, team: schedule.team.text, now: now)
    let state = try reader.state()
    for ending in endings { try handOver(ending, reader, state) }
    for start in starts { try list(start, reader, state) }
  }

  private var rules: HandoffRules { schedule.handoff ?? HandoffRules() }

  private func handOver(_ ending: TeamWatch.Stretch, _ reader: HandoffReader, _ state: DeskSnapshot) throws {
    let member = ending.member
    let writer = WriteHandoff(state, duty: ending.duty.id)
    let (items, more) = try reader.items(of: member, state: state)
    guard var digest = writer.digest(of: member, ending: ending.interval.end, items),
      writer.isSent(digest, items)
    else { return }
    digest.rest += more
    var handoff = WorkHandoff(digest, within: rules.acceptance, written: now)
    var added: [TicketID] = []
    if let known = try tx.handoff(handoff.id, team: schedule.team) {
      let isUnsent = known.isUnsent == true
      if !isUnsent { added = handoff.added(since: known) }
      let isOthers = known.digest.to != digest.to || known.digest.takers != digest.takers
      let isNews = isUnsent || isOthers || !added.isEmpty
      guard isNews, known.lapsed == nil, known.withdrawn == nil else { return }
      handoff.keepAccepted(of: known)
    }
    try tx.putHandoff(handoff, of: schedule.team)
    try desk.armHandoff(handoff, of: schedule.team, in: tx, now: now)
    try tell(handoff, added: added, duty: ending.duty)
  }

  /// Those who were told of it before are told of what was `added` since, and of nothing else.
  private func tell(_ handoff: WorkHandoff, added: [TicketID], duty: Duty) throws {
    let digest = handoff.digest
    let people = digest.to.isEmpty ? (digest.takers + [schedule.lead].compactMap { $0 }).uniqued : digest.to
    let cause = "\(schedule.team)/\(handoff.id)"
    var isNewToSomebody = added.isEmpty
    for member in people where member != digest.from {
      let wasTold = try tx.wasTold("work-handoff", cause: cause, to: member)
      if !wasTold { isNewToSomebody = true }
      let isMore = wasTold && !added.isEmpty
      let words = words(digest, more: isMore ? added : nil, duty, zone: desk.zone(of: member, in: world))
      try tx.tell(
        Notice(
          kind: "work-handoff", cause: isMore ? "\(cause)/\(now.milliseconds)" : cause, recipient: member,
          title: words.title(for: member), text: words.text(for: member, acceptBy: handoff.acceptBy), haste: .atOnce,
          expires: digest.until),
        at: now)
    }
    let posted = words(digest, more: isNewToSomebody ? nil : added, duty, zone: timeline.zone)
    try post(posted.digest, posted, for: people)
  }

  /// `more`: the tickets it speaks of, where the others were told before; nil speaks of all.
  private func words(_ digest: WorkDigest, more: [TicketID]?, _ duty: Duty, zone: Zone) -> WorkHandoffText {
    WorkHandoffText(
      digest: more.map(digest.only) ?? digest, isMore: more != nil, schedule: schedule, duty: duty.title, zone: zone,
      name: { timeline.name($0) })
  }

  // MARK: Channels

  /// In the channel that the team names for it, and where its tickets are followed; both call those it is for.
  private func post(_ digest: WorkDigest, _ words: WorkHandoffText, for people: [MemberID]) throws {
    let accounts = people.flatMap(accounts)
    if let channel = rules.channel {
      let news = WorkNews(
        duty: digest.duty, at: digest.at, from: person(digest.from), to: people.map(person), accounts: accounts,
        lines: words.lines)
      try send(.handoff(news, team: teamNews), title: words.headline, to: channel, id: nil)
    }
    var told: [TeamChannelBinding] = []
    for id in digest.tickets {
      guard let ticket = try tx.ticket(id), let channel = desk.teamChannel(of: ticket), !told.contains(channel) else {
        continue
      }
      told.append(channel)
      try tx.enqueue(
        Letter(
          id: "\(id)-handoff-\(digest.at.seconds)-\((people + [digest.from]).map(\.text).joined(separator: "-"))"
            + (words.isMore ? "-\(now.milliseconds)" : ""),
          purpose: .post, ticket: id, source: channel.source, item: channel.channel, title: words.headline,
          text: ([words.headline] + words.lines).joined(separator: "\n"), isByPerson: false, calls: accounts,
          standsAlone: true, created: now))
    }
  }

  /// The ids by which Slack knows somebody: they look like nothing else.
  private func accounts(_ member: MemberID) -> [String] {
    let addresses = desk.contacts(of: member, in: world, at: now).map(\.address)
    let known = addresses.first { address in
      (9...12).contains(address.count) && (address.hasPrefix("U") || address.hasPrefix("W"))
        && address.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber) }
    }
    return known.map { [$0] } ?? []
  }

  // MARK: Starts

  private func list(_ start: TeamWatch.Stretch, _ reader: HandoffReader, _ state: DeskSnapshot) throws {
    let member = start.member
    // Of several duties that begin together the first one speaks.
    let cause = "\(schedule.team)/\(member)/\(start.interval.start)"
    guard try !tx.wasTold("start-lists", cause: cause, to: member) else { return }
    let lists = try reader.startLists(of: member, state: state)
    guard !lists.isEmpty else { return }
    let text = StartListsText(lists: lists, zone: desk.zone(of: member, in: world))
    try tx.tell(
      Notice(
        kind: "start-lists", cause: cause, recipient: member,
        title: "\(start.duty.title) of \(schedule.name) is yours now: \(text.waiting)", text: text.text, haste: .atOnce,
        expires: start.interval.end),
      at: now)
  }
}
