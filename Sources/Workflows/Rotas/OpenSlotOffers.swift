import Drafting
import ScheduleFiles
import Scheduling
import Storage
import Timekeeping

/// Offers slots that a published rota left open: whoever may stand one is told, once, and the first who claims it has it.
struct OpenSlotOffers {
  let team: String
  let desk: ServiceDesk
  let tx: Transaction
  let now: Timestamp

  /// Slots of one notice that are named; of more only the number is.
  private static let named = 5
  /// Slots of one publication that are looked at one by one.
  private static let most = 200

  func offer(in periods: [DraftPeriod]) throws {
    let open = try periods.flatMap { period -> [OpenSlotRow] in
      // Days that are over by now are not published any more.
      guard let book = try? PublishedBook(team, in: period, desk: desk, tx: tx, now: now) else { return [] }
      return try OpenSlots.found(in: book)
    }.prefix(Self.most)
    guard let first = open.first else { return }
    let world = try desk.worlds.world(in: tx)
    let schedule = try desk.team(team, in: world, at: now).schedule
    let haste: Notice.Haste = first.start < now + .hours(48) ? .atOnce : .soon
    for member in schedule.members.map(\.id) {
      let own = open.filter { $0.takers.contains(member.text) }
      guard !own.isEmpty else { continue }
      let cause = try cause(own)
      try desk.tell(
        [member], kind: "open-shift", cause: cause, schedule: schedule, world: world, in: tx, now: now,
        haste: haste, begins: own.map(\.start).min()
      ) { words in
        (
          "\(schedule.name) has \(own.count == 1 ? "a slot" : "\(own.count) slots") that nobody stands",
          "\(list(own, words)). The first who takes one has it: \(own[0].command) --as \(member)"
        )
      }
    }
    try tellLead(open.filter(\.takers.isEmpty), schedule, world, haste)
  }

  private func tellLead(
    _ stuck: [OpenSlotRow], _ schedule: Schedule, _ world: World, _ haste: Notice.Haste
  ) throws {
    guard !stuck.isEmpty, let lead = schedule.lead else { return }
    let cause = try cause(stuck)
    try desk.tell(
      [lead], kind: "slot-stuck", cause: cause, schedule: schedule, world: world, in: tx, now: now, haste: haste
    ) { words in
      (
        "Nobody may stand \(stuck.count == 1 ? "a slot" : "\(stuck.count) slots") of \(schedule.name)",
        "\(list(stuck, words)). Why: watchbill rota open \(team)"
      )
    }
  }

  private func list(_ open: [OpenSlotRow], _ words: ChangeWords) -> String {
    let shown = open.prefix(Self.named).compactMap { row in
      Interval(row.start, row.end).map { words.part(DutyID(unchecked: row.duty), $0) }
    }
    let more = open.count > Self.named ? ["and \(open.count - Self.named) more"] : []
    return (shown + more).joined(separator: "; ")
  }

  /// The same open slots are told once, however often they are published; one that somebody stood meanwhile, again.
  private func cause(_ open: [OpenSlotRow]) throws -> String {
    var print = Fingerprint()
    for row in open {
      let sequence = try tx.revision(ShiftID(text: row.shift))?.sequence ?? 0
      if sequence > 0 { print.add(row.shift, "\(sequence)") } else { print.add(row.shift) }
    }
    return "open/\(team)/\(print.text)"
  }
}

/// The open slots of what is published for a team, why nobody has them and who may.
package struct OpenSlots: OperatorCommand {
  package static let name = "rota-open"
  package static let changes = false

  package var team: String
  /// Nil looks at everything published that is to come.
  package var period: DraftPeriod?

  package init(team: String, period: DraftPeriod? = nil) {
    self.team = team
    self.period = period
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [OpenSlotRow] {
    let now = desk.clock.now()
    return try await desk.store.read { [self] snapshot in
      try Self.found(in: PublishedBook(team, in: period, desk: desk, tx: snapshot, now: now))
    }
  }

  /// In order of time; slots that began are left out.
  static func found(in book: PublishedBook) throws -> [OpenSlotRow] {
    let open = book.slots.filter { book.holders[$0.id] == nil && $0.interval.start > book.now }
    var rows: [OpenSlotRow] = []
    for (place, period) in book.periods.enumerated() {
      let own = open.filter { period.contains($0.date) }
      guard !own.isEmpty else { continue }
      let input = try book.input(place).askingWhoMayClaim
      let explainer = try DraftExplainer(input, holders: input.published)
      for slot in own {
        guard let explanation = explainer.explanation(of: slot.id) else { continue }
        rows.append(OpenSlotRow(slot, explanation, of: book))
      }
    }
    return rows.sorted { ($0.start, $0.shift) < ($1.start, $1.shift) }
  }
}

/// An open slot: why it is, who may take it, and the command that does.
package struct OpenSlotRow: Codable, Sendable, Hashable {
  package var team: String
  /// As people write it.
  package var slot: String
  package var shift: String
  package var duty: String
  /// `desk 08:00-12:00 on Mon 12 Jan`, on the wall of the slot.
  package var label: String
  package var start: Timestamp
  package var end: Timestamp
  /// Sentences.
  package var because: [String]
  /// Ids of members who may stand it, the one it costs least with first.
  package var takers: [String]
  /// What takes it; `--as MEMBER` is yet to be said.
  package var command: String

  init(_ slot: Slot, _ explanation: SlotExplanation, of book: PublishedBook) {
    (team, shift, duty) = (book.team.text, slot.id.text, slot.duty.text)
    self.slot = book.names.name(of: slot.id)
    (label, start, end) = (explanation.label, slot.interval.start, slot.interval.end)
    takers = explanation.others.filter { $0.obstacle == nil }.map(\.member.text)
    because = takers.isEmpty ? explanation.because.map(\.sentence) : ["nobody has taken it yet"]
    let time = SlotHandle(slot.id).map { "\"\($0.date) \($0.time)\"" } ?? slot.id.text
    command = "watchbill claim \(book.team) \(slot.duty) \(time)"
  }
}
