/// What was noticed while a file was read: the first ones only, so that a broken file does not fill the memory.
struct Remarks {
  private(set) var list: [CalendarProblem] = []

  mutating func add(_ problem: CalendarProblem) {
    if list.count < HolidayLimits.remarks { list.append(problem) }
  }

  mutating func add(line: Int, _ what: @autoclosure () -> String) {
    if list.count < HolidayLimits.remarks { list.append(CalendarProblem(line: line, what: what())) }
  }
}
