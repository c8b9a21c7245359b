import Timekeeping

/// Which units of a grid have any of a layer's hours: a pattern that comes again after whole weeks of wall-clock time,
/// or a list of units where the layer names its days.
struct WorkedUnits: Sendable {
  /// In units.
  private let period: Int
  /// The units with hours in the first period, sorted.
  private let places: [Int]
  /// Units that the pattern has and that are left out, sorted; where `isList`, the only units there are.
  private let named: [Int]
  private let isList: Bool
  /// In a list, how far before its first and behind its last unit another is counted: nobody meets those.
  private let far: Int

  static let every = WorkedUnits(period: 1, places: [0])
  private static let week: Int64 = 604_800
  /// A hundred years.
  private static let long: Int64 = 3_155_760_000

  private init(period: Int, places: [Int], named: [Int] = [], isList: Bool = false, far: Int = 1) {
    self.period = period
    self.places = places
    self.named = named
    self.isList = isList
    self.far = far
  }

  /// Units of `length` seconds on the wall, one after the other from `start` on.
  init(start: CivilDateTime, length: Int64, hours: DatedHours) {
    let grid = UnitGrid(start: start, length: length)
    let period = Int(Self.week / Self.common(Self.week, length))
    let places = (0..<period).filter { grid.isTouched($0, by: hours.weekly) }
    let far = Int(Self.long / length)
    if let only = hours.days?.only {
      let listed = Set(only.flatMap(\.days).flatMap { grid.units(of: hours, on: $0) }).sorted()
      self.init(period: period, places: listed.isEmpty ? [] : places, named: listed, isList: true, far: far)
    } else {
      let left = (hours.days?.except ?? []).flatMap(\.days).flatMap { date in
        grid.units(of: DatedHours(weekly: hours.weekly), on: date).filter { !grid.isTouched($0, by: hours) }
      }
      self.init(period: period, places: places, named: Set(left).sorted())
    }
  }

  var isNone: Bool { places.isEmpty }
  /// True when no unit is left out.
  var isEvery: Bool { !isList && named.isEmpty && places.count == period }

  /// How many worked units lie before `unit`; negative before the start.
  func count(before unit: Int) -> Int {
    if isList { return listed(before: unit) - listed(before: 0) }
    return patterned(before: unit) - (place(of: unit) - place(of: 0))
  }

  /// The worked unit with number `index`; 0 is the first one at or after the start.
  func unit(_ index: Int) -> Int {
    guard !places.isEmpty else { return index }
    if isList { return listed(at: index + listed(before: 0)) }
    if named.isEmpty { return patterned(at: index) }
    // What is left out moves the rest along: forwards from the start, and backwards before it.
    let begin = place(of: 0)
    var (unit, over) = (patterned(at: index), begin)
    if index >= 0 {
      while over < named.count, named[over] <= unit {
        (over, unit) = (over + 1, patterned(at: index + over + 1 - begin))
      }
    } else {
      while over > 0, named[over - 1] >= unit { (over, unit) = (over - 1, patterned(at: index + over - 1 - begin)) }
    }
    return unit
  }

  // MARK: The pattern

  private func patterned(before unit: Int) -> Int {
    let rest = unit - unit.floorDivided(by: period) * period
    var before = 0
    while before < places.count, places[before] < rest { before += 1 }
    return unit.floorDivided(by: period) * places.count + before
  }

  private func patterned(at index: Int) -> Int {
    let periods = index.floorDivided(by: places.count)
    return periods * period + places[index - periods * places.count]
  }

  // MARK: Named units

  /// The place in `named` of the first that is not before `unit`.
  private func place(of unit: Int) -> Int {
    var (low, high) = (0, named.count)
    while low < high {
      let middle = (low + high) / 2
      if named[middle] < unit { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func listed(before unit: Int) -> Int {
    guard let first = named.first, let last = named.last else { return 0 }
    if unit <= first { return -((first - unit) / far) }
    return place(of: unit) + (unit > last ? (unit - last - 1) / far : 0)
  }

  private func listed(at index: Int) -> Int {
    guard let first = named.first, let last = named.last else { return index }
    if index < 0 { return first + index * far }
    return index < named.count ? named[index] : last + (index - named.count + 1) * far
  }

  /// The greatest common divisor.
  private static func common(_ a: Int64, _ b: Int64) -> Int64 { b == 0 ? a : common(b, a % b) }
}

/// Units of one length on the wall, numbered from 0 at `start`.
private struct UnitGrid {
  let start: CivilDateTime
  let length: Int64

  /// The units that share time with a window that begins on `date`.
  func units(of hours: DatedHours, on date: CivilDate) -> [Int] {
    hours.windows(on: date).flatMap { window -> [Int] in
      let midnight = Int64(date.daysSinceEpoch) * 86_400 - start.secondsSinceEpoch
      let (from, to) = (midnight + Int64(window.start) * 60, midnight + Int64(window.end) * 60)
      return Array(Int(from).floorDivided(by: Int(length))...Int(to - 1).floorDivided(by: Int(length)))
    }
  }

  /// True when any window shares time with the unit, whatever the date.
  func isTouched(_ unit: Int, by hours: WeeklyHours) -> Bool { isTouched(unit, by: DatedHours(weekly: hours)) }

  /// True when a window on a day that it holds shares time with the unit.
  func isTouched(_ unit: Int, by hours: DatedHours) -> Bool {
    let from = start.adding(seconds: Int64(unit) * length)
    // Without days the weeks are all alike.
    let last = from.adding(seconds: hours.days == nil ? min(length, 8 * 86_400) : length).date
    var date = from.date - 1
    while date <= last {
      if units(of: hours, on: date).contains(unit) { return true }
      date = date + 1
    }
    return false
  }
}

extension Int {
  /// Rounded towards the past: -1 by 2 is -1.
  func floorDivided(by divisor: Int) -> Int { self / divisor - (self % divisor < 0 ? 1 : 0) }
}
