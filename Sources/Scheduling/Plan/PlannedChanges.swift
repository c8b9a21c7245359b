import Timekeeping

extension Planner {
  /// The overrides of `duty` in the order they apply (rule T8).
  mutating func changes(of duty: DutyID) -> [PlannedChange] {
    let own = input.overrides.indices.filter { place in
      input.overrides[place].duty == duty && input.overrides[place].team == team
    }
    if own.isEmpty { return [] }
    let keys = own.map { ChangeKey(input.overrides, place: $0) }
    var planned: [PlannedChange] = []
    planned.reserveCapacity(keys.count)
    for key in keys.sorted(by: { $0.applies(before: $1, in: input.overrides) }) {
      planned.append(change(at: key.place))
    }
    return planned
  }

  private mutating func change(at place: Int) -> PlannedChange {
    // Taken field by field: copying the whole override costs more than all of this.
    let id = input.overrides[place].id
    let change: PlannedChange.Change =
      switch input.overrides[place].change {
      case .add(let member): .add(members.number(member))
      case .remove(let member): .remove(members.number(member))
      case .replace(let out, let into): .replace(out: members.number(out), into: members.number(into))
      case .nobody: .nobody
      }
    // Only what is added is named after the override alone.
    var source: Int32 = 0
    if case .add = change { source = names.string(id.lowercased()) }
    return PlannedChange(
      interval: input.overrides[place].interval, place: Int32(place), name: names.string(id), source: source,
      change: change, follows: input.overrides[place].follows != nil)
  }
}

/// What decides the order in which overrides apply.
private struct ChangeKey {
  let place: Int
  let isDirect: Bool
  let isNobody: Bool
  let start: Timestamp
  /// The number at the end of an id such as `S-12`.
  let number: Int

  init(_ overrides: [Override], place: Int) {
    self.place = place
    isDirect = overrides[place].kind == .direct
    isNobody = overrides[place].change == .nobody
    start = overrides[place].interval.start
    number = isDirect ? 0 : Self.number(overrides[place].id)
  }

  /// Direct changes first, "nobody" before the rest of them, so that somebody who was added to the same time is on;
  /// then by start and id. Swaps and take-overs stand on top in the order they were agreed.
  func applies(before other: ChangeKey, in overrides: [Override]) -> Bool {
    if isDirect != other.isDirect { return isDirect }
    if isDirect {
      if isNobody != other.isNobody { return isNobody }
      if start != other.start { return start < other.start }
    } else if number != other.number {
      return number < other.number
    }
    return overrides[place].id < overrides[other.place].id
  }

  private static func number(_ id: String) -> Int {
    let digits = id.utf8.reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return decimal(String(decoding: digits.reversed(), as: UTF8.self), limit: 18) ?? 0
  }
}
