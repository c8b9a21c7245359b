import OutboundHTTP
import Synchronization
import Workflows

/// Others' servers as a table: what each address answers, and what it was asked.
final class OtherCalendars: Sendable {
  private let answers = Mutex<[String: CalendarFetch.Answer]>([:])
  private let asked = Mutex<[CalendarFetch.Known]>([])

  /// What the last request said it had.
  var lastKnown: CalendarFetch.Known? { asked.withLock { $0.last } }
  var requests: Int { asked.withLock { $0.count } }

  func set(_ url: String, _ answer: CalendarFetch.Answer) { answers.withLock { $0[url] = answer } }

  /// A calendar of these events; its ETag is their number and length.
  func set(_ url: String, _ events: [[String]]) {
    let lines = ["BEGIN:VCALENDAR"] + events.flatMap { ["BEGIN:VEVENT"] + $0 + ["END:VEVENT"] } + ["END:VCALENDAR", ""]
    let bytes = Array(lines.joined(separator: "\r\n").utf8)
    set(url, .fresh(bytes, CalendarFetch.Known(etag: "\"\(events.count)-\(bytes.count)\"")))
  }

  var transport: CalendarTransport {
    CalendarTransport(check: { _ in }) { [self] url, known in
      asked.withLock { $0.append(known) }
      return answers.withLock { $0[url] } ?? .failed(why: "nobody answers there. help: look at the address again")
    }
  }
}
