/// What is promised, each kind in its own unit: hours and days are different things (rule O4).
package enum Target: Sendable, Hashable {
  /// No promise.
  case none
  /// Real time: `60 minutes`, `24 hours`.
  case elapsed(Duration)
  /// Open time: `4 business hours`.
  case businessHours(Duration)
  /// The same wall time so many days later: `1 day`.
  case days(Int)
  /// `5 business days`: at the same clock (rule O5).
  case businessDays(Int)
  /// `2 business days to closing`: at the closing of the second business day, the other reading of O5.
  case closing(Int)
  /// Closing of the day of receipt, or of the next business day for what comes later than `cutoff` before it (rule O6).
  case sameDay(cutoff: Duration = .zero)
  /// Midnight after the instant of receipt (E4).
  case calendarDay

  /// True for promises in open time, which need office hours to say what they mean (rules O4 to O6).
  package var countsOpenTime: Bool {
    switch self {
    case .businessHours, .businessDays, .closing, .sameDay: true
    case .none, .elapsed, .days, .calendarDay: false
    }
  }
}

extension Target: TextForm {
  package static let form =
    "a target such as 60 minutes, 24 hours, 4 business hours, 1 day, 5 business days, 1 business day to closing, "
    + "same day, same day less 1 hour, same calendar day or none"

  package init(text: String) throws(TextProblem) {
    let words = text.split(separator: " ").joined(separator: " ")
    switch words {
    case "none": self = .none
    case "same day": self = .sameDay()
    case "same calendar day": self = .calendarDay
    default:
      let target = Self.early(words) ?? Self.closing(words) ?? Self.counted(words)
      guard let target else { throw Self.problem(text, "a target") }
      self = target
    }
  }

  /// `same day less 1 hour`.
  private static func early(_ text: String) -> Target? {
    let start = "same day less "
    guard text.hasPrefix(start), let amounts = Amounts.read(text.dropFirst(start.count)),
      let seconds = Amounts.seconds(amounts, units: Amounts.clockUnits), seconds > 0, seconds < 86_400
    else { return nil }
    return .sameDay(cutoff: .seconds(seconds))
  }

  /// `2 business days to closing`.
  private static func closing(_ text: String) -> Target? {
    let end = " to closing"
    guard text.hasSuffix(end), case .businessDays(let count)? = counted(String(text.dropLast(end.count))) else {
      return nil
    }
    return .closing(count)
  }

  /// `4 hours`, `4 business hours`, `1 business hour 30 business minutes`, `1 day`, `5 business days`.
  private static func counted(_ text: String) -> Target? {
    let business = text.contains(" business ")
    let amounts = Amounts.read(business ? text.replacing(" business ", with: " ") : text)
    guard let amounts, !business || text.split(separator: " ").count == 3 * amounts.count else { return nil }
    if amounts.count == 1, amounts[0].unit == "day" {
      guard (1...Amounts.longestDays).contains(amounts[0].count) else { return nil }
      return business ? .businessDays(amounts[0].count) : .days(amounts[0].count)
    }
    guard let seconds = Amounts.seconds(amounts, units: Amounts.clockUnits) else { return nil }
    return business ? .businessHours(.seconds(seconds)) : .elapsed(.seconds(seconds))
  }

  package var description: String {
    switch self {
    case .none: "none"
    case .sameDay(.zero): "same day"
    case .sameDay(let cutoff): "same day less \(Amounts.clockText(seconds: Int(cutoff.components.seconds)))"
    case .calendarDay: "same calendar day"
    case .elapsed(let duration): Amounts.clockText(seconds: Int(duration.components.seconds))
    case .businessHours(let duration):
      Amounts.clockText(seconds: Int(duration.components.seconds), prefix: "business ")
    case .days(let count): Amounts.text(count, "day")
    case .businessDays(let count): Amounts.text(count, "business day")
    case .closing(let count): "\(Amounts.text(count, "business day")) to closing"
    }
  }
}
