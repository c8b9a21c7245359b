import PagingChannels
import Scheduling
import Storage
import Synchronization
import Timekeeping
import Triage

/// Lets an address rest after it was paged, so that a storm comes as a few lists and not as a hundred rings: the first
/// page leaves at once, what comes while the address rests leaves together at its end. No page is dropped, and none
/// waits longer than one rest for each full parcel before it.
///
/// Forgotten at a restart: at worst somebody is rung once more.
final class PagePacing: Sendable {
  /// Pages in one request: what a phone's notification can list.
  static let most = 40

  struct Address: Hashable {
    var channel: String
    var address: String
    var recipient: String
  }

  private let rested = Mutex<[Address: Timestamp]>([:])

  /// What may leave now in one request each, and what has to wait until when; in the order of `rows`.
  ///
  /// - Parameter room: how many requests may begin over a channel; what finds none waits for it, due as it was.
  func parcels(
    _ rows: [OutboxRow], now: Timestamp, rest: (String) -> Duration, room: (String) -> Int
  ) -> (leaving: [[OutboxRow]], waiting: [(row: OutboxRow, until: Timestamp)]) {
    var packing = Packing()
    for row in rows {
      let address = Address(row.page)
      let pause = rest(address.channel)
      if pause > .zero, let until = restsUntil(address, pause, now) {
        packing.waiting.append((row, until))
      } else if pause > .zero, let place = packing.places[address] {
        packing.add(row, at: place, orWaitUntil: now + pause)
      } else if packing.begun[address.channel, default: 0] < room(address.channel) {
        packing.begin(row, for: address)
      } else {
        packing.waiting.append((row, row.notBefore))
      }
    }
    return (packing.leaving, packing.waiting)
  }

  /// Parcels while they are being put together.
  private struct Packing {
    var leaving: [[OutboxRow]] = []
    var waiting: [(row: OutboxRow, until: Timestamp)] = []
    /// Of each address, the place of its parcel in `leaving`.
    var places: [Address: Int] = [:]
    /// Of each channel, how many requests begin.
    var begun: [String: Int] = [:]

    mutating func begin(_ row: OutboxRow, for address: Address) {
      places[address] = leaving.count
      begun[address.channel, default: 0] += 1
      leaving.append([row])
    }

    mutating func add(_ row: OutboxRow, at place: Int, orWaitUntil next: Timestamp) {
      if leaving[place].count < PagePacing.most {
        leaving[place].append(row)
      } else {
        waiting.append((row, next))
      }
    }
  }

  /// Notes what leaves at `now`; addresses that have rested long ago are forgotten.
  func note(_ parcels: [Parcel], at now: Timestamp) {
    guard !parcels.isEmpty else { return }
    rested.withLock { rested in
      // order: what is kept does not depend on it
      rested = rested.filter { $0.value > now - .minutes(10) && $0.value <= now }
      for parcel in parcels {
        if case .pages(let rows) = parcel.contents, let row = rows.first { rested[Address(row.page)] = now }
      }
    }
  }

  /// Nil when it may be paged.
  private func restsUntil(_ address: Address, _ pause: Duration, _ now: Timestamp) -> Timestamp? {
    guard let last = rested.withLock({ $0[address] }), last <= now, last + pause > now else { return nil }
    return last + pause
  }
}

extension PagePacing.Address {
  fileprivate init(_ page: Page) {
    self.init(channel: page.channel, address: page.address, recipient: page.recipient.text)
  }
}
