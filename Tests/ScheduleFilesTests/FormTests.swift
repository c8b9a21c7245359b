import Foundation
import TestSupport
import Testing
import Timekeeping

@testable import ScheduleFiles

/// Every small grammar has one parser, one printer and one manual spelling, and they agree.
@Suite("Small grammars")
struct FormTests {
  @Test("print(parse(x)) is canonical: parsed and printed again it stays", arguments: SchemaDocument.forms.indices)
  func roundTrip(index: Int) throws {
    let form = SchemaDocument.forms[index]
    let name = form.definition.name
    for example in form.examples {
      let printed = try #require(form.canonical(example), "\(name): \(example)")
      #expect(form.canonical(printed) == printed, "\(name): \(example)")
      #expect(printed.range(of: form.pattern, options: .regularExpression) != nil, "\(name): \(printed)")
    }
  }

  private func spelled<Value>(_ form: Form<Value>, _ text: String) -> String { form.tidy(text) }

  @Test("what people write otherwise comes into the manual's spelling")
  func tidied() {
    #expect(
      spelled(TimeForms.weeklyHours, "Mon – Fri 9:00 - 17:00 ,Sat 9:30-12:00") == "mon-fri 09:00-17:00, sat 09:30-12:00"
    )
    #expect(
      spelled(TimeForms.weeklyHours, "Monday, Wednesdays 8:00-9:00,10:00-11:00") == "mon,wed 08:00-09:00, 10:00-11:00")
    #expect(spelled(TimeForms.weeklyHours, " Always ") == "always")
    #expect(spelled(TimeForms.dayHours, "CLOSED") == "closed")
    #expect(spelled(TimeForms.dates, "2026-1-5 .. 2026-01-9") == "2026-01-05..2026-01-09")
    #expect(spelled(TimeForms.handoff, "Monday  9:00") == "mon 09:00")
    #expect(spelled(TimeForms.moment, "Thurs 12:00") == "thu 12:00")
    #expect(spelled(TimeForms.duration, "1 Hours 30  minute") == "1 hour 30 minutes")
    #expect(spelled(TimeForms.cadence, "Every 2 week") == "every 2 weeks")
    #expect(spelled(TimeForms.target, "4 Business Hour") == "4 business hours")
    #expect(spelled(TimeForms.target, "Same Day") == "same day")
    #expect(spelled(TimeForms.target, "1 Business Days To Closing") == "1 business day to closing")
    #expect(spelled(TimeForms.target, "same day less 1 Hours") == "same day less 1 hour")
    #expect(spelled(TimeForms.review, "Weekly Monday 9:00") == "weekly mon 09:00")
    #expect(spelled(NumberForms.share, "60 %") == "60%")
    #expect(spelled(NumberForms.capacity, "08") == "8")
    #expect(spelled(NumberForms.times, "1 times") == "1 time")
  }

  @Test("a text in the manual's spelling is left as it is, also in units of the author's choice")
  func untouched() {
    for text in ["60 minutes", "24 hours", "90 seconds"] { #expect(spelled(TimeForms.duration, text) == text) }
    for text in ["mon-fri 09:00-12:30, 13:30-17:00, sat 10:00-12:00", "mon,wed,fri 09:00-12:00", "20:00-08:00"] {
      #expect(spelled(TimeForms.weeklyHours, text) == text)
    }
    for form in SchemaDocument.forms {
      for example in form.examples { #expect(form.tidy(example) == example, "\(form.definition.name)") }
    }
  }

  @Test(
    "what cannot be read in any spelling is told by the part that is wrong",
    arguments: [
      ("slots: Mon-Fri 9-17", "'9-17' is not a time window"), ("slots: Noon", "'noon' is not a weekday"),
      ("slots: Mon 09:00-10:00, goal: 20 Min", "'20 min' is not a duration"),
    ])
  func wrong(keys: String, what: String) throws {
    let text = "team: t\nzone: Etc/UTC\nmembers: [{ id: ana }]\nduties: { d: { \(keys) } }"
    #expect(Reading.read(text).problems.map(\.what) == [what])
  }

  @Test(
    "weekly hours drawn at random are printed so that they read back, and so that nothing is left to tidy",
    arguments: 1...60)
  func weekly(seed: Int) throws {
    var dice = Dice(seed: seed)
    let windows = (0..<dice.roll(1...6)).compactMap { _ -> WeeklyWindow? in
      let start = dice.roll(0...95) * 15
      return WeeklyWindow(weekday: dice.pick(Weekday.allCases), start: start, end: start + dice.roll(1...96) * 15)
    }
    let hours = WeeklyHours(windows)
    #expect(try TimeForms.weeklyHours.parse(hours.description) == hours, "seed \(seed)")
    #expect(spelled(TimeForms.weeklyHours, hours.description) == hours.description, "seed \(seed)")
  }

  @Test("amounts drawn at random are printed so that they read back", arguments: 1...60)
  func amounts(seed: Int) throws {
    var dice = Dice(seed: seed)
    let span = PlainDuration(.seconds(dice.roll(1...2_000_000)))
    #expect(try TimeForms.duration.parse(span.description) == span, "seed \(seed)")
    #expect(spelled(TimeForms.duration, span.description) == span.description, "seed \(seed)")
    let hundredths = dice.roll(0...99_999)
    #expect(try NumberForms.weight.parse(NumberForms.weight.print(hundredths)) == hundredths)
    #expect(try NumberForms.leaveDays.parse(NumberForms.leaveDays.print(hundredths)) == hundredths)
  }

  @Test(
    "what can be misread is explained: the last day of an until and of a range, windows over midnight, claims (T1, T7)")
  func explained() {
    let file = SourceFile(path: "team.yaml", bytes: Array(WholeGrammarTests.file.utf8))
    let texts = Reading.reader.check([file]).understood.map(\.text)
    #expect(texts.contains("until 2026-10-17: Friday 16 October 2026 is the last day"))
    #expect(texts.contains("20:00-08:00 ends on the day after the one it begins on"))
    #expect(
      texts.contains("claim until thu 12:00: slots of a week may be chosen until Thursday 12:00 of the week before it"))
    #expect(
      DateWords.range(DateRange(CivilDate(daysSinceEpoch: 20_000))) == nil, "one day cannot be misread")
    let range = try? DateRange(text: "2026-12-24..2026-12-28")
    #expect(
      range.flatMap(DateWords.range)
        == "2026-12-24..2026-12-28 is 5 days, from Thursday 24 December 2026 to Monday 28 December 2026, that day included"
    )
  }
}
