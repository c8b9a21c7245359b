import Logging
import ProviderExchange
import Storage
import Timekeeping
import Triage

/// The sender of all that leaves: claim, attempt, record. The server's loops and the simulator drive these three and
/// nothing else.
///
/// A claim that is never recorded becomes `unknown` and is sent again with the same id (I5), and nobody waits for a slow
/// delivery but what leaves over the same channel (I17).
extension ServiceDesk {
  /// Longer than any channel's total deadline.
  static let claimLength = Duration.seconds(30)
  /// The most rows that one transaction claims.
  static let claimMost = 64

  /// From here on nothing more is claimed: what is on its way may arrive, and is written down. The loops of the senders
  /// end with that.
  package func stopSending() {
    sending.close()
    wake.ring()
  }

  /// The step of a sender: what may leave now over channels that have room, and when to look again; deliveries come
  /// after it, and each rings when it is over.
  package func claimParcels(_ kind: OutboxKind) async throws -> (parcels: [Parcel], next: Timestamp?) {
    guard !sending.isClosed else { return ([], nil) }
    try await followClock()
    let now = clock.now()
    let next = try await nextParcel(kind)
    guard let next, next <= now else { return ([], next) }
    let parcels = try await write { tx in
      switch kind {
      case .page: try claimPages(in: tx, now: now)
      case .message: try claimMessages(in: tx, now: now)
      case .letter: try claimLetters(in: tx, now: now)
      }
    }
    sending.take(parcels)
    pacing.note(parcels, at: now)
    return (parcels, await nextParcel(kind, after: now))
  }

  /// What was claimed has to leave whatever becomes of this question: unanswered, it is asked again at once.
  private func nextParcel(_ kind: OutboxKind, after now: Timestamp) async -> Timestamp? {
    do { return try await nextParcel(kind) } catch { return now }
  }

  /// When a sender has to look next: what waits for room in its channel asks for nothing until there is some.
  func nextParcel(_ kind: OutboxKind) async throws -> Timestamp? {
    let full = sending.full(kind)
    return try await store.read { snapshot in
      let row = try snapshot.nextDue(kind, full: full)
      guard kind == .message else { return row }
      return [row, try snapshot.nextNoticeDue()].compactMap { $0 }.min()
    }
  }

  /// One attempt; nothing is written down.
  package func attempt(_ parcel: Parcel) async -> PageOutcome {
    switch parcel.contents {
    case .pages(let rows): await attempt(rows.map(\.page))
    case .message(let row): await attempt(row.message)
    case .letter(let row, let thread): await attempt(row, thread)
    }
  }

  /// Writes down what came of an attempt, and goes on where nobody was reached.
  package func record(_ outcome: PageOutcome, of parcel: Parcel) async throws {
    defer {
      sending.free(parcel)
      wake.ring()
    }
    let now = clock.now()
    try await write { tx in
      switch parcel.contents {
      case .pages(let rows): try record(outcome, of: rows, in: tx, now: now)
      case .message(let row): try record(outcome, of: row, in: tx, now: now)
      case .letter(let row, _): try record(outcome, of: row, in: tx, now: now)
      }
    }
  }

  /// One attempt and its record.
  package func deliver(_ parcel: Parcel) async {
    let outcome = await attempt(parcel)
    count(outcome, of: parcel)
    do {
      try await record(outcome, of: parcel)
    } catch {
      // The claim runs out, what was sent becomes unknown and is sent again with the same id.
      log.error("could not record a delivery", metadata: ["id": "\(parcel.ids)", "error": "\(error)"])
    }
  }

  /// A step whose deliveries are waited for, and when to look again: for whoever has no loops.
  @discardableResult
  package func sendDue(_ kind: OutboxKind) async throws -> Timestamp? {
    let parcels = try await claimParcels(kind).parcels
    await withTaskGroup(of: Void.self) { group in
      for parcel in parcels { group.addTask { await deliver(parcel) } }
    }
    return try await nextParcel(kind)
  }

  private func count(_ outcome: PageOutcome, of parcel: Parcel) {
    switch parcel.contents {
    case .pages(let rows):
      for row in rows { Counters.page(channel: row.page.channel, outcome: outcome.word) }
    case .message: Counters.message(channel: parcel.channel, outcome: outcome.word)
    case .letter: Counters.letter(source: parcel.channel, outcome: outcome.word)
    }
  }
}

extension PageOutcome {
  /// One word, for counters and tables.
  var word: String {
    switch self {
    case .sent: "sent"
    case .retry: "retry"
    case .refused: "refused"
    case .unknown: "unknown"
    }
  }
}
