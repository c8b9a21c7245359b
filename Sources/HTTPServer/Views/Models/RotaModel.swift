import Timekeeping
import Workflows

/// One week of a team, for the grid and for the list per day.
struct RotaModel: Sendable {
  struct Day: Sendable {
    var isoDate: String
    var dayName: String
    var isToday: Bool
    var dayStyle: String
    var entries: [Entry]
  }

  /// A line of the list per day.
  struct Entry: Sendable {
    var entryDuty: String
    var entryHours: String
    var entryChips: [RotaChip]
  }

  let rotaTeam: String
  /// `This week`, `Next week`.
  let weekTitle: String
  /// `the rest of this week`, `next week`.
  let weekSpan: String
  /// `this week`, `next week`.
  let weekWords: String
  /// Of the next week: shown at once from Friday on, when it is what people look for.
  let isNear: Bool
  let week: String
  let weekName: String
  let days: [Day]
  let groups: [RotaGroup]
  let hasRows: Bool
  let conflicts: Int
  let hasConflicts: Bool
  let conflictCount: String
  /// Required time that nobody fills although its rota stands.
  let gapList: [String]
  let hasGaps: Bool
  let gapCount: String
  /// Required time whose rota is still to be published.
  let unpublishedList: [String]
  let unpublished: Bool
  let unpublishedCount: String
  /// Rows, and nothing missing.
  let isWhole: Bool
  /// Neither rows nor anything missing.
  let isBlank: Bool

  /// `people` are the ids of the team in the order of its file: each has one colour in every week.
  init(_ grid: WeekGrid, team: String, clock: ViewClock, people: [String]) {
    let today = clock.today
    rotaTeam = team
    let isThisWeek = today >= grid.week.monday
    weekTitle = isThisWeek ? "This week" : "Next week"
    weekWords = weekTitle.lowercased()
    weekSpan = isThisWeek ? "the rest of this week" : weekWords
    isNear = today.weekday >= .fri
    week = grid.week.description
    weekName = "\(DateWords.span(grid.week.monday, grid.week.monday + 6)), week \(grid.week.number)"
    let styles = grid.week.days.map { Self.style($0, today: today) }
    let groups = RotaGroup.all(grid.rows, styles: styles, people: people)
    self.groups = groups
    days = grid.week.days.enumerated().map { index, date in
      Day(
        isoDate: "\(date)", dayName: DateWords.short(date), isToday: date == today, dayStyle: styles[index],
        entries: groups.flatMap { $0.entries(day: index) })
    }
    hasRows = !grid.rows.isEmpty
    conflicts = Self.leaveDays(grid)
    hasConflicts = conflicts > 0
    conflictCount = "\(conflicts) \(Self.leaveNoun(conflicts))"
    unpublishedList = grid.gaps.filter { !$0.isPublished }.map { Self.words($0, clock) }
    unpublished = !unpublishedList.isEmpty
    unpublishedCount = Self.count(unpublishedList.count, "period is", "periods are")
    gapList = grid.gaps.filter(\.isPublished).map { Self.words($0, clock) }
    hasGaps = !gapList.isEmpty
    gapCount = Self.count(gapList.count, "gap", "gaps")
    isWhole = hasRows && grid.gaps.isEmpty
    isBlank = !hasRows && grid.gaps.isEmpty
  }

  /// Each member's days with leave against a shift, each day once however often it is cut.
  private static func leaveDays(_ grid: WeekGrid) -> Int {
    grid.week.days.indices.reduce(0) { sum, day in
      let cells = grid.rows.flatMap { day < $0.days.count ? $0.days[day] : [] }
      return sum + Set(cells.filter(\.isConflict).map(\.member)).count
    }
  }

  private static func style(_ date: CivilDate, today: CivilDate) -> String {
    let kind = date.weekday >= .sat ? "weekend" : "weekday"
    return date == today ? kind + " today" : date < today ? kind + " past" : kind
  }

  /// `secondary: today 15:00 – 18:00`, with the second day where it is another one.
  private static func words(_ open: WeekGrid.OpenTime, _ clock: ViewClock) -> String {
    let (start, end) = (clock.civil(open.interval.start), clock.civil(open.interval.end))
    let until = start.date == end.date ? "\(end.time)" : clock.label(open.interval.end)
    return "\(open.dutyTitle): \(clock.label(open.interval.start)) – \(until)"
  }

  /// What a conflict here is: `coverage` looks for more, such as broken rules, so that the general word says too much.
  static func leaveNoun(_ number: Int) -> String { number == 1 ? "leave day on the rota" : "leave days on the rota" }

  private static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }
}

/// A name in the rota.
struct RotaChip: Sendable {
  struct StandIn: Sendable {
    var standInName: String
    var standInDuty: String
    var standInTone: Int
  }

  var chipName: String
  /// The hours, where they are not those of the line.
  var chipHours: String?
  var conflict: Bool
  /// One of eight colours, the same for one person wherever they stand; never the only sign of anything.
  var tone: Int
  /// Those who answer while the member is on leave.
  var standIns: [StandIn]
  /// Nobody does.
  var chipOpen: Bool
}
