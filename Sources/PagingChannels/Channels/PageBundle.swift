import Crypto
import Foundation
import Scheduling
import Timekeeping
import Triage

/// Several pages for one person at one address, sent as one: nothing is left out, and each can be acknowledged.
package struct PageBundle: Sendable, Hashable {
  /// In the order they were made; never empty.
  package let pages: [Page]
  /// Each page's signed link, in the same order.
  package let links: [PageLinks]

  package init?(pages: [Page], links: [PageLinks]) {
    guard !pages.isEmpty, pages.count == links.count else { return nil }
    // Not as they were given: what waits for another try comes in another order.
    let order = pages.indices.sorted { pages[$0].placeInList < pages[$1].placeInList }
    self.pages = order.map { pages[$0] }
    self.links = order.map { links[$0] }
  }

  /// The same pages have the same id, and others another, whichever is the first of them and however many they are:
  /// `T-12-1-r0-s0-ana_phone-and-4-5d41402abc4b`.
  package var id: String { "\(pages[0].id)-\(others)" }
  /// What tells it from other lists of the same person, without naming them.
  var shortID: String {
    let first = pages[0]
    return "\(first.ticket)-\(first.episode)-r\(first.round)-s\(first.step)-\(others)"
  }
  /// How many more there are, and a mark that only the same pages have: a receiver that drops repeats would otherwise
  /// drop a list that begins like one it knows.
  private var others: String {
    let ids = pages.map(\.id.text).sorted().joined(separator: "\n")
    let mark = SHA256.hash(data: Data(ids.utf8)).prefix(6).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return "and-\(pages.count - 1)-\(mark.joined())"
  }
  /// What stands on the link of the list: of a storm it takes whatever earlier lists told as well, and whoever presses it has
  /// to read that first.
  var acknowledgeAll: String { "Acknowledge these \(pages.count) and all before" }
  package var address: String { pages[0].address }
  package var recipientName: String { pages[0].recipientName }
  /// The most urgent of them.
  package var urgency: Int? { pages.compactMap(\.urgency).min() }
  /// Named by the most urgent.
  package var title: String { "\(pages.count) pages: \(PageWords.subject(pages[ordered[0]]))" }

  /// One for each page, the most urgent first, each short enough that all of them fit a notification.
  var lines: [String] { ordered.map { TextLength.bytes.cut(PageWords.subject(pages[$0]), to: 96) } }

  /// Places in `pages`, the most urgent first.
  var ordered: [Int] {
    pages.indices.sorted { ((pages[$0].urgency ?? 0), $0) < ((pages[$1].urgency ?? 0), $1) }
  }
}

extension Page {
  /// In a list the oldest comes first.
  fileprivate var placeInList: (Timestamp, Int, String) { (created, ticket.number, id.text) }
}

/// Where whoever gets a bundle can act on all of it.
package struct BundleLinks: Sendable, Hashable {
  /// A signed link that acknowledges whatever paged its reader until it was made: GET shows, POST acts.
  package var acknowledgeAll: String
  package var tickets: String

  package init(acknowledgeAll: String, tickets: String) {
    self.acknowledgeAll = acknowledgeAll
    self.tickets = tickets
  }

  /// What the acknowledging link ends with: whom and until when it is about, and its signature.
  var token: String { acknowledgeAll.split(separator: "/").last.map(String.init) ?? "" }
}
