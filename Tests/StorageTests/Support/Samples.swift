import Scheduling
import Storage
import Testing
import Timekeeping
import Triage

/// Invented values that the tests share.
enum Samples {
  static let now = Timestamp(seconds: 1_790_000_000)
  static let desk = TeamID(unchecked: "desk")
  static let night = TeamID(unchecked: "night")
  static let ana = MemberID(unchecked: "ana")
  static let bo = MemberID(unchecked: "bo")
  static let primary = DutyID(unchecked: "primary")
  static let front = QueueID(unchecked: "front")
  static let boot = BootClock(id: "boot-a", milliseconds: 1_000_000)

  /// From `start` to `end` seconds after `now`.
  static func interval(_ start: Int64, _ end: Int64) throws -> Interval {
    try #require(Interval(at(start), at(end)))
  }

  static func at(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: now.milliseconds + seconds * 1000) }

  static func week(_ text: String = "2026-W48") throws -> ISOWeek { try ISOWeek(text: text) }

  static func shift(_ id: String, _ member: MemberID = ana, from start: Int64, to end: Int64) throws -> Shift {
    Shift(id: ShiftID(text: id), team: desk, duty: primary, member: member, interval: try interval(start, end))
  }

  static func ticket(
    _ number: Int, team: TeamID = desk, state: TicketState = .new, owner: MemberID? = nil, placement: Placement? = nil
  ) -> Ticket {
    Ticket(
      id: TicketID(number: number), team: team, queue: front, source: "tracker", externalID: "ISSUE-\(number)",
      title: "Printer \(number) is on fire", body: "Smoke, then \"flames\".", requester: "kim@example.com",
      tags: ["printer"], priority: Priority(unchecked: "urgent"), state: state, created: now, owner: owner,
      placement: placement ?? (owner == nil ? .held(until: at(60)) : .owned), due: at(3600), definitions: 1,
      because: "held until the desk opens")
  }

  static func page(_ ticket: Int, episode: Int = 1, step: Int = 0, to member: MemberID = ana) -> Page {
    Page(
      id: PageID(
        ticket: TicketID(number: ticket), episode: episode, round: 0, step: step, recipient: member, channel: "pager"),
      ticket: TicketID(number: ticket), team: desk, episode: episode, round: 0, step: step, recipient: member,
      recipientName: "Ana", channel: "pager", address: "https://pager.example.com/ana", title: "Printer on fire",
      why: "you are on primary", priority: Priority(unchecked: "urgent"), created: now)
  }

  /// Ana asks Bo to stand the second half of a shift.
  static func request(_ id: String) throws -> ShiftRequest {
    let whole = ShiftPart(try shift("desk.primary.week.20260921T0900.1", from: 0, to: 7200))
    let half = try #require(whole.clipped(to: interval(3600, 7200)))
    return ShiftRequest(
      id: id, kind: .cover, team: desk, requester: ana, asked: bo, given: [half], reason: "dentist", made: at(-60),
      by: "ana")
  }

  static func temporary(_ id: String) throws -> TemporarySchedule {
    TemporarySchedule(
      id: id, team: desk, duties: [primary], interval: try interval(0, 7200),
      shifts: [try shift("desk.primary.ts-1.20260921T0900.1", bo, from: 0, to: 7200)], reason: "launch", by: "bo")
  }

  /// One row of everything, the same on every run.
  static func fill(_ tx: Transaction) throws {
    try fillPlans(tx)
    try fillHistory(tx)
    try fillDesk(tx)
    try tx.appendAudit(at: now, actor: "ana", action: "add leave", entity: "L-1", body: Array(#"{"n":1}"#.utf8))
    try tx.appendAudit(at: at(1), actor: "bo", action: "acknowledge", entity: "T-1", body: Array("{}".utf8))
  }

  private static func fillPlans(_ tx: Transaction) throws {
    try tx.putShiftRequest(request(tx.nextID(.request)))
    try tx.putTemporarySchedule(temporary(tx.nextID(.temporary)), at: now)
    _ = try tx.addVersion(effective: at(60), applied: now, by: "ana", bytes: Array("definitions".utf8))
    try tx.addLeave(
      Leave(
        id: tx.nextID(.leave), member: ana, interval: interval(0, 3600), kind: .planned, note: "It's a \"note\""),
      by: "ana", at: now)
    try tx.addOverride(
      Override(
        id: tx.nextID(.override), team: desk, duty: primary, interval: interval(0, 1800),
        change: .replace(out: ana, in: bo), reason: "dentist", by: "ana"), at: now)
    try tx.addDraft(
      StoredDraft(
        id: tx.nextID(.draft), team: desk, days: week().dateRange, made: now, by: "ana", bytes: [0, 1, 2, 255]))
    try tx.addDecision(
      SlotDecision(
        id: tx.nextID(.decision), team: desk, slot: ShiftID(text: "s1"), interval: interval(0, 43_200), member: ana,
        kind: .lock, at: now, by: "bo"))
    try tx.addWish(
      KeptWish(
        id: tx.nextID(.wish), member: ana, kind: .off, dates: DateRange(text: "2026-09-21..2026-09-22"), hours: nil,
        weight: 3, note: "a party", interval: interval(0, 172_800), at: now, by: "ana"))
    try tx.publish(
      team: desk, week: week(), interval: interval(0, 604_800), draft: "D-1",
      shifts: [shift("s1", from: 0, to: 43_200), shift("s2", bo, from: 43_200, to: 86_400)], by: "ana", at: at(5))
    try tx.putRevision(
      ShiftRevision(
        shift: ShiftID(text: "s1"), team: desk, duty: primary, interval: interval(0, 43_200), summary: "Ana (Desk)",
        sequence: 2,
        changed: at(9), created: now))
    try tx.putHolidayReading(holidayReading(), bytes: [1, 2])
    try tx.addFeed(Feed(id: tx.nextID(.feed), subject: .duty(desk, primary), created: now, by: "ana"))
    try tx.setTokenHash([1, 2, 3], generation: 1, of: "F-1")
    try tx.addContact(
      OwnContact(
        id: tx.nextID(.contact), member: ana, contact: Contact(channel: "pager", address: "https://a.example.com/ana"),
        added: now, by: "ana", coded: now, verified: at(30)))
  }

  static func holidayReading() -> HolidayReading {
    var reading = HolidayReading(address: "https://calendars.example.org/uk.ics", since: now)
    (reading.next, reading.checked, reading.good, reading.etag) = (at(86_400), now, now, "\"7\"")
    reading.report = "{}"
    return reading
  }

  /// A recorded shift and the points it earned, and a claim of one to come.
  private static func fillHistory(_ tx: Transaction) throws {
    let stood = RecordedShift(
      shift: try shift("s0", from: -7200, to: -3600), because: "rotation day", version: 1, recorded: now)
    try tx.record(.shift(stood), at: now, by: "engine")
    try tx.post(
      LedgerEntry(
        number: 1, cause: "points/s0", record: 1, member: ana, team: desk, at: now, earned: at(-3600),
        postings: [Posting(.member(.points, ana), 100), Posting(.team(.points, desk), -100)], words: "1 h of primary",
        evidence: [Evidence(shift: ShiftID(text: "s0"), interval: try interval(-7200, -3600))]))
    try tx.addClaim(
      Claim(
        id: tx.nextID(.claim), team: desk, duty: primary, slot: ShiftID(text: "s9"), member: bo,
        interval: interval(864_000, 867_600), at: now, by: "bo"))
  }

  private static func fillDesk(_ tx: Transaction) throws {
    let id = try tx.nextTicketID()
    try tx.insertTicket(ticket(id.number, state: .open, owner: ana))
    try tx.recordAssignment(of: id, to: ana, queue: front, team: desk, at: now)
    try tx.arm(
      kind: "ticket", entity: id.description, purpose: "review", due: at(600), relative: true, clock: boot, now: now)
    _ = try tx.enqueue(page(id.number), notBefore: at(10))
    _ = try tx.claimPages(now: at(10), until: at(40), limit: 1)
    try tx.record(page(id.number).id, .retry(after: PlainDuration(.seconds(5)), why: "busy"), at: at(11))
    _ = try tx.putIntake(
      IntakeRecord(
        source: "tracker", deliveryID: "d-1", bodySHA256: "ab", ticket: id, status: 202,
        response: Array("T-1".utf8), received: now))
  }
}
