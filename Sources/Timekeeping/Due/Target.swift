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
  /// `5 business days`, in the reading of the policy (rule O5).
  case businessDays(Int)
  /// Closing of the day of receipt (rule O6).
  case sameDay
}

extension Target: TextForm {
  package static let form =
    "a target such as 60 minutes, 24 hours, 4 business hours, 1 day, 5 business days, same day or none"

  package init(text: String) throws(TextProblem) {
    let words = text.split(separator: " ").joined(separator: " ")
    switch words {
    case "none": self = .none
    case "same day": self = .sameDay
    default:
      guard let target = Self.counted(words) else { throw Self.problem(text, "a target") }
      self = target
    }
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
    case .sameDay: "same day"
    case .elapsed(let duration): Amounts.clockText(seconds: Int(duration.components.seconds))
    case .businessHours(let duration):
      Amounts.clockText(seconds: Int(duration.components.seconds), prefix: "business ")
    case .days(let count): Amounts.text(count, "day")
    case .businessDays(let count): Amounts.text(count, "business day")
    }
  }
}
