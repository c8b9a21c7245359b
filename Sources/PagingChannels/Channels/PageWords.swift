import Scheduling
import Timekeeping
import Triage

/// What channels for people say of a page, in the same words everywhere.
enum PageWords {
  /// `[urgent] T-12: Pump 3 stands still`
  static func subject(_ page: Page) -> String { "[\(page.priority)] \(page.ticket): \(title(page))" }

  /// What strangers wrote, which turns nothing that stands beside it.
  static func title(_ page: Page) -> String { SteeringSigns.blanked(page.title) }

  /// The same page sent twice can be told from two pages by it (rule K6).
  static func footer(_ page: Page, now: Timestamp) -> String {
    (["Page \(page.id), made at \(page.created)."] + delay([page], now: now)).joined(separator: " ")
  }

  /// Said of what waited out an outage, ours or its provider's: it leaves more than five minutes after it was due, by the
  /// wall clock, which may have been set meanwhile.
  static func delay(_ pages: [Page], now: Timestamp) -> [String] {
    let due = pages.map { $0.created + ($0.after?.duration ?? .zero) }.min() ?? now
    guard now - due > .minutes(5) else { return [] }
    let late = PlainDuration(.minutes(Int((now - due).components.seconds / 60)))
    return ["\(pages.count == 1 ? "It" : "The oldest") is sent \(late) late."]
  }
}

/// The lines of a message under its title.
enum MessageWords {
  /// What a message ends with that had to be cut: where all of it stands.
  static func cut(_ message: Message) -> String {
    let whose = message.recipient.map { " --member \($0)" } ?? ""
    return "… It is cut here; all of it: watchbill notices\(whose) --format json"
  }

  static func details(_ message: Message) -> [String] { words(message).map(SteeringSigns.blankedLines) }

  /// What stands above them; of strangers, too, where it names a ticket.
  static func title(_ message: Message) -> String { SteeringSigns.blanked(message.title) }

  private static func words(_ message: Message) -> [String] {
    switch message.content {
    case .notices(let notices) where notices.count == 1: notices.map(\.text)
    case .notices(let notices): notices.flatMap { ["\($0.title)", $0.text] }
    case .shiftChange(let duty, _): [duty.sentence]
    case .onCall(let duties, _): duties.map(\.sentence)
    case .handoff(let news, _): news.lines
    case .incident(let news): [news.sentence]
    case .test(let text): [text]
    }
  }
}
