import Scheduling
import Timekeeping
import Triage

/// The small grammars of numbers with what they count.
enum NumberForms {
  /// A whole number from `range`.
  static func count(_ name: String, _ about: String, in range: ClosedRange<Int>) -> Form<Int> {
    Form(
      name: name, about: "\(about) \(range.lowerBound) to \(range.upperBound).", pattern: "^[0-9]{1,6}$",
      examples: [String(range.lowerBound)], looksTyped: true, tidy: Tidy.number, print: { "\($0)" }
    ) { text throws(TextProblem) in
      guard let number = decimal(text, limit: 6), range.contains(number) else {
        throw TextProblem(
          "'\(shortened(text))' is not a number from \(range.lowerBound) to \(range.upperBound)",
          help: "write it in digits, such as \(range.lowerBound)")
      }
      return number
    }
  }

  static let people = count("people", "How many at once:", in: 1...100)
  static let rank = count("rank", "The higher rank wins:", in: 1...99)
  static let nights = count("nights", "How many nights one after the other:", in: 1...31)
  static let megabytes = count("megabytes", "How many megabytes:", in: 0...25)
  static let copies = count("copies", "How many copies:", in: 0...366)
  static let capacity = count("capacity", "How many tickets at once:", in: 1...1000)

  static let followUps = count("follow-ups", "How often a customer is asked again:", in: 1...10)
  static let leaguePoints = count("league-points", "Points for one contribution:", in: 0...1000)
  static let factor = count("factor", "How many times as much:", in: 1...10)
  static let effortScale = count("effort-scale", "The best answer of a survey:", in: 3...10)

  static let share = Form<Int>(
    name: "share", about: "A part-time share of a full one, 1% to 100%.", pattern: "^[0-9]{1,3}%$",
    examples: ["100%", "60%"], tidy: Tidy.number, print: { "\($0)%" }
  ) { text throws(TextProblem) in
    guard text.hasSuffix("%"), let share = decimal(text.dropLast(), limit: 3), (1...100).contains(share) else {
      throw TextProblem("'\(shortened(text))' is not a share from 1% to 100%", help: "write it like 60%")
    }
    return share
  }

  static let points = Form<PointsRate>(
    name: "points", about: "League points of an hour on shift.", pattern: "^[0-9]{1,4}(\\.[0-9]{1,2})? per hour$",
    examples: ["1 per hour", "2 per hour"], tidy: Tidy.lower,
    print: { "\(text(hundredths: $0.hundredthsPerHour)) per hour" }
  ) { text throws(TextProblem) in
    guard text.hasSuffix(" per hour"), let points = hundredths(text.dropLast(9)) else {
      throw TextProblem("'\(shortened(text))' is not a rate of points", help: "write it like 2 per hour")
    }
    return PointsRate(hundredthsPerHour: points)
  }

  /// In hundredths of a day.
  static let leaveDays = Form<Int>(
    name: "leave-days", about: "Leave that is earned.", pattern: "^[0-9]{1,4}(\\.[0-9]{1,2})? (leave )?days?$",
    examples: ["0.25 leave days", "1 leave day"], tidy: Tidy.lower,
    print: { "\(text(hundredths: $0)) leave day\($0 == 100 ? "" : "s")" }
  ) { text throws(TextProblem) in
    let words = text.split(separator: " ")
    let isDays = [["leave", "days"], ["leave", "day"], ["days"], ["day"]].contains(words.dropFirst().map(String.init))
    guard isDays, let number = words.first, let days = hundredths(number) else {
      throw TextProblem("'\(shortened(text))' is not an amount of leave", help: "write it like 0.25 leave days")
    }
    return days
  }

  /// In hundredths.
  static let weight = Form<Int>(
    name: "weight", about: "How much something counts; 1 is normal.", pattern: "^[0-9]{1,4}(\\.[0-9]{1,2})?$",
    examples: ["2", "1.5"], looksTyped: true, print: { text(hundredths: $0) }
  ) { text throws(TextProblem) in
    guard let weight = hundredths(text) else {
      throw TextProblem("'\(shortened(text))' is not a weight", help: "write a number such as 2 or 1.5")
    }
    return weight
  }

  /// `3 in 1 hour`.
  static let rate = Form<RateLimit>(
    name: "rate", about: "How many tickets in a time.", pattern: "^[0-9]{1,4} in [0-9a-z ]{3,60}$",
    examples: ["3 in 1 hour", "10 in 24 hours"], tidy: Tidy.lower, print: { "\($0.count) in \($0.window)" }
  ) { text throws(TextProblem) in
    let words = text.split(separator: " ", maxSplits: 2).map(String.init)
    guard words.count == 3, words[1] == "in", let count = decimal(words[0], limit: 4), count > 0,
      let window = try? PlainDuration(text: words[2]), window.duration > .zero, window.duration <= .hours(24)
    else {
      throw TextProblem(
        "'\(shortened(text))' is not a number of tickets in a time of up to a day", help: "write it like 3 in 1 hour")
    }
    return RateLimit(count: count, window: window)
  }

  static let weeks = counted("weeks", "A number of weeks.", unit: "week", in: 1...104)
  static let times = counted("times", "How often.", unit: "time", in: 1...100)

  /// `13 weeks`, `1 week`.
  private static func counted(_ name: String, _ about: String, unit: String, in range: ClosedRange<Int>) -> Form<Int> {
    Form(
      name: name, about: about, pattern: "^[0-9]{1,3} \(unit)s?$", examples: ["1 \(unit)", "3 \(unit)s"],
      tidy: Tidy.amounts, print: { "\($0) \(unit)\($0 == 1 ? "" : "s")" }
    ) { text throws(TextProblem) in
      let words = text.split(separator: " ").map(String.init)
      guard words.count == 2, [unit, unit + "s"].contains(words[1]), let count = decimal(words[0], limit: 3),
        range.contains(count)
      else {
        throw TextProblem(
          "'\(shortened(text))' is not a number of \(unit)s from \(range.lowerBound) to \(range.upperBound)",
          help: "write it like 3 \(unit)s")
      }
      return count
    }
  }

  /// 150 as `1.5`: the opposite of `hundredths`.
  private static func text(hundredths: Int) -> String {
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(whole)" }
    return rest.isMultiple(of: 10) ? "\(whole).\(rest / 10)" : "\(whole).\(padded(rest))"
  }

  /// `1.5` as 150: at most four digits before the point and two after it.
  private static func hundredths(_ text: some StringProtocol) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = decimal(parts[0], limit: 4) else { return nil }
    guard parts.count == 2 else { return whole * 100 }
    guard let fraction = decimal(parts[1], limit: 2) else { return nil }
    return whole * 100 + (parts[1].utf8.count == 1 ? fraction * 10 : fraction)
  }
}
