import Timekeeping

/// The repeats of one series, found by the dates that exceptions name them with.
struct RepeatIndex {
  private var all: [Repeat?]
  private let homes: [EventZone]
  private var byDate: [CivilDate: [Int]] = [:]
  private var byInstant: [Timestamp: Int] = [:]
  private var byWall: [CivilDateTime: Int] = [:]

  /// `repeats` are as planned, in order.
  init(_ repeats: [Repeat], _ homes: [EventZone]) {
    all = repeats
    self.homes = homes
    for (place, one) in repeats.enumerated() {
      byDate[one.start.wall.date, default: []].append(place)
      guard let instant = one.start.instant else { continue }
      byInstant[instant] = byInstant[instant] ?? place
      byWall[one.start.wall] = byWall[one.start.wall] ?? place
    }
  }

  var repeats: [Repeat] { all.compactMap { $0 } }

  /// The places of what `moment` names: the same instant; else the same date where either is a whole day; else the same
  /// time on the wall, as Exchange writes it in zones of others.
  func find(_ moment: Moment) -> [Int] {
    guard let instant = moment.instant, !byInstant.isEmpty else { return byDate[date(of: moment)] ?? [] }
    if let place = byInstant[instant] { return [place] }
    guard moment.zone != .utc, let place = byWall[moment.wall] else { return [] }
    return [place]
  }

  /// The date a whole day is named by: an instant that is midnight where the calendar lives is that day.
  private func date(of moment: Moment) -> CivilDate {
    guard moment.zone == .utc, moment.wall.secondOfDay != 0, let instant = moment.instant else {
      return moment.wall.date
    }
    return homes.day(beginningAt: instant) ?? moment.wall.date
  }

  func original(_ place: Int) -> Moment? { all[place]?.original }

  mutating func remove(_ places: [Int]) {
    for place in places { all[place] = nil }
  }

  mutating func add(_ more: [Repeat]) { all += more.map { $0 } }

  /// Changes, moves or cancels the repeat that `change` names and all after it.
  mutating func change(from change: EventRecord) {
    guard let replaces = change.replaces else { return }
    let anchor = find(replaces).first.flatMap { all[$0]?.original?.wall } ?? wall(of: replaces)
    let shift = change.start.wall.secondsSinceEpoch - anchor.secondsSinceEpoch
    for place in all.indices {
      guard let one = all[place], let original = one.original, original.wall >= anchor else { continue }
      all[place] = change.isCancelled ? nil : Self.moved(one, from: original, by: shift, change)
    }
  }

  /// What the clock of the series reads at `moment`, which may be written in another zone, as of one too long ago to be
  /// among the repeats.
  private func wall(of moment: Moment) -> CivilDateTime {
    let zone = all.lazy.compactMap { $0?.original?.zone }.first
    guard let zone, let instant = moment.instant else { return moment.wall }
    return zone.wall(instant)
  }

  private static func moved(_ one: Repeat, from original: Moment, by shift: Int64, _ change: EventRecord) -> Repeat {
    let wall = original.wall.adding(seconds: shift)
    let start: Moment = change.start.zone.map { .time(wall, $0) } ?? .day(wall.date)
    return Repeat(original: one.original, start: start, length: change.length, record: change)
  }
}
