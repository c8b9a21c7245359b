import Synchronization
import TestSupport

/// A real HTTP server on loopback that publishes one calendar of whole days, or answers with something else.
///
/// It works on threads of its own: a test that waits for a program holds one of the few that tasks share.
final class CalendarServer: Sendable {
  private let server: LoopbackServer
  private let answer: Answer

  var requests: Int { server.requests.count }
  var url: String { server.url + "holidays.ics" }
  var authority: String { server.authority }

  private final class Answer: Sendable {
    let text = Mutex("")
  }

  init() throws {
    let answer = Answer()
    self.answer = answer
    server = try LoopbackServer { connection in connection.write(answer.text.withLock { $0 }) }
  }

  func stop() { server.stop() }

  /// Days as `("20261225", "Christmas Day")`.
  func publish(_ days: [(String, String)], _ more: String...) {
    let events = days.map { "BEGIN:VEVENT\nUID:\($0.0)\nDTSTART;VALUE=DATE:\($0.0)\nSUMMARY:\($0.1)\nEND:VEVENT\n" }
    say("BEGIN:VCALENDAR\nVERSION:2.0\n" + (events + more).joined() + "END:VCALENDAR\n")
  }

  func say(_ body: String, status: String = "200 OK") {
    let head = ["HTTP/1.1 \(status)", "content-type: text/calendar", "content-length: \(body.utf8.count)"]
    answer.text.withLock { $0 = (head + ["connection: close", "", body]).joined(separator: "\r\n") }
  }
}
