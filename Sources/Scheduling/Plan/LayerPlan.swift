import Timekeeping

/// A layer of one version, worked out as far as no window is needed.
final class LayerPlan: Sendable {
  let layer: Layer
  /// The layer's id in the table of names.
  let source: Int32
  let zone: Zone
  /// The zone of the team, and the periods that name members: they have a say in who takes turns.
  let home: ZoneID
  let periods: [Period]
  /// When it holds; nil is always.
  let hours: DatedHours?
  /// From its first handoff on, to the end of `until` if there is one.
  let force: Interval?
  let turns: RotationTurns
  /// Never empty.
  let eras: [RotationEra]

  init(
    layer: Layer, source: Int32, zone: Zone, home: ZoneID, periods: [Period], force: Interval?, turns: RotationTurns,
    eras: [RotationEra]
  ) {
    self.layer = layer
    self.source = source
    self.zone = zone
    self.home = home
    self.periods = periods
    self.hours = layer.heldHours
    self.force = force
    self.turns = turns
    self.eras = eras
  }

  /// The era that holds at `instant`.
  func era(at instant: Timestamp) -> RotationEra { eras.last { $0.from <= instant } ?? eras[0] }

  /// True where a version says of the layer, and of who may take turns, just what this one's says.
  func isSame(as other: Layer, in schedule: Schedule) -> Bool {
    layer == other && home == schedule.zone && periods == schedule.limitingPeriods
  }

  /// The time the rotation rests.
  var rests: [Interval] { layer.rotation.pauses.compactMap { $0.interval(in: zone) } }
}

/// Puts the layers of one duty together, version after version: an edited list goes on from whoever has the turn when
/// the version begins (rule T5). Where the lead gives the rotation another start, cadence or handoff, it begins anew as
/// the file says. A layer that is put back within four weeks goes on as if it had never been changed: an edit that is
/// undone leaves no trace. Whoever comes back to a list later joins it as anybody does, and moves nobody.
struct LayerPlanner {
  /// How long after a layer was changed putting it back undoes the change.
  static let undoneWithin = Duration.hours(24 * 28)

  let span: ScheduleSpan
  let home: Zone
  let zones: ZoneTables

  func plan(
    _ layer: Layer, after before: LayerPlan?, former: LayerPlan?, _ members: inout MemberTable,
    _ names: inout NameTable
  ) throws(ZoneProblem) -> LayerPlan {
    let zone = try zones.zone(layer.zone)
    let turns = RotationTurns(layer, zone: zone)
    var groups: [[Int32]] = []
    for group in layer.rotation.groups { groups.append(group.map { members.number($0) }) }
    let periods = span.schedule.limitingPeriods
    let eras = RotationEras(
      layer: layer, turns: turns, zone: zone, home: home, periods: periods, groups: groups)
    return LayerPlan(
      layer: layer, source: names.string(layer.id.text), zone: zone, home: span.schedule.zone, periods: periods,
      force: layer.force(in: zone), turns: turns, eras: former?.eras ?? self.eras(eras, after: before))
  }

  private func eras(_ eras: RotationEras, after before: LayerPlan?) -> [RotationEra] {
    let rotation = eras.layer.rotation
    let start = eras.zone.first(CivilDateTime(rotation.from, rotation.handoffTime))
    let goingOn = start < span.validity.start ? before.flatMap { goOn(eras, after: $0) } : nil
    return goingOn ?? (eras.turns.isNever ? [RotationEra.never] : eras.begun(at: start))
  }

  private func goOn(_ eras: RotationEras, after before: LayerPlan) -> [RotationEra]? {
    let (old, new) = (before.layer.rotation, eras.layer.rotation)
    guard old.hasSameTurns(as: new), !eras.turns.isNever, !before.turns.isNever else { return nil }
    let boundary = span.validity.start
    let running = before.turns.turn(at: boundary)
    guard running >= 0 else { return nil }
    // What the old list says just before the boundary, in the turn that begins there if one does.
    let era = before.eras.last { $0.from < boundary } ?? before.eras[0]
    return eras.goingOn(from: era, turn: running, at: boundary)
  }
}

extension RotationEra {
  /// Of a rotation whose layer has no hours at all.
  static let never = RotationEra(from: .distantPast, state: .vacant, list: TurnList(), turn: 0, place: 0)
}

extension Schedule {
  /// The periods in which only some take turns.
  fileprivate var limitingPeriods: [Period] { periods.filter { $0.members != nil } }
}

extension Rotation {
  fileprivate func hasSameTurns(as other: Rotation) -> Bool {
    from == other.from && every == other.every && handoffDay == other.handoffDay && handoffTime == other.handoffTime
  }
}
