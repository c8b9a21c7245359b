import Timekeeping

/// Turns a feed into libical's components and prints them.
enum FeedWriter {
  static func write(_ feed: FeedCalendar) -> [UInt8] {
    let calendar = Component(.calendar)
    for property in head(feed) { calendar.add(property) }
    for event in feed.events { calendar.add(component(event)) }
    if feed.events.isEmpty { calendar.add(utcZone()) }
    return calendar.printed()
  }

  private static func head(_ feed: FeedCalendar) -> [Property] {
    let name = CleanText.line(feed.name, limit: FeedLimits.name)
    let version = CleanText.line(feed.productVersion, limit: FeedLimits.name)
    let hours = min(max(feed.refreshHours, 1), 168)
    return [
      .version, .productID("-//Watchbill//Watchbill \(version)//EN"), .gregorian,
      .name(name), .other("X-WR-CALNAME", ContentLayout.escaped(name)),
      .refreshInterval(hours: hours), .other("X-PUBLISHED-TTL", "PT\(hours)H"),
    ]
  }

  private static func component(_ event: FeedEvent) -> Component {
    let component = Component(.event)
    for property in identity(event) { component.add(property) }
    for property in times(event) { component.add(property) }
    for property in text(event) { component.add(property) }
    for property in standing(event) { component.add(property) }
    if !event.isCancelled {
      for lead in event.remindBefore { component.add(alarm(lead, event)) }
    }
    return component
  }

  /// DISPLAY must have a DESCRIPTION: some readers refuse the whole feed without (feeds.md, 2).
  private static func alarm(_ lead: Duration, _ event: FeedEvent) -> Component {
    let alarm = Component(.alarm)
    let summary = CleanText.line(event.summary, limit: FeedLimits.summary)
    for property: Property in [.displays, .trigger(secondsBefore: Int(lead.components.seconds)), .details(summary)] {
      alarm.add(property)
    }
    return alarm
  }

  private static func identity(_ event: FeedEvent) -> [Property] {
    let uid = CleanText.line(event.uid, limit: FeedLimits.summary)
    let created: [Property] = event.created.map { [.created($0)] } ?? []
    return [.uid(uid), .stamp(event.changed), .lastModified(event.changed)] + created
      + [.sequence(max(0, event.sequence))]
  }

  /// DTEND must be later than DTSTART also where the two fall into one second.
  private static func times(_ event: FeedEvent) -> [Property] {
    let start = event.interval.start
    let end = event.interval.end
    return [.start(start), .end(start.seconds == end.seconds ? end + .seconds(1) : end)]
  }

  private static func text(_ event: FeedEvent) -> [Property] {
    var properties: [Property] = [.summary(CleanText.line(event.summary, limit: FeedLimits.summary))]
    let details = CleanText.paragraph(event.details, limit: FeedLimits.details)
    if !details.isEmpty { properties.append(.details(details)) }
    if let url = event.url.flatMap(link) { properties.append(.url(url)) }
    return properties
  }

  private static func standing(_ event: FeedEvent) -> [Property] {
    let busy = event.showAs == .busy && !event.isCancelled
    let categories = event.categories.map { CleanText.line($0, limit: FeedLimits.category) }.filter { !$0.isEmpty }
    let list = categories.map(ContentLayout.escaped).joined(separator: ",")
    return [
      event.isCancelled ? .cancelled : .confirmed, .takesTime(busy),
      // Outlook and Exchange read this one before TRANSP (MS-OXCICAL).
      .other("X-MICROSOFT-CDO-BUSYSTATUS", busy ? "BUSY" : "FREE"),
    ] + (list.isEmpty ? [] : [.other("CATEGORIES", list)])
  }

  /// A link as it may stand in URL: what is not plain ASCII is percent-encoded, for libical prints it as it is.
  private static func link(_ url: String) -> String? {
    let isASCII = url.utf8.allSatisfy(isLinkByte)
    let encoded = isASCII ? url : url.utf8.map(linkText).joined()
    return encoded.isEmpty || encoded.utf8.count > FeedLimits.url ? nil : encoded
  }

  private static func isLinkByte(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }

  private static func linkText(_ byte: UInt8) -> String {
    isLinkByte(byte) ? String(UnicodeScalar(byte)) : "%" + hex(byte >> 4) + hex(byte & 15)
  }

  private static func hex(_ digit: UInt8) -> String { String(digit, radix: 16, uppercase: true) }

  /// What keeps a calendar without events valid: RFC 5545, 3.6 wants at least one component.
  private static func utcZone() -> Component {
    let standard = Component(.standardTime)
    for property: Property in [.zoneStart, .offsetFrom(seconds: 0), .offsetTo(seconds: 0), .zoneName("UTC")] {
      standard.add(property)
    }
    let zone = Component(.timeZone)
    zone.add(.zoneID("Etc/UTC"))
    zone.add(standard)
    return zone
  }
}
