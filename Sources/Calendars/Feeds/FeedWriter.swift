import Timekeeping

/// Writes a feed line by line, in the order the lines have in the file (feeds.md, 2).
struct FeedWriter {
  private var lines: CalendarLines
  /// Most events of a feed share their link and their categories; what the one before had is not worked out again.
  private var link: (of: String, text: String?)?
  private var categories: (of: [String], clean: [String])?

  static func write(_ feed: FeedCalendar) -> [UInt8] {
    var writer = FeedWriter(lines: CalendarLines(expecting: 512 + feed.events.count * 512))
    writer.lines.line("BEGIN:VCALENDAR")
    writer.head(feed)
    for event in feed.events { writer.write(event) }
    if feed.events.isEmpty { writer.utcZone() }
    writer.lines.line("END:VCALENDAR")
    return writer.lines.bytes
  }

  private init(lines: CalendarLines) { self.lines = lines }

  private mutating func head(_ feed: FeedCalendar) {
    let name = CleanText.line(feed.name, limit: FeedLimits.name)
    let version = CleanText.line(feed.productVersion, limit: FeedLimits.name)
    let hours = min(max(feed.refreshHours, 1), 168)
    lines.line("VERSION:2.0")
    lines.text("PRODID:", "-//Watchbill//Watchbill \(version)//EN")
    lines.line("CALSCALE:GREGORIAN")
    lines.text("NAME:", name)
    lines.text("X-WR-CALNAME:", name)
    lines.plain("REFRESH-INTERVAL;VALUE=DURATION:", Self.span(Int64(hours) * 3600))
    lines.plain("X-PUBLISHED-TTL:", "PT\(hours)H")
  }

  private mutating func write(_ event: FeedEvent) {
    let summary = CleanText.line(event.summary, limit: FeedLimits.summary)
    lines.line("BEGIN:VEVENT")
    identity(event)
    times(event)
    lines.text("SUMMARY:", summary)
    let details = CleanText.paragraph(event.details, limit: FeedLimits.details)
    if !details.isEmpty { lines.text("DESCRIPTION:", details) }
    if let url = event.url, let link = writable(url) { lines.plain("URL:", link) }
    standing(event)
    if !event.isCancelled {
      for lead in event.remindBefore { alarm(lead, summary) }
    }
    lines.line("END:VEVENT")
  }

  private mutating func identity(_ event: FeedEvent) {
    lines.text("UID:", CleanText.line(event.uid, limit: FeedLimits.summary))
    lines.instant("DTSTAMP:", event.changed)
    lines.instant("LAST-MODIFIED:", event.changed)
    if let created = event.created { lines.instant("CREATED:", created) }
    lines.plain("SEQUENCE:", String(min(max(0, event.sequence), Int(Int32.max))))
  }

  /// DTEND must be later than DTSTART also where the two fall into one second.
  private mutating func times(_ event: FeedEvent) {
    let (start, end) = (event.interval.start, event.interval.end)
    lines.instant("DTSTART:", start)
    lines.instant("DTEND:", start.seconds == end.seconds ? end + .seconds(1) : end)
  }

  private mutating func standing(_ event: FeedEvent) {
    let busy = event.showAs == .busy && !event.isCancelled
    lines.line(event.isCancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED")
    lines.line(busy ? "TRANSP:OPAQUE" : "TRANSP:TRANSPARENT")
    // Outlook and Exchange read this one before TRANSP (MS-OXCICAL).
    lines.line(busy ? "X-MICROSOFT-CDO-BUSYSTATUS:BUSY" : "X-MICROSOFT-CDO-BUSYSTATUS:FREE")
    let names = clean(event.categories)
    if names.isEmpty { return }
    lines.begin("CATEGORIES:")
    for (place, name) in names.enumerated() {
      if place > 0 { lines.comma() }
      lines.add(text: name)
    }
    lines.end()
  }

  /// DISPLAY must have a DESCRIPTION: some readers refuse the whole feed without (feeds.md, 2).
  private mutating func alarm(_ lead: Duration, _ summary: String) {
    lines.line("BEGIN:VALARM")
    lines.line("ACTION:DISPLAY")
    lines.plain("TRIGGER:", Self.before(lead.components.seconds))
    lines.text("DESCRIPTION:", summary)
    lines.line("END:VALARM")
  }

  /// `-PT15M`.
  private static func before(_ lead: Int64) -> String { (lead > 0 ? "-" : "") + span(min(abs(lead), Int64(Int32.max))) }

  /// `P1DT2H`; whole weeks are `P1W`, none is `PT0S` (RFC 5545, 3.3.6).
  private static func span(_ seconds: Int64) -> String {
    if seconds == 0 { return "PT0S" }
    if seconds % 604_800 == 0 { return "P\(seconds / 604_800)W" }
    let days = seconds >= 86_400 ? "\(seconds / 86_400)D" : ""
    let parts = [(seconds / 3600 % 24, "H"), (seconds / 60 % 60, "M"), (seconds % 60, "S")].filter { $0.0 > 0 }
    let clock = parts.map { "\($0.0)\($0.1)" }.joined()
    return "P\(days)\(clock.isEmpty ? "" : "T")\(clock)"
  }

  // MARK: Links and categories

  private mutating func clean(_ names: [String]) -> [String] {
    if let categories, categories.of == names { return categories.clean }
    let clean = names.map { CleanText.line($0, limit: FeedLimits.category) }.filter { !$0.isEmpty }
    categories = (names, clean)
    return clean
  }

  /// A link as it may stand in URL: what is not plain ASCII is percent-encoded, and nothing of it is ever escaped.
  private mutating func writable(_ url: String) -> String? {
    if let link, link.of == url { return link.text }
    let isASCII = url.utf8.allSatisfy(Self.isLinkByte)
    let encoded = isASCII ? url : url.utf8.map(Self.linkText).joined()
    let text = encoded.isEmpty || encoded.utf8.count > FeedLimits.url ? nil : encoded
    link = (url, text)
    return text
  }

  private static func isLinkByte(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }

  private static func linkText(_ byte: UInt8) -> String {
    isLinkByte(byte) ? String(UnicodeScalar(byte)) : "%" + hex(byte >> 4) + hex(byte & 15)
  }

  private static func hex(_ digit: UInt8) -> String { String(digit, radix: 16, uppercase: true) }

  // MARK: A calendar without events

  /// What keeps it valid: RFC 5545, 3.6 wants at least one component.
  private mutating func utcZone() {
    let zone: [StaticString] = [
      "BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
      "TZOFFSETTO:+0000", "TZNAME:UTC", "END:STANDARD", "END:VTIMEZONE",
    ]
    for line in zone { lines.line(line) }
  }
}
