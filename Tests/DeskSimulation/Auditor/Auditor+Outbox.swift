import Foundation
import Storage
import Workflows

/// I4: no page after an acknowledgement. I5: one id for one page, and no needless repeat. I6: no silent end. I7: nothing by
/// a process that is gone. I14: nobody twice at once. I16: no more at once than is allowed.
extension Auditor {
  private static let over: Set<String> = ["sent", "failed", "cancelled"]

  mutating func take(outbox entry: ChangeLog.Entry) {
    let id = entry.text(0)
    let before = pages[id]
    let isMessage = entry.text(1) != "page"
    var page = SeenPage(
      kind: entry.text(1), channel: entry.text(12), lane: entry.textIfAny(13), laneOrder: entry.int(14),
      ticket: entry.int(2), episode: entry.int(3), state: entry.text(4),
      key: before?.key ?? (isMessage ? "" : Self.key(entry.text(10))),
      attempts: entry.int(5), leaves: now.passed + max(0, entry.int(6) - now.wall),
      claimEpoch: entry.intIfAny(7),
      claimed: before?.claimed ?? 0)
    if entry.int(11) == 1 { appeared(id, page) }
    if page.state == "claimed", before?.state != "claimed" { page.claimed = now.passed }
    if let before, before.state != page.state { moved(id, from: before, to: page, entry) }
    if let before, before.state == page.state { page.leaves = min(page.leaves, before.leaves) }
    pages[id] = page
    if page.state == "ready" || page.state == "unknown" { waiting.insert(id) } else { waiting.remove(id) }
    guard let lane = page.lane else { return }
    if page.isOpen { lanes[lane, default: []].insert(id) } else { lanes[lane]?.remove(id) }
  }

  /// True while something before it in its lane has not left.
  func isBehind(_ id: String, _ page: SeenPage) -> Bool {
    guard let lane = page.lane, let others = lanes[lane] else { return false }
    return others.contains { $0 != id && (pages[$0]?.laneOrder ?? .max) < page.laneOrder }
  }

  /// What makes a page that page, read from its own words: round, step, recipient, channel and address.
  private static func key(_ value: String) -> String {
    struct Parts: Decodable {
      var round: Int
      var step: Int
      var recipient: String
      var channel: String
      var address: String
    }
    guard let parts = try? JSONDecoder().decode(Parts.self, from: Data(value.utf8)) else { return value }
    return "\(parts.round) \(parts.step) \(parts.recipient) \(parts.channel) \(parts.address)"
  }

  private mutating func appeared(_ id: String, _ page: SeenPage) {
    guard !page.isMessage else { return }
    step.paged.insert(page.ticket)
    if tickets[page.ticket]?.isMoot(page.episode) ?? true {
      broken("I4", "\(id) was made although T-\(page.ticket) is closed, acknowledged or in another episode")
    }
    let key = "\(page.ticket) \(page.episode) \(page.key)"
    if let other = idOfPage[key], other != id { broken("I5", "\(other) and \(id) are one page") }
    idOfPage[key] = id
    let recipient = "\(page.ticket) \(page.key.split(separator: " ").dropFirst(2).joined(separator: " "))"
    instant.paged[recipient, default: 0] += 1
    if instant.paged[recipient, default: 0] > 1, !instant.refused.contains(page.ticket) {
      broken("I14", "T-\(page.ticket) pages one person twice at once: \(id)")
    }
  }

  private mutating func moved(_ id: String, from before: SeenPage, to page: SeenPage, _ entry: ChangeLog.Entry) {
    if Self.over.contains(before.state), !(page.state == "sent" && before.state != "sent") {
      broken("I5", "\(id) was \(before.state) and is \(page.state) again")
    }
    let isMoot = !page.isMessage && tickets[page.ticket]?.isMoot(page.episode) ?? true
    switch page.state {
    case "claimed":
      step.claimed += 1
      if page.claimEpoch != now.epoch {
        broken("I7", "\(id) was claimed in epoch \(page.claimEpoch ?? 0), and epoch \(now.epoch) holds")
      }
      if isMoot { broken("I4", "\(id) is to leave although T-\(page.ticket) is closed or acknowledged") }
      if isBehind(id, page) { broken("I5", "\(id) is to leave before what stands before it in \(page.lane ?? "")") }
      if before.leaves > now.passed { broken("I3", "\(id) leaves \(before.leaves - now.passed) ms early") }
    case "sent":
      if isMoot != (entry.int(9) == 1), !page.isMessage { broken("I4", "\(id) crossed an acknowledgement unflagged") }
    case "failed":
      step.failed.append(id)
      instant.refused.insert(page.ticket)
    case "cancelled":
      if entry.text(10).isEmpty { broken("I6", "\(id) was cancelled without a cause") }
      if entry.text(10) == "a newer page says it", !isReplaced(id, page) {
        broken("I6", "\(id) was cancelled for a newer page, and there is none")
      }
    default: break
    }
  }

  /// Whether another page of the ticket's round of asking is on its way to the same person and address.
  private func isReplaced(_ id: String, _ page: SeenPage) -> Bool {
    pages.contains { other, newer in
      other != id && newer.ticket == page.ticket && newer.episode == page.episode && newer.isOpen
        && newer.way == page.way
        && newer.target == page.target
    }
  }

  /// When a whole step was refused, somebody hears of it at once (I6).
  mutating func checkFailures() {
    for id in step.failed {
      guard let page = pages[id], !page.isMessage, let ticket = tickets[page.ticket], !ticket.isMoot(page.episode)
      else { continue }
      let siblings = pages.values.filter {
        $0.ticket == page.ticket && $0.episode == page.episode && !$0.isMessage && $0.place == page.place
      }
      guard siblings.allSatisfy({ $0.state == "failed" }), !step.paged.contains(page.ticket),
        !step.audited.contains("ticket/T-\(page.ticket)")
      else { continue }
      broken("I6", "every page of \(id)'s step was refused, and nothing followed")
    }
  }

  /// A request is on its way (I16).
  mutating func left(_ parcel: Parcel) {
    let way = "\(parcel.kind) \(parcel.channel)"
    flying[way, default: 0] += 1
    if flying[way, default: 0] > requestsAtOnce {
      broken("I16", "\(flying[way] ?? 0) requests at once over \(way), and \(requestsAtOnce) are allowed")
    }
  }

  mutating func arrived(_ parcel: Parcel) {
    let way = "\(parcel.kind) \(parcel.channel)"
    let left = flying[way, default: 0] - 1
    flying[way] = left > 0 ? left : nil
  }

  /// What a provider saw of an attempt at a parcel.
  mutating func provider(saw seen: Provider.Seen, of parcel: Parcel) {
    let ids = parcel.ids
    note("provider \(seen.host) \(seen.mood.rawValue) \(seen.id ?? "-") \(seen.isTaken) \(ids.count)")
    if ids.count > 1 {
      for id in ids where !seen.text.contains("\"page\":\"\(id)\"") {
        broken("I6", "\(id) is not in the list that left")
      }
    }
    if let known = seen.id {
      if ids.count > 1 {
        list(of: ids, leftAs: known)
      } else if known != ids[0] {
        broken("I5", "\(ids[0]) left as \(known)")
      }
    }
    for id in ids { left(id, isTaken: seen.isTaken) }
  }

  /// A list has an id that no other list has, and the same list the same one.
  private mutating func list(of ids: [String], leftAs known: String) {
    let list = ids.sorted().joined(separator: " ")
    if !ids.contains(where: { known.hasPrefix("\($0)-and-\(ids.count - 1)-") }) {
      broken("I5", "\(ids[0]) and \(ids.count - 1) more left as \(known)")
    }
    if let other = idOfList[list], other != known { broken("I5", "\(list) left as \(other) and as \(known)") }
    if let other = listOfID[known], other != list { broken("I5", "\(other) and \(list) left as \(known)") }
    (idOfList[list], listOfID[known]) = (known, list)
  }

  private mutating func left(_ id: String, isTaken: Bool) {
    let page = pages[id]
    if page?.state != "claimed" || page?.claimEpoch != now.epoch {
      broken(page?.state == "cancelled" ? "I4" : "I7", "\(id) left without a claim: it is \(page?.state ?? "unknown")")
    }
    guard isTaken else { return }
    effects[id, default: 0] += 1
    if effects[id, default: 0] - 1 > unknowns[id, default: 0] {
      broken("I5", "\(id) was taken \(effects[id] ?? 0) times, with \(unknowns[id] ?? 0) results unknown")
    }
  }
}
