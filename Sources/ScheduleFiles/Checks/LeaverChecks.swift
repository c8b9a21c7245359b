import Scheduling
import Timekeeping

/// Members who leave the team and go on taking turns of a rotation: each such turn is nobody's, since a rotation passes
/// over those alone who leave it as well (rule T5).
struct LeaverChecks {
  let team: TeamDefinition
  let root: YAMLNode
  let context: Context

  func run() {
    for duty in team.schedule.duties {
      for layer in duty.layers { check(layer, of: duty) }
    }
  }

  private func check(_ layer: Layer, of duty: Duty) {
    for (group, members) in layer.rotation.groups.enumerated() {
      for id in members {
        guard let last = lastDay(of: id), staysAfter(last, id, group, in: layer.rotation) else { continue }
        context.warning(
          place(of: id, in: layer, of: duty),
          "'\(id)' leaves the team with \(last) and keeps turns of '\(layer.id)', in which they are not on",
          "write `{ member: \(id), until: \(last + 1) }` in its `members:`, so that the others take those turns")
      }
    }
  }

  /// Nil also for a membership without a day, which is an error of its own.
  private func lastDay(of id: MemberID) -> CivilDate? {
    guard let member = team.schedule.member(id), let last = member.until, member.from.map({ $0 <= last }) ?? true else {
      return nil
    }
    return last
  }

  /// True where neither the entry nor the layer ends by `last`.
  private func staysAfter(_ last: CivilDate, _ id: MemberID, _ group: Int, in rotation: Rotation) -> Bool {
    let own = rotation.terms.first { $0.group == group && $0.member == id }?.until
    return [own, rotation.until].allSatisfy { end in end.map { $0 > last } ?? true }
  }

  private func place(of id: MemberID, in layer: Layer, of duty: Duty) -> Place {
    let node = Outline(root).node(of: layer, in: duty)
    return node?["members"]?.mention(of: id.text)?.place ?? node?.place ?? .start
  }
}

extension YAMLNode {
  /// The entry of a list, or of a list in it, that names `id`.
  fileprivate func mention(of id: String) -> YAMLNode? {
    if text == id || self["member"]?.text == id { return self }
    for item in list ?? [] {
      if let found = item.mention(of: id) { return found }
    }
    return nil
  }
}
