/// The classic family: Curtois and Qu's text format of sections with comma-separated lines.
struct ClassicInstance: Sendable {
  struct Shift: Sendable {
    var id: String
    var minutes: Int
    /// Shifts that cannot stand on the next day.
    var forbids: [String]
  }

  struct Employee: Sendable {
    var id: String
    /// By shift: how often at most.
    var most: [String: Int]
    var mostMinutes: Int
    var leastMinutes: Int
    var mostInARow: Int
    var leastInARow: Int
    var leastFree: Int
    var mostWeekends: Int
  }

  struct Request: Sendable {
    var employee: String
    var day: Int
    var shift: String
    var weight: Int
  }

  struct Cover: Sendable {
    var day: Int
    var shift: String
    var need: Int
    var under: Int
    var over: Int
  }

  var horizon = 0
  var shifts: [Shift] = []
  var staff: [Employee] = []
  /// By employee.
  var daysOff: [String: Set<Int>] = [:]
  var wishesOn: [Request] = []
  var wishesOff: [Request] = []
  var cover: [Cover] = []
}
