import Scheduling
import TestSupport
import Testing
import Timekeeping

/// What feeds, exports and notices rely on: a shift is the same one wherever and whenever it is looked at.
@Suite("A shift's identity, for invented teams (architecture, section 5)", .ownThreads)
struct IdentityPropertyTests {
  private static var seeds: [Int] {
    Seeds.isSingle ? [Seeds.first] : (0..<max(25, Seeds.pairs(0) / 1000)).map { Seeds.first + 5000 + $0 }
  }
  /// Each of these once showed a shift whose id a change elsewhere decided.
  private static let found = [490, 642, 1239, 1941, 2281, 2809, 5772, 11_945, 15_392]

  /// In each of these, leave of the one who gives a shift away cuts it, or what a change made of it.
  private static let cutByLeave = [241, 344, 353, 488, 490, 584, 626, 638, 639, 648, 742, 774, 1345, 1384]

  /// In each of these, a change cuts the shift that is swapped.
  private static let cutByChanges = [14_347, 14_470, 14_910, 15_770]

  private func timeline(_ team: InventedTeam, _ window: Interval? = nil) throws -> OnCallTimeline {
    try OnCallTimeline(team.input, window: window ?? team.window, zones: InventedTeam.tables)
  }

  @Test("It is the same, with the same id, person, time and reason, in every window that it overlaps", arguments: seeds)
  func windows(seed: Int) throws {
    let team = try InventedTeam(seed: seed)
    let whole = try timeline(team)
    var dice = Dice(seed: seed)
    for _ in 0..<8 {
      let start = whole.window.start + .minutes(dice.roll(0...Int(whole.window.duration / .minutes(1)) - 2))
      let end = min(start + .minutes(dice.pick([1, 30, 600, 3000])), whole.window.end)
      let window = try #require(Interval(start, end))
      let part = try timeline(team, window)
      for duty in part.duties {
        let expected = whole.duty(duty.duty.id)?.shifts.filter { $0.interval.overlaps(window) } ?? []
        #expect(duty.shifts.map(Self.text) == expected.map(Self.text), "seed \(seed), \(duty.duty.id) in \(window)")
      }
    }
  }

  private static func text(_ held: TimelineShift) -> String {
    "\(held.shift.id) \(held.member) \(held.interval) \(held.cause) \(held.conflicts.map(\.id))"
  }

  @Test("Ids are unique in a feed, also where duties, changes and versions meet", arguments: seeds)
  func unique(seed: Int) throws {
    let shifts = try timeline(InventedTeam(seed: seed)).shifts
    let ids = Set(shifts.map(\.shift.id))
    #expect(ids.count == shifts.count, "seed \(seed)")
  }

  @Test(
    "After a swap of whole shifts the ids stay, in other hands; without it everything is as it was",
    arguments: seeds + (Seeds.isSingle ? [] : cutByLeave + cutByChanges))
  func swapped(seed: Int) throws {
    var team = try InventedTeam(seed: seed)
    let before = try timeline(team)
    var dice = Dice(seed: seed)
    let open = before.shifts.filter { $0.interval.start >= team.input.recorded?.until ?? .distantPast }
    guard let held = open.isEmpty ? nil : dice.pick(open) else { return }
    // Somebody who is neither on nor away: they take all of it.
    let newcomer = MemberID(unchecked: "newcomer")
    team.input.overrides.append(try swap(of: held, to: newcomer, in: team))
    let after = try timeline(team)
    let expected = before.shifts.map { "\($0.shift.id) \($0 == held ? newcomer : $0.member) \($0.interval)" }
    // Leave of the one who gave it away no longer stands against it, nor cuts it.
    let seen = after.shifts.map { "\($0.shift.id) \($0.member) \($0.interval)" }
    #expect(seen == expected, "seed \(seed): \(held.shift.id) of \(held.member)")
    team.input.overrides.removeLast()
    #expect(try timeline(team).shifts.map(Self.text) == before.shifts.map(Self.text), "seed \(seed)")
  }

  /// As the desk stores it.
  private func swap(of held: TimelineShift, to newcomer: MemberID, in team: InventedTeam) throws -> Override {
    var unchanged = team
    unchanged.input.overrides.removeAll()
    unchanged.input.leave.removeAll()
    let made = try timeline(unchanged, held.interval).duty(held.duty)?.shifts.filter(\.isTemporary) ?? []
    unchanged.input.temporary.removeAll()
    let shifts = try timeline(unchanged, held.interval).duty(held.duty)?.shifts ?? []
    let base = held.shift.id.nearest(among: (shifts + made).map(\.shift))
    return Override(
      id: "S-99", team: InventedTeam.team, duty: held.shift.duty, interval: held.interval,
      change: .replace(out: held.member, in: newcomer), by: held.member.text, kind: .swap, follows: held.shift.id,
      followed: held.interval, base: base?.interval)
  }

  @Test(
    "Beside a swap of a whole shift, too, a change that is taken back touches no shift outside its own duty and time",
    arguments: seeds + (Seeds.isSingle ? [] : cutByChanges))
  func elsewhereBesideSwap(seed: Int) throws {
    var team = try InventedTeam(seed: seed)
    var dice = Dice(seed: seed)
    let past = team.input.recorded?.until ?? .distantPast
    let open = try timeline(team).shifts.filter { $0.interval.start >= past }
    guard let held = open.isEmpty ? nil : dice.pick(open) else { return }
    team.input.overrides.append(try swap(of: held, to: MemberID(unchecked: "newcomer"), in: team))
    try expectNothingElsewhere(team, seed: seed)
  }

  @Test("A change touches no shift outside its own duty and time", arguments: seeds + (Seeds.isSingle ? [] : found))
  func elsewhere(seed: Int) throws {
    try expectNothingElsewhere(InventedTeam(seed: seed), seed: seed)
  }

  private func expectNothingElsewhere(_ team: InventedTeam, seed: Int) throws {
    let with = try timeline(team)
    // What was recorded stands as it is; an invented record knows nothing of the invented changes.
    let past = team.input.recorded?.until ?? .distantPast
    for change in team.input.overrides where change.interval.start >= past {
      var without = team
      without.input.overrides.removeAll { $0.id == change.id }
      let before = try timeline(without)
      for duty in before.duties {
        let untouched = duty.shifts.filter { $0.shift.duty != change.duty || !$0.interval.overlaps(change.interval) }
        let now = Set(with.duty(duty.duty.id)?.shifts.map(Self.text) ?? [])
        let moved = untouched.map(Self.text).filter { !now.contains($0) }
        #expect(moved == [], "seed \(seed): \(change.id) \(change.change) \(change.duty) \(change.interval)")
      }
    }
  }
}
