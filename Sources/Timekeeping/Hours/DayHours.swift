/// The windows of one particular day as people write them: `09:00-13:00`, `09:00-12:00, 13:00-17:00` or `closed`.
package struct DayHours: Sendable, Hashable, TextForm {
  /// Sorted; empty means closed.
  package let windows: [DayWindow]

  package init(_ windows: [DayWindow]) { self.windows = windows.sorted() }

  package static let closed = DayHours([])

  package static let form = "time windows such as 09:00-12:00, 13:00-17:00, or closed"

  package init(text: String) throws(TextProblem) {
    if text == "closed" {
      self = .closed
      return
    }
    var windows: [DayWindow] = []
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let window = try? DayWindow(text: piece.split(separator: " ").joined(separator: " ")) else {
        throw Self.problem(text, "the hours of a day")
      }
      windows.append(window)
    }
    self.init(windows)
  }

  package var description: String {
    windows.isEmpty ? "closed" : windows.map(\.description).joined(separator: ", ")
  }
}
