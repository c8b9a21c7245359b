import RotaSearch

/// A classic instance as a search problem: a slot is a day and a shift, in that order.
struct ClassicProblem {
  private let file: ClassicInstance
  private let width: Int
  private let numberOf: [String: Int]
  /// Greatest common divisor of the shifts' lengths, in minutes.
  private let unit: Int

  init(_ file: ClassicInstance) {
    self.file = file
    width = file.shifts.count
    numberOf = Dictionary(file.shifts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    unit = max(1, file.shifts.reduce(0) { Self.divisor($0, $1.minutes) })
  }

  private static func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }

  private func cell(_ day: Int, _ shift: String) -> Int { day * width + (numberOf[shift] ?? 0) }

  var problem: SearchProblem {
    let wishes = file.wishesOn.map { ($0, -$0.weight) } + file.wishesOff.map { ($0, $0.weight) }
    var costs: [String: [Int: Int]] = [:]
    for (wish, cost) in wishes { costs[wish.employee, default: [:]][cell(wish.day, wish.shift), default: 0] += cost }
    return SearchProblem(
      slots: slots, members: file.staff.map { member($0, costs: costs[$0.id] ?? [:]) }, clash: clash,
      constant: file.wishesOn.reduce(0) { $0 + $1.weight })
  }

  private var slots: [SearchSlot] {
    var slots = (0..<file.horizon * width).map { cell in
      let start = Int32(cell / width * 1_440)
      let length = Int32(file.shifts[cell % width].minutes)
      return SearchSlot(start: start, end: start + length, day: Int32(cell / width), need: 0, under: 0, over: 0)
    }
    for cover in file.cover {
      let index = cell(cover.day, cover.shift)
      slots[index].need = Int32(cover.need)
      slots[index].under = Int32(cover.under)
      slots[index].over = Int32(cover.over)
    }
    return slots
  }

  /// One shift a day, and no forbidden shift on the next.
  private var clash: BitTable {
    var clash = BitTable(size: file.horizon * width)
    func forbid(_ a: Int, _ b: Int) {
      clash[a, b] = true
      clash[b, a] = true
    }
    for day in 0..<file.horizon {
      for a in 0..<width {
        for b in 0..<width where a != b { forbid(day * width + a, day * width + b) }
        guard day + 1 < file.horizon else { continue }
        for next in file.shifts[a].forbids where numberOf[next] != nil {
          forbid(day * width + a, cell(day + 1, next))
        }
      }
    }
    return clash
  }

  private func member(_ employee: ClassicInstance.Employee, costs: [Int: Int]) -> SearchMember {
    let off = file.daysOff[employee.id] ?? []
    let able = (0..<file.horizon * width).filter { cell in
      !off.contains(cell / width) && (employee.most[file.shifts[cell % width].id] ?? 0) > 0
    }
    return SearchMember(
      name: employee.id, choices: able.map { Choice(slot: Int32($0), cost: Int32(costs[$0] ?? 0)) },
      tallies: [time(able, employee)] + counts(able, employee),
      days: DayPattern(
        horizon: Int32(file.horizon), mostInARow: Int32(employee.mostInARow), leastInARow: Int32(employee.leastInARow),
        leastFree: Int32(employee.leastFree), mostWeekends: Int32(employee.mostWeekends)))
  }

  /// Minutes in all, between the least and the most.
  private func time(_ able: [Int], _ employee: ClassicInstance.Employee) -> Tally {
    Tally(
      weights: able.map { .init(slot: Int32($0), weight: Int32(file.shifts[$0 % width].minutes / unit)) },
      costs: (0...employee.mostMinutes / unit).map { $0 * unit < employee.leastMinutes ? SearchProblem.forbidden : 0 })
  }

  /// How often each shift may stand, where that is less than it could.
  private func counts(_ able: [Int], _ employee: ClassicInstance.Employee) -> [Tally] {
    (0..<width).compactMap { shift in
      let cells = able.filter { $0 % width == shift }
      let most = employee.most[file.shifts[shift].id] ?? 0
      let possible = min(cells.count, employee.mostMinutes / max(1, file.shifts[shift].minutes))
      guard possible > most else { return nil }
      return Tally(
        weights: cells.map { .init(slot: Int32($0), weight: 1) }, costs: Array(repeating: 0, count: most + 1))
    }
  }
}
