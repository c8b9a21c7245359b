import Calendars
import LibicalReference
import TestSupport
import Testing
import Timekeeping

@Suite("The bytes of a feed beside libical's")
struct FeedLibicalTests {
  /// What names, notes and ids are made of; clean, since libical takes a text as it is.
  private static let pieces = [
    "Zoë", "Ångström", "佐藤 さくら", "👩‍👩‍👧‍👦", "a;b,c", "\\d\\n\\\\", "O'Neil \"Bo\"", "on call: Field", "x", "and more",
    "ש\u{202E}לום",
    "e\u{301}", "https://example.org/a?b=c,d;e", "BEGIN:VEVENT", String(repeating: "long", count: 10),
  ]

  @Test("are the same lines as libical writes of the same events, whatever they say", arguments: 0..<60)
  func sameLines(_ seed: Int) throws {
    var dice = TestSupport.Dice(seed: seed)
    let feed = try Self.feed(&dice)
    let ours = LibicalFeed.unfolded(feed.bytes())
    let theirs = LibicalFeed.unfolded(LibicalFeed.write(feed))
    let first = zip(ours, theirs).first { $0 != $1 }
    #expect(first == nil && ours.count == theirs.count, "seed \(seed): \(first.map { "\($0)" } ?? "more lines")")
  }

  @Test("has reminders as libical writes them, from seconds to weeks")
  func reminders() throws {
    let span = try #require(Interval(Timestamp(seconds: 0), Timestamp(seconds: 60)))
    let leads = [1, 60, 90, 3600, 3661, 86_400, 90_000, 86_461, 604_800, 1_209_600, 694_861].map {
      Duration.seconds($0)
    }
    let event = FeedEvent(uid: "u", interval: span, summary: "s", changed: span.start, remindBefore: leads)
    let feed = FeedCalendar(name: "N", productVersion: "1.0", events: [event])
    #expect(LibicalFeed.unfolded(feed.bytes()) == LibicalFeed.unfolded(LibicalFeed.write(feed)))
  }

  private static func feed(_ dice: inout TestSupport.Dice) throws -> FeedCalendar {
    var events: [FeedEvent] = []
    for number in 0..<dice.roll(1...12) { events.append(try event(number, &dice)) }
    return FeedCalendar(
      name: text(&dice, 1...4), productVersion: "1.\(dice.roll(0...30))", refreshHours: dice.roll(1...168),
      events: events)
  }

  private static func event(_ number: Int, _ dice: inout TestSupport.Dice) throws -> FeedEvent {
    let start = Timestamp(milliseconds: Int64(dice.roll(-2_000_000...40_000_000)) * 59_000 + Int64(dice.roll(0...999)))
    let span = try #require(Interval(start, start + .seconds(dice.roll(1...2_000_000))))
    return FeedEvent(
      uid: "field.primary.days.\(number)_\(text(&dice, 1...2))", interval: span, summary: text(&dice, 1...5),
      details: dice.once(in: 4) ? "" : text(&dice, 1...9) + (dice.once(in: 3) ? "\nand\nmore" : ""),
      url: dice.once(in: 4) ? nil : "https://oncall.example.org/" + String(repeating: "a", count: dice.roll(0...90)),
      categories: (0..<dice.roll(0...3)).map { _ in text(&dice, 1...2) }, showAs: dice.pick([.free, .busy]),
      sequence: dice.roll(0...100_000), changed: start - .seconds(dice.roll(0...9_000_000)),
      created: dice.once(in: 3) ? nil : start, remindBefore: dice.once(in: 3) ? [.minutes(15), .hours(24)] : [],
      isCancelled: dice.once(in: 5))
  }

  private static func text(_ dice: inout TestSupport.Dice, _ count: ClosedRange<Int>) -> String {
    (0..<dice.roll(count)).map { _ in dice.pick(pieces) }.joined(separator: "-")
  }
}
