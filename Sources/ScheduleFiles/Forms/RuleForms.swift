import Drafting
import Scheduling
import Timekeeping

/// The small grammars of the rules for drafting.
enum RuleForms {
  private static let number = "[0-9]{1,4}"
  private static let points = "\(number) points?"
  private static let amount = "[0-9]{1,7} (week|day|hour|minute|second)s?"
  private static let duration = "\(amount)( \(amount))*"

  /// Points that a draft pays.
  static let price = Form<Int>(
    name: "price", about: "What a draft pays, in points, 1000 at the most; a slot that nobody stands costs 10,000.",
    pattern: "^\(points)$", examples: ["20 points", "1 point"], tidy: Tidy.amounts, print: { pointsText($0) }
  ) { text throws(TextProblem) in
    guard let points = pointsValue(text.split(separator: " ")) else { throw notPoints(text) }
    return points
  }

  /// How many at the most, and what each one more costs.
  static let countLimit = Form<PricedCount>(
    name: "count-limit", about: "How many at the most, 1 to 99; with `else`, each one more is possible and costs that.",
    pattern: "^[0-9]{1,2}( else \(points))?$", examples: ["3", "2 else 60 points"], looksTyped: true,
    tidy: Tidy.amounts,
    print: \.text
  ) { text throws(TextProblem) in
    let (head, price) = try limit(text)
    guard let count = decimal(head, limit: 2), count > 0 else {
      throw TextProblem(
        "'\(shortened(text))' is not a number from 1 to 99", help: "write it like 3, or 3 else 20 points")
    }
    return PricedCount(most: count, price: price)
  }

  /// The same of one duty, in hours or in shifts.
  static let dutyLimit = Form<PricedAmount>(
    name: "duty-limit",
    about: "How much at the most, in hours or shifts; with `else`, each one more is possible and costs that.",
    pattern: "^([0-9]{1,2} shifts?|\(duration))( else \(points))?$",
    examples: ["8 hours", "3 shifts", "10 hours else 5 points"], tidy: Tidy.amounts, print: \.text
  ) { text throws(TextProblem) in
    let (head, price) = try limit(text)
    let words = head.split(separator: " ")
    if words.count == 2, ["shift", "shifts"].contains(words[1]), let count = decimal(words[0], limit: 2), count > 0 {
      return PricedAmount(most: .count(count), price: price)
    }
    guard let time = try? PlainDuration(text: head), time.duration > .zero else {
      throw TextProblem(
        "'\(shortened(text))' is not an amount of hours or shifts", help: "write it like 8 hours or 3 shifts")
    }
    return PricedAmount(most: .time(time), price: price)
  }

  static let days = NumberForms.count("days", "How many days:", in: 1...31)

  /// How far slots must lie inside working hours.
  static let workingHours = Form<WorkingHoursDemand>(
    name: "working-hours",
    about: "How far slots lie inside their members' working hours; within some time, earlier or later counts too.",
    pattern: "^(any|within \(duration)|(required|preferred|\(points))( within \(duration))?)$",
    examples: ["required", "within 1 hour", "preferred", "10 points within 30 minutes", "any"], tidy: Tidy.amounts,
    print: \.text
  ) { text throws(TextProblem) in
    let words = text.split(separator: " ")
    let split = words.firstIndex(of: "within") ?? words.endIndex
    let tolerance = split < words.endIndex ? words[(split + 1)...].joined(separator: " ") : nil
    guard let outside = outside(words[..<split], isAlone: tolerance == nil) else { throw notWorkingHours(text) }
    guard let tolerance else { return WorkingHoursDemand(outside: outside) }
    guard let time = try? PlainDuration(text: tolerance), time.duration > .zero, time.duration <= .hours(12) else {
      throw TextProblem(
        "'\(shortened(text))' does not say within what time, up to 12 hours", help: "write it like within 1 hour")
    }
    return WorkingHoursDemand(outside: outside, tolerance: time)
  }

  private static func outside(_ words: ArraySlice<Substring>, isAlone: Bool) -> RulePrice? {
    switch words.first {
    case nil where !isAlone: .never
    case "required" where words.count == 1: .never
    case "preferred" where words.count == 1: WorkingHoursDemand.preferred.outside
    case "any" where words.count == 1 && isAlone: WorkingHoursDemand.any.outside
    default: pointsValue(Array(words)).map { .points($0) }
    }
  }

  private static func notWorkingHours(_ text: String) -> TextProblem {
    TextProblem(
      "'\(shortened(text))' is not a demand on working hours",
      help: "write one of: required, within 1 hour, preferred, any, or points such as 20 points")
  }

  // MARK: Points

  /// `3 else 20 points` as `3` and 20.
  private static func limit(_ text: String) throws(TextProblem) -> (head: String, price: Int?) {
    let words = text.split(separator: " ")
    guard let split = words.firstIndex(of: "else") else { return (text, nil) }
    guard let price = pointsValue(Array(words[(split + 1)...])) else { throw notPoints(text) }
    return (words[..<split].joined(separator: " "), price)
  }

  private static func pointsValue(_ words: [Substring]) -> Int? {
    guard words.count == 2, ["point", "points"].contains(words[1]), let points = decimal(words[0], limit: 4),
      (1...RulePrice.mostPoints).contains(points)
    else { return nil }
    return points
  }

  private static func notPoints(_ text: String) -> TextProblem {
    TextProblem(
      "'\(shortened(text))' does not name 1 to \(RulePrice.mostPoints) points", help: "write it like 20 points")
  }

  static func pointsText(_ points: Int) -> String { "\(points) point\(points == 1 ? "" : "s")" }
}

/// `2 else 60 points`.
struct PricedCount: Sendable, Hashable {
  var most: Int
  var price: Int?

  var text: String { "\(most)" + PricedAmount.otherwise(price) }
}

/// `8 hours else 5 points`.
struct PricedAmount: Sendable, Hashable {
  var most: CountLimit.Amount
  var price: Int?

  var text: String {
    switch most {
    case .count(let count): "\(count) shift\(count == 1 ? "" : "s")" + Self.otherwise(price)
    case .time(let time): "\(time)" + Self.otherwise(price)
    }
  }

  static func otherwise(_ price: Int?) -> String { price.map { " else \(RuleForms.pointsText($0))" } ?? "" }
}

extension WorkingHoursDemand {
  /// As files write it.
  var text: String {
    let within = tolerance.map { "within \($0)" }
    switch outside {
    case .never: return within ?? "required"
    case .points(0): return "any"
    case _ where outside == Self.preferred.outside:
      return ["preferred", within].compactMap { $0 }.joined(separator: " ")
    case .points(let points):
      return [RuleForms.pointsText(points), within].compactMap { $0 }.joined(separator: " ")
    }
  }
}

extension Grammar where Value == RulePrice {
  /// One of a few words, or points.
  static func priced(_ words: KeyValuePairs<String, RulePrice>) -> Grammar {
    let word = Grammar.choice(words, or: "points such as 20 points")
    let points = RuleForms.price.grammar.map { RulePrice.points($0) }
    return Grammar(schema: .object(["anyOf": .list([word.schema, points.schema])])) { node, context in
      node.text?.first?.isNumber == true ? points.read(node, context) : word.read(node, context)
    }
  }
}

extension RuleForms {
  /// A member's own rule of how they are paged; the schema sees less than the reader.
  static let paging = Form(
    PagingRule.self, name: "paging-rule",
    about: "From which priority on, at which hours, on which channels: the first at once, others after some time.",
    pattern: "^(from [a-z0-9-]+ )?(hours .+ )?use [^ ]+.*$",
    examples: [
      "use ntfy and phone after 3 minutes", "from urgent use ntfy and phone after 3 minutes",
      "hours mon-fri 09:00-17:00 use slack and email after 5 minutes",
    ])
}
