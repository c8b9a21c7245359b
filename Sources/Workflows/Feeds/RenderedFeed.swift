import Calendars
import Crypto
import Foundation
import Timekeeping

/// A feed as it is served: bytes, their validators, and nothing that differs from one poll to the next.
package struct RenderedFeed: Sendable, Hashable {
  package var id: String
  package var bytes: [UInt8]
  /// Strong: a hash of the bytes.
  package var etag: String
  package var lastModified: Timestamp
  /// ASCII, for `Content-Disposition`.
  package var fileName: String
  package var mediaType: String
}

/// What a client asks for; the shifts are the same.
package enum FeedForm: String, Sendable, Hashable, CaseIterable {
  case calendar = "text/calendar; charset=utf-8"
  case json = "application/json; charset=utf-8"
}

extension RenderedFeed {
  /// Throws where there are no bytes: an empty answer would delete everything that clients have (feeds.md, 1).
  init(_ calendar: FeedCalendar, id: String, name: String, created: Timestamp, form: FeedForm) throws {
    let bytes = form == .calendar ? calendar.bytes() : [UInt8](try WireJSON.encode(FeedDocument(calendar)))
    guard !bytes.isEmpty else {
      throw OperatorProblem(.unavailable, "feed \(id) cannot be written now", help: "ask again in a few minutes")
    }
    let digest = Data(SHA256.hash(data: bytes).prefix(16)).base64EncodedString()
    self.init(
      id: id, bytes: bytes, etag: "\"\(digest)\"", lastModified: calendar.events.map(\.changed).max() ?? created,
      fileName: form == .calendar ? name + ".ics" : name + ".json", mediaType: form.rawValue)
  }
}

/// A feed for programs: the same events, with the same ids and revisions.
private struct FeedDocument: Encodable {
  struct Shift: Encodable {
    var uid: String
    var start: Timestamp
    var end: Timestamp
    var summary: String
    var details: String
    /// `confirmed` or `cancelled`.
    var status: String
    var sequence: Int
    var changed: Timestamp
  }

  var name: String
  var shifts: [Shift]

  init(_ calendar: FeedCalendar) {
    name = calendar.name
    shifts = calendar.events.map { event in
      Shift(
        uid: event.uid, start: event.interval.start, end: event.interval.end, summary: event.summary,
        details: event.details, status: event.isCancelled ? "cancelled" : "confirmed", sequence: event.sequence,
        changed: event.changed)
    }
  }
}
