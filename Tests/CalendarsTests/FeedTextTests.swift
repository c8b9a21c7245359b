import Calendars
import TestSupport
import Testing
import Timekeeping

/// A piece of text that people write, and what a calendar app has to show for it on one line.
struct OddPiece: Sendable, CustomTestStringConvertible {
  let written: String
  let line: String
  let paragraph: String
  var testDescription: String { line }

  init(_ written: String, line: String? = nil, paragraph: String? = nil) {
    self.written = written
    self.line = line ?? written
    self.paragraph = paragraph ?? self.line
  }

  static let all: [OddPiece] = [
    OddPiece("Zoë Ångström"), OddPiece("佐藤 さくら"), OddPiece("👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿"), OddPiece("a;b,c\\d\\n\\\\;"),
    OddPiece("O'Neil \"Bo\" ^n^'^^"),
    OddPiece("two\nlines", line: "two lines", paragraph: "two\nlines"),
    OddPiece("two\r\nlines\rthree", line: "two lines three", paragraph: "two\nlines\nthree"),
    OddPiece("sep\u{2028}a\u{2029}b\u{85}c\u{B}d", line: "sep a b c d", paragraph: "sep\na\nb\nc\nd"),
    OddPiece("ctl\u{0}\u{1}\u{7}\u{1B}[0m\u{7F}\u{9F}", line: "ctl[0m"), OddPiece("tab\there"),
    OddPiece("\u{FEFF}bom", line: "bom"), OddPiece("&#39;<b>&amp;"), OddPiece("e\u{301}\u{302}\u{303}"),
    OddPiece("BEGIN:VEVENT"), OddPiece("x\r\nEND:VCALENDAR", line: "x END:VCALENDAR", paragraph: "x\nEND:VCALENDAR"),
    OddPiece(
      "blanks" + String(repeating: " ", count: 200) + "here",
      line: "blanks" + String(repeating: " ", count: 40) + "here"),
    OddPiece("ש\u{202E}לום"), OddPiece("https://example.org/a?b=c,d;e"),
  ]
}

@Suite("Odd texts in a feed", .ownThreads)
struct FeedTextTests {
  static let span = Interval(Timestamp(seconds: 1_792_828_800), Timestamp(seconds: 1_793_433_600))

  static func feed(_ pieces: [OddPiece], name: String = "Feed") throws -> FeedCalendar {
    let span = try #require(span)
    let events = pieces.enumerated().map { index, piece in
      FeedEvent(
        uid: "shift-\(index)", interval: span, summary: piece.written, details: piece.written,
        url: "https://oncall.example.org/s/\(index)", categories: ["On-call", piece.written], sequence: index,
        changed: span.start)
    }
    return FeedCalendar(name: name, productVersion: "1.0", events: events)
  }

  /// What RFC 5545, 3.1 asks of any line.
  static func checkLines(_ bytes: [UInt8]) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    #expect(lines.removeLast().isEmpty, "the last line is ended")
    for line in lines {
      #expect(line.last == 0x0D)
      let text = line.dropLast()
      #expect(text.count <= 75 && !text.isEmpty)
      #expect(String(validating: text, as: UTF8.self) != nil, "a fold never splits a code point")
      #expect(!text.contains { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F })
      #expect(text.contains { $0 != 0x20 && $0 != 0x09 }, "no line of blanks only")
    }
  }

  @Test("is read back by libical as it was meant", arguments: OddPiece.all)
  func readBack(_ piece: OddPiece) throws {
    let bytes = try Self.feed([piece], name: piece.written).bytes()
    Self.checkLines(bytes)
    let reading = FeedReading(bytes)
    let span = try #require(Self.span)
    #expect(reading.errors == 0)
    #expect(reading.name == piece.line)
    #expect(
      reading.events == [
        FeedReading.Event(
          uid: "shift-0", start: span.start.seconds, end: span.end.seconds, summary: piece.line,
          details: piece.paragraph, url: "https://oncall.example.org/s/0", sequence: 0,
          categories: ["On-call", piece.line])
      ])
  }

  @Test("has no line over 75 octets wherever a fold falls", arguments: ["é", "佐", "😀", "👩‍👩‍👧‍👦", ";", "\\", "\n", " ", "x"])
  func everyFold(_ unit: String) throws {
    for lead in 0..<80 {
      let text = "a" + String(repeating: "b", count: lead) + String(repeating: unit, count: 60) + "z"
      let feed = try Self.feed([OddPiece(text)])
      let bytes = feed.bytes()
      Self.checkLines(bytes)
      let shown = unit == "\n" ? " " : unit
      let tail = String(repeating: shown, count: shown == " " ? 40 : 60) + "z"
      let line = "a" + String(repeating: "b", count: lead) + tail
      #expect(FeedReading(bytes).events.first?.summary == Self.cut(line, FeedLimits.summary))
    }
  }

  @Test("keeps its event, whatever pieces follow each other", arguments: 0..<40)
  func mixtures(_ seed: Int) throws {
    var state = UInt64(seed) &* 2_862_933_555_777_941_757 &+ 3_037_000_493
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let mixed = (0..<20).map { _ in
      let parts = (0..<(1 + next(6))).map { _ in OddPiece.all[next(OddPiece.all.count)] }
      return OddPiece(
        parts.map(\.written).joined(separator: "|"), line: parts.map(\.line).joined(separator: "|"),
        paragraph: parts.map(\.paragraph).joined(separator: "|"))
    }
    let feed = try Self.feed(mixed)
    let bytes = feed.bytes()
    Self.checkLines(bytes)
    #expect(bytes == feed.bytes(), "the same values give the same bytes")
    let reading = FeedReading(bytes)
    #expect(reading.errors == 0)
    #expect(reading.events.map(\.uid) == (0..<20).map { "shift-\($0)" }, "in the order given")
    #expect(reading.events.map(\.summary) == mixed.map { Self.cut($0.line, FeedLimits.summary) })
    #expect(reading.events.map(\.details) == mixed.map(\.paragraph))
  }

  /// An independent statement of the limit, for texts whose characters are whole pieces' characters.
  static func cut(_ text: String, _ limit: Int) -> String {
    guard text.unicodeScalars.count > limit else { return text }
    var kept = text
    while kept.unicodeScalars.count > limit - 1 { kept.removeLast() }
    while kept.last == " " || kept.last == "\t" { kept.removeLast() }
    return kept + "…"
  }

  @Test("is cut with an ellipsis at the stated limits, and a visible character stays whole")
  func limits() throws {
    let family = String(repeating: "👩‍👩‍👧‍👦", count: 2000)
    var feed = try Self.feed([OddPiece(family)], name: String(repeating: "n", count: 201))
    let reading = try #require(FeedReading(feed.bytes()).events.first)
    #expect(reading.summary == String(repeating: "👩‍👩‍👧‍👦", count: 36) + "…")
    #expect(reading.details.unicodeScalars.count == 571 * 7 + 1)
    #expect(FeedReading(feed.bytes()).name == String(repeating: "n", count: 199) + "…")
    feed.events[0].summary = "e" + String(repeating: "\u{301}", count: 500)
    #expect(FeedReading(feed.bytes()).events.first?.summary.unicodeScalars.count == FeedLimits.summary)
  }

  @Test("that is a link is made plain ASCII, and left out when it is too long")
  func links() throws {
    var feed = try Self.feed([OddPiece("s")])
    feed.events[0].url = "https://oncall.example.org/é\r\nATTENDEE:x y"
    #expect(FeedReading(feed.bytes()).events.first?.url == "https://oncall.example.org/%C3%A9%0D%0AATTENDEE:x%20y")
    feed.events[0].url = "https://oncall.example.org/" + String(repeating: "a", count: FeedLimits.url)
    #expect(FeedReading(feed.bytes()).events.first?.url == "")
    #expect(!String(decoding: feed.bytes(), as: UTF8.self).contains("URL"))
  }

  @Test("never brings a property that would make the feed an invitation")
  func noInvitation() throws {
    let text = String(decoding: try Self.feed(OddPiece.all).bytes(), as: UTF8.self)
    for name in ["METHOD", "ATTENDEE", "ORGANIZER", "BEGIN:VTIMEZONE", "RRULE", "VALARM"] {
      #expect(!text.contains("\r\n" + name))
    }
  }
}
