import Calendars
import Timekeeping

/// A feed written by libical: a second opinion on the bytes that `FeedWriter` writes, and what it costs there.
///
/// It takes texts as they are, so they have to be clean already: no control characters but tabulators and line breaks.
package enum LibicalFeed {
  /// As libical prints it, folded in its own way; a backslash of a list stands as `backslash`, see `unfolded(_:)`.
  package static func write(_ feed: FeedCalendar) -> [UInt8] {
    let calendar = Component(.calendar)
    for property in head(feed) { calendar.add(property) }
    for event in feed.events { calendar.add(component(event)) }
    return calendar.printed()
  }

  /// The lines of a file with their folds undone, each as text.
  package static func unfolded(_ bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { $0 != "\r" }
    var lines: [String.UnicodeScalarView] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.first == " ", !lines.isEmpty {
        lines[lines.count - 1] += line.dropFirst()
      } else {
        lines.append(String.UnicodeScalarView(line))
      }
    }
    return lines.map { line in String(String.UnicodeScalarView(line.map { $0 == backslash ? "\\" : $0 })) }
  }

  private static func head(_ feed: FeedCalendar) -> [Property] {
    [
      .version, .productID("-//Watchbill//Watchbill \(feed.productVersion)//EN"), .gregorian, .name(feed.name),
      .other("X-WR-CALNAME", escaped(feed.name)), .refreshInterval(hours: feed.refreshHours),
      .other("X-PUBLISHED-TTL", "PT\(feed.refreshHours)H"),
    ]
  }

  private static func component(_ event: FeedEvent) -> Component {
    let component = Component(.event)
    let busy = event.showAs == .busy && !event.isCancelled
    component.add(.uid(event.uid))
    component.add(.stamp(event.changed))
    component.add(.lastModified(event.changed))
    if let created = event.created { component.add(.created(created)) }
    component.add(.sequence(event.sequence))
    component.add(.start(event.interval.start))
    component.add(.end(event.interval.end))
    component.add(.summary(event.summary))
    if !event.details.isEmpty { component.add(.details(event.details)) }
    if let url = event.url { component.add(.url(url)) }
    component.add(event.isCancelled ? .cancelled : .confirmed)
    component.add(.takesTime(busy))
    component.add(.other("X-MICROSOFT-CDO-BUSYSTATUS", busy ? "BUSY" : "FREE"))
    if !event.categories.isEmpty {
      component.add(.other("CATEGORIES", event.categories.map(escaped).joined(separator: ",")))
    }
    for lead in event.remindBefore where !event.isCancelled { component.add(alarm(lead, event)) }
    return component
  }

  private static func alarm(_ lead: Duration, _ event: FeedEvent) -> Component {
    let alarm = Component(.alarm)
    alarm.add(.displays)
    alarm.add(.trigger(secondsBefore: Int(lead.components.seconds)))
    alarm.add(.details(event.summary))
    return alarm
  }

  /// Stands for a backslash that libical must not double.
  private static let backslash: Unicode.Scalar = "\u{1}"

  /// For a value that libical 3.0 writes with bare commas and semicolons (CATEGORIES, X- names).
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\\" || scalar == ";" || scalar == "," { escaped.append(backslash) }
      escaped.append(scalar == "\\" ? backslash : scalar)
    }
    return String(escaped)
  }
}
