import Scheduling
import Timekeeping

/// Who is on at one instant, from the top of rule T8 down, with no interval ever cut: the second opinion.
///
/// It shares nothing with the engine but the plain values of the input; zones are Foundation's.
struct OracleModel {
  let input: TimelineInput
  /// By version, then by duty and layer.
  private var rotations: [[String: OracleRotation]] = []

  init(_ input: TimelineInput, until horizon: Timestamp) throws {
    self.input = input
    for (place, version) in input.versions.enumerated() {
      var here: [String: OracleRotation] = [:]
      // What was put back later than four weeks after it was changed is an edit like others.
      let recent = (0..<place).filter { version.from - input.versions[$0 + 1].from <= .hours(24 * 28) }
      for duty in version.schedule.duties {
        for layer in duty.layers {
          let key = "\(duty.id) \(layer.id)"
          let former = recent.compactMap { rotations[$0][key] }.last { $0.isSame(as: layer, of: version.schedule) }
          here[key] =
            try former
            ?? OracleRotation(
              layer, of: version.schedule, after: rotations.last?[key], from: version.from, horizon: horizon)
        }
      }
      rotations.append(here)
    }
  }

  /// What somebody's being on rests on.
  enum Ground { case rotation, arranged, recorded }

  /// What the model says of every duty at one instant.
  func answers(_ duties: [DutyID], at instant: Timestamp) throws -> [OracleAnswer] {
    let held = try duties.map { try self.held($0, at: instant) }
    let holders = try held.map { try self.present($0, at: instant) }
    let byDuty = Dictionary(zip(duties, holders)) { first, _ in first }
    return try duties.indices.map { index in
      OracleAnswer(
        holders: holders[index], answering: answering(duties[index], byDuty, at: instant),
        gap: held[index].isEmpty ? try gap(duties[index], at: instant) : nil)
    }
  }

  /// Everyone who has a shift of the duty, also those whom planned leave keeps away from it.
  private func held(_ duty: DutyID, at instant: Timestamp) throws -> [MemberID: Ground] {
    guard input.versions.contains(where: { $0.schedule.duties.contains { $0.id == duty } }) else { return [:] }
    if let history = input.recorded, instant >= history.since,
      instant < min(history.until, history.running[duty] ?? history.until)
    {
      let stood = history.shifts.map(\.shift).filter { $0.duty == duty && $0.interval.contains(instant) }
      return Dictionary(stood.map { ($0.member, Ground.recorded) }) { first, _ in first }
    }
    var on = try standing(duty, at: instant)
    for change in changes(duty, at: instant) { Self.apply(change.change, to: &on) }
    return on.filter { member, ground in
      !input.leave.contains { leave in
        leave.member == member && leave.interval.contains(instant)
          && (ground == .rotation || ground == .arranged && leave.kind == .unavailable)
      }
    }
  }

  /// Those who are in the team and not on leave. Sorted.
  private func present(_ held: [MemberID: Ground], at instant: Timestamp) throws -> [MemberID] {
    try held.filter { member, ground in
      if ground == .recorded { return true }
      return try !hasLeft(member, at: instant)
        && !input.leave.contains { $0.member == member && $0.interval.contains(instant) }
    }.keys.sorted()
  }

  /// Whether somebody whom some version names is not in the team then; a version without members names nobody on purpose.
  private func hasLeft(_ member: MemberID, at instant: Timestamp) throws -> Bool {
    let schedule = version(at: instant).schedule
    if schedule.members.contains(where: { $0.id == member }) { return try !isInTeam(member, at: instant) }
    return !schedule.members.isEmpty
      && input.versions.contains { $0.schedule.members.contains { $0.id == member } }
  }

  /// Who answers for the duty, and on which: its own holders, else those of its first fallback that has any.
  private func answering(_ duty: DutyID, _ holders: [DutyID: [MemberID]], at instant: Timestamp) -> [String] {
    let schedule = version(at: instant).schedule
    var asked: [DutyID] = []
    var next: DutyID? = duty
    while let id = next, !asked.contains(id), let definition = schedule.duties.first(where: { $0.id == id }),
      definition.shadows == nil
    {
      let on = holders[id] ?? []
      if !on.isEmpty { return on.map { "\($0) \(id)" } }
      asked.append(id)
      next = definition.fallback
    }
    return []
  }

  /// Why nobody has a shift though somebody should; nil when nobody has to.
  private func gap(_ duty: DutyID, at instant: Timestamp) throws -> Gap.Reason? {
    guard let definition = definition(duty, at: instant), definition.shadows == nil else { return nil }
    guard let pattern = definition.slots else {
      return try open(definition, at: instant).isEmpty ? nil : .nobody
    }
    let clock = try OracleClocks.clock(pattern.zone)
    let isPublished = clock.window(of: pattern.hours, at: instant, on: pattern.days) { start in
      input.published.contains { $0.interval.contains(start) }
    }
    if isPublished { return .nobody }
    return clock.isOpen(pattern.hours, at: instant, on: pattern.days) ? .notPublished : nil
  }

  // MARK: Published rotas and layers

  private func index(at instant: Timestamp) -> Int {
    (input.versions.lastIndex { $0.from <= instant }) ?? 0
  }

  private func version(at instant: Timestamp) -> ScheduleVersion { input.versions[index(at: instant)] }

  private func definition(_ duty: DutyID, at instant: Timestamp) -> Duty? {
    version(at: instant).schedule.duties.first { $0.id == duty }
  }

  /// Temporary, else published, else from the layers.
  private func standing(_ duty: DutyID, at instant: Timestamp) throws -> [MemberID: Ground] {
    let temporary = input.temporary.filter { $0.duties.contains(duty) && $0.interval.contains(instant) }
    guard temporary.isEmpty else {
      let shifts = temporary.flatMap(\.shifts).filter { $0.duty == duty && $0.interval.contains(instant) }
      return Dictionary(shifts.map { ($0.member, Ground.arranged) }) { first, _ in first }
    }
    return try regular(duty, at: instant)
  }

  /// A rota speaks for the duties it has shifts of: of slots whole, of rotations
  /// inside its period.
  private func regular(_ duty: DutyID, at instant: Timestamp) throws -> [MemberID: Ground] {
    let spoken = input.published.filter { rota in rota.shifts.contains { $0.duty == duty } }
    let published = spoken.flatMap { rota in
      let isSlots = definition(duty, at: rota.interval.start)?.slots != nil
      return rota.shifts.filter { shift in
        shift.duty == duty && shift.interval.contains(instant) && (isSlots || rota.interval.contains(instant))
      }
    }
    var on = Dictionary(published.map { ($0.member, Ground.arranged) }, uniquingKeysWith: { first, _ in first })
    if !spoken.contains(where: { $0.interval.contains(instant) }) {
      for member in try rotated(duty, at: instant) where on[member] == nil { on[member] = .rotation }
    }
    return on
  }

  /// The members of the highest rank that has any (rule T7).
  private func rotated(_ duty: DutyID, at instant: Timestamp) throws -> Set<MemberID> {
    guard let definition = definition(duty, at: instant) else { return [] }
    let open = try open(definition, at: instant)
    for rank in Set(open.map(\.layer.rank)).sorted(by: >) {
      let members = open.filter { $0.layer.rank == rank }.flatMap { $0.group(at: instant) }
      let present = try members.filter { try isInTeam($0, at: instant) }
      if !present.isEmpty { return Set(present) }
    }
    return []
  }

  /// The layers in force whose hours hold `instant`.
  private func open(_ definition: Duty, at instant: Timestamp) throws -> [OracleRotation] {
    let here = rotations[index(at: instant)]
    return try definition.layers.compactMap { here["\(definition.id) \($0.id)"] }.filter { rotation in
      guard rotation.turns.isInForce(at: instant), !rotation.isResting(at: instant) else { return false }
      let clock = try OracleClocks.clock(rotation.layer.zone)
      let layer = rotation.layer
      return OracleDays.hours(of: layer).map { clock.isOpen($0, at: instant, on: layer.days) } ?? true
    }
  }

  private func isInTeam(_ member: MemberID, at instant: Timestamp) throws -> Bool {
    let schedule = version(at: instant).schedule
    guard let known = schedule.members.first(where: { $0.id == member }) else { return true }
    let clock = try OracleClocks.clock(schedule.zone)
    let joined = known.from.map { Timestamp(seconds: clock.startOfDay($0)) <= instant } ?? true
    let left = known.until.map { Timestamp(seconds: clock.startOfDay($0 + 1)) <= instant } ?? false
    return joined && !left
  }

  // MARK: Changes

  /// Direct overrides first, "nobody" before the rest; swaps and take-overs on top (rule T8, E46).
  private func changes(_ duty: DutyID, at instant: Timestamp) -> [Override] {
    let all = input.overrides.filter { $0.duty == duty && $0.interval.contains(instant) }
    let direct = all.filter { $0.kind == .direct }
    return direct.filter { $0.change == .nobody } + direct.filter { $0.change != .nobody }
      + all.filter { $0.kind != .direct }
  }

  private static func apply(_ change: Override.Change, to on: inout [MemberID: Ground]) {
    switch change {
    case .nobody: on = [:]
    case .remove(let member): on[member] = nil
    case .add(let member): on[member] = on[member] ?? .arranged
    case .replace(let out, let into):
      guard on.removeValue(forKey: out) != nil else { return }
      on[into] = on[into] ?? .arranged
    }
  }
}
