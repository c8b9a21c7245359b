import PagingChannels
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

extension ServiceDesk {
  /// The most notices that are decided on in one transaction, and the most that one message carries.
  private static let noticesAtOnce = 500
  private static let noticesInOneMessage = 40

  /// Decides on every open notice that is due: it leaves now, waits for its recipient's digest, or never leaves.
  ///
  /// All that leave now for one recipient leave as one message, as far as their channels carry it. People are looked up
  /// now, not when they were told.
  func planNotices(in tx: Transaction, now: Timestamp) throws {
    let open = try tx.openNotices(now: now, limit: Self.noticesAtOnce)
    guard let first = open.first else { return }
    let world = try worlds.world(in: tx)
    var group: [NoticeRecord] = []
    var recipient = first.notice.recipient
    for record in open {
      if record.notice.recipient != recipient {
        try plan(group, for: recipient, world: world, in: tx, now: now)
        (group, recipient) = ([], record.notice.recipient)
      }
      group.append(record)
    }
    try plan(group, for: recipient, world: world, in: tx, now: now)
  }

  private func plan(
    _ group: [NoticeRecord], for recipient: MemberID, world: World, in tx: Transaction, now: Timestamp
  ) throws {
    guard let person = world.person(recipient, at: now) else {
      for record in group { try tx.settle(record, .failed, due: now, why: "no team has '\(recipient)' now") }
      return
    }
    var timing = timing(of: person, in: world)
    if timing.endOfQuiet(at: now) != nil, try isOnShift(recipient, world: world, now: now) { timing.quiet = nil }
    let leaving = try group.filter { try isLeaving($0, person, timing, in: tx, now: now) }
    let contacts = contacts(of: recipient, in: world, at: now)
    for part in Self.parts(of: leaving, within: contacts.compactMap { messageBytes(over: $0.channel) }.min()) {
      try send(part, to: person, over: contacts.first, in: tx, now: now)
    }
  }

  /// As many in each part as one message carries, and as `bytes` hold: what one contact refuses goes to the next as it is,
  /// so these are of the contact that takes the least.
  private static func parts(of records: [NoticeRecord], within bytes: Int?) -> [[NoticeRecord]] {
    var parts: [[NoticeRecord]] = []
    var used = 0
    for record in records {
      // Each has a line of its own, and so has its title.
      let size = record.notice.title.utf8.count + record.notice.text.utf8.count + 2
      if let last = parts.last, last.count < noticesInOneMessage, used + size <= bytes ?? .max {
        parts[parts.count - 1].append(record)
        used += size
      } else {
        parts.append([record])
        used = size
      }
    }
    return parts
  }

  private func messageBytes(over channel: String) -> Int? {
    setup.channels.first { $0.name == channel }.flatMap { type(of: $0.channel).messageBytes }
  }

  /// True when the notice leaves now; else what becomes of it is written down.
  private func isLeaving(
    _ record: NoticeRecord, _ person: Member, _ timing: NoticeTiming, in tx: Transaction, now: Timestamp
  ) throws -> Bool {
    let notice = record.notice
    if let over = notice.expires, over <= now {
      try tx.settle(record, .failed, due: now, why: "what it is about was over before it could be sent")
      return false
    }
    if let topic = NoticeTopic(kind: notice.kind), (person.notices ?? .usual).unwanted.contains(topic) {
      try tx.settle(record, .muted, due: now, why: "\(person.id) wants no notices of '\(topic.rawValue)'")
      return false
    }
    // What waited once is not lost by waiting again.
    let isNew = record.state == .new
    let due = isNew ? timing.due(notice.haste, at: now) : timing.dueAgain(notice.haste, at: now)
    let waitsAnyway = isNew && notice.haste != .atOnce
    guard due > now, waitsAnyway || notice.mayWait(until: due, at: now) else { return true }
    let when = WallText.minute(due, in: timing.zone)
    let what = due == timing.endOfQuiet(at: now) ? "the end of the quiet hours" : "the digest of"
    try tx.settle(record, .waiting, due: due, why: "it waits for \(what) \(when)")
    return false
  }

  /// Whoever is on shift hears of it at any hour.
  private func isOnShift(_ member: MemberID, world: World, now: Timestamp) throws -> Bool {
    try world.teams(at: now).filter { $0.schedule.member(member) != nil }.contains { team in
      let timeline = try worlds.timeline(of: team.schedule.team, around: now, world: world, zones: zones)
      return timeline.duties.contains { duty in duty.holders(at: now).contains { $0.member == member } }
    }
  }

  private func send(
    _ records: [NoticeRecord], to person: Member, over contact: Contact?, in tx: Transaction, now: Timestamp
  ) throws {
    guard let contact else {
      for record in records { try tx.settle(record, .failed, due: now, why: "\(person.id) has no contact") }
      return
    }
    let notices = records.map(\.notice)
    let message = Message(
      id: try tx.nextMessage().id, recipient: person.id, recipientName: person.name, channel: contact.channel,
      address: contact.address, title: Self.title(of: notices), content: .notices(notices), created: now)
    try tx.enqueue(message, expires: notices.lastExpiry)
    try tx.pass(records, to: message.id, why: "it leaves over \(contact.channel)")
  }

  static func title(of notices: [Notice]) -> String {
    guard let first = notices.first else { return "Nothing new" }
    return notices.count == 1 ? first.title : "\(notices.count) notices: \(first.title), and more"
  }

  /// When a member may be told what.
  func timing(of person: Member, in world: World) -> NoticeTiming {
    NoticeTiming(
      zone: zone(of: person.id, in: world), hours: person.hours,
      digestAt: person.notices?.digestAt ?? NoticeSettings.usualDigest,
      away: world.leave.filter { $0.member == person.id }.map(\.interval), quiet: world.quiet(of: person))
  }

  /// Where a member is reached, the first first: the contacts they keep, then those of the schedule file,
  /// else the channels that reach everybody.
  func contacts(of member: MemberID, in world: World, at now: Timestamp) -> [Contact] {
    let own = world.person(member, at: now).map(world.contacts) ?? world.ownContacts[member] ?? []
    guard own.isEmpty else { return own }
    return setup.channels.filter(\.isFallback).map { Contact(channel: $0.name, address: "") }
  }
}

extension Notice {
  /// What would be over by `due`, or would have begun since, is better heard now than too late.
  fileprivate func mayWait(until due: Timestamp, at now: Timestamp) -> Bool {
    if let expires, expires <= due { return false }
    guard let begins, begins > now else { return true }
    return begins > due
  }
}

extension World {
  /// The member's definition in the version in force: of the first team that gives a contact, else of the first.
  func person(_ id: MemberID, at now: Timestamp) -> Member? {
    let all = teams(at: now).compactMap { $0.schedule.member(id) }
    return all.first { !$0.contacts.isEmpty } ?? all.first
  }
}
