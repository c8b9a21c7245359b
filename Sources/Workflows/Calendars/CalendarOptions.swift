/// How the events of a subscribed calendar become leave.
package struct CalendarOptions: Codable, Sendable, Hashable {
  /// Only events that have one of these words in their summary or categories; all where there is none.
  package var only: [String] = []
  /// Without events that have one of these, such as `remote`.
  package var except: [String] = []
  /// Take 00:00–23:59 and whole days of UTC as they are written, not as whole days where the member lives.
  package var exactTimes = false
  /// Leave out events that are shown as free, and those not yet confirmed: leave is leave, so neither by default.
  package var skipFree = false
  package var skipTentative = false
  /// How often it is read, in minutes.
  package var everyMinutes = 60

  package static let minutes = 15...10_080
  static let words = 50

  package init(
    only: [String] = [], except: [String] = [], exactTimes: Bool = false, skipFree: Bool = false,
    skipTentative: Bool = false, everyMinutes: Int = 60
  ) {
    self.only = only
    self.except = except
    self.exactTimes = exactTimes
    self.skipFree = skipFree
    self.skipTentative = skipTentative
    self.everyMinutes = everyMinutes
  }

  func check() throws {
    guard Self.minutes.contains(everyMinutes) else {
      throw OperatorProblem(
        .refused, "a calendar cannot be read every \(everyMinutes) minutes",
        help: "give \(Self.minutes.lowerBound) to \(Self.minutes.upperBound)")
    }
    guard only.count <= Self.words, except.count <= Self.words else {
      throw OperatorProblem(.refused, "more than \(Self.words) words to filter by", help: "give fewer")
    }
  }
}
