import PagingChannels
import Scheduling
import Storage
import Synchronization
import Timekeeping
import Triage

/// What leaves in one request: a page, or several for one person at one address.
struct PageParcel: Sendable {
  /// Never empty.
  var rows: [OutboxRow]
}

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

  /// What may leave now, and what has to wait until when; in the order of `rows`.
  func parcels(
    _ rows: [OutboxRow], now: Timestamp, rest: (String) -> Duration
  ) -> (leaving: [PageParcel], waiting: [(row: OutboxRow, until: Timestamp)]) {
    var leaving: [PageParcel] = []
    var places: [Address: Int] = [:]
    var waiting: [(row: OutboxRow, until: Timestamp)] = []
    for row in rows {
      let pause = rest(row.page.channel)
      guard pause > .zero else {
        leaving.append(PageParcel(rows: [row]))
        continue
      }
      let address = Address(row.page)
      if let until = restsUntil(address, pause, now) {
        waiting.append((row, until))
      } else if let place = places[address], leaving[place].rows.count < Self.most {
        leaving[place].rows.append(row)
      } else if places[address] != nil {
        waiting.append((row, now + pause))
      } else {
        places[address] = leaving.count
        leaving.append(PageParcel(rows: [row]))
      }
    }
    return (leaving, waiting)
  }

  /// Notes what leaves at `now`; addresses that have rested long ago are forgotten.
  func note(_ parcels: [PageParcel], at now: Timestamp) {
    rested.withLock { rested in
      // order: what is kept does not depend on it
      rested = rested.filter { $0.value > now - .minutes(10) && $0.value <= now }
      for parcel in parcels { rested[Address(parcel.rows[0].page)] = now }
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
