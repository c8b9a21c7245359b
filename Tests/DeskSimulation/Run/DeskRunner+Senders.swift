import Foundation
import Storage
import Timekeeping
import Triage
import Workflows

/// Senders: they try again until they are answered, as real ones do.
extension DeskRunner {
  func send(_ deed: Deed) async throws {
    switch deed {
    case .arrive(let item, let source, let urgency, let topic):
      sources[item] = source
      try await post(.opening(item, source, urgency: urgency, topic: topic, at: clock.wall), item)
    case .again(let item):
      guard let posting = postings["\(item)-open"] else { return }
      if sabotage == .forgetsDelivery { postings[posting.key] = posting.forgotten() }
      try await post(posting.key)
    case .forged(let item): try await forge(item)
    case .oversized(let item): try await tooLarge(item)
    case .write(let item, let message, let writer):
      guard let source = sources[item] else { return }
      try await post(.message(message, on: item, source, by: writer, at: clock.wall), item)
    case .rename(let item, let version): try await fact("rename", item, version)
    case .end(let item, let version): try await fact("end", item, version)
    case .reopen(let item, let version): try await fact("reopen", item, version)
    case .unanswered(let item): try await loseAnswer(item)
    default: return
    }
  }

  private func fact(_ word: String, _ item: Int, _ version: Int) async throws {
    let source = sources[item] ?? .json
    guard source != .email else { return }
    try await post(.fact(word, on: item, source, version: version), item)
  }

  private func post(_ posting: Posting, _ item: Int) async throws {
    if postings[posting.key] == nil { postings[posting.key] = posting }
    try await post(posting.key)
  }

  /// One attempt; without an answer there is another, a little later each time.
  func post(_ key: String) async throws {
    guard let posting = postings[key] else { return }
    guard let desk else { return tryLater(key) }
    let answer = try await deliver(posting, to: desk)
    auditor.answered(key, status: answer.status, body: answer.body, opened: auditor.step.opened)
    guard let item = Int(key.prefix { $0.isNumber }), (200...299).contains(answer.status) else { return }
    noteTitle(posting, item)
    guard let ticket = Auditor.ticket(in: answer.body) else { return }
    auditor.newestOfItem[item] = max(ticket, auditor.newestOfItem[item] ?? ticket)
    if auditor.ticketOfItem[item] == nil { auditor.ticketOfItem[item] = ticket }
  }

  private func tryLater(_ key: String) {
    attempts[key, default: 0] += 1
    let waits: [Int64] = [5, 30, 120, 600, 1800]
    let wait = waits[min(attempts[key, default: 1], waits.count) - 1] * 1000
    agenda.add(.post(key), at: clock.passed + wait)
  }

  private func deliver(_ posting: Posting, to desk: ServiceDesk) async throws -> IntakeAnswer {
    try look()
    let answer = try await desk.receive(posting.delivery, from: posting.source.rawValue)
    try look()
    return answer
  }

  private func noteTitle(_ posting: Posting, _ item: Int) {
    guard posting.source != .email else { return }
    let body = String(decoding: posting.delivery.body, as: UTF8.self)
    guard let start = body.range(of: #""title":""#) else { return }
    let title = String(body[start.upperBound...].prefix { $0 != "\"" })
    let version = title.split(separator: " ").last.flatMap { Int($0) } ?? 1
    auditor.titled(item, version: version, title: title)
  }

  /// The same id with other bytes is a conflict that changes nothing (I8).
  private func forge(_ item: Int) async throws {
    guard let posting = postings["\(item)-open"], let forged = posting.forged(), let desk else { return }
    let isKnown = auditor.accepted[posting.key] != nil
    guard isKnown else { return }
    let changes = auditor.changes
    let answer = try await deliver(forged, to: desk)
    if answer.status != 409 || auditor.changes != changes {
      auditor.broken("I8", "\(posting.key) with another body was answered \(answer.status)")
    }
  }

  /// What is too large is refused at the door, and nothing is kept of it (I16).
  private func tooLarge(_ item: Int) async throws {
    guard let desk else { return }
    let changes = auditor.changes
    let answer = try await deliver(.oversized(item), to: desk)
    if !(400...499).contains(answer.status) || auditor.changes != changes {
      auditor.broken("I16", "a body over the limit was answered \(answer.status)")
    }
  }

  /// The ticket is committed, the server dies before its answer leaves, and the sender tries again.
  private func loseAnswer(_ item: Int) async throws {
    guard let desk, let source = sources[item], auditor.accepted["\(item)-extra"] == nil else { return }
    var posting = Posting.opening(item, source, urgency: 2, topic: .plain, at: clock.wall)
    if let known = postings["\(item)-open"], auditor.accepted[known.key] == nil { posting = known }
    postings[posting.key] = postings[posting.key] ?? posting
    guard auditor.accepted[posting.key] == nil, let lost = postings[posting.key] else { return }
    _ = try await deliver(lost, to: desk)
    try await crash(for: 1_000)
    tryLater(posting.key)
  }
}
