import Scheduling
import Timekeeping

/// The team file that `watchbill init` writes: small, without problems, and a model to go on from.
package enum StarterFile {
  /// The text of a file for a team with `members` (three placeholders when there are none): a primary and a secondary in
  /// weekly turns from the Monday of the week of `from`, office hours, and one queue.
  package static func text(
    team: TeamID, name: String, zone: ZoneID, members: [MemberID] = [], from: CivilDate? = nil
  ) -> String {
    let ids = members.isEmpty ? ["ana", "bo", "cleo"] : members.map(\.text)
    let monday = from.map { ISOWeek(containing: $0).monday.description } ?? "2026-01-05"
    return head(team: team, name: name, zone: zone, ids: ids) + duties(ids: ids, monday: monday)
      + desk(count: ids.count)
  }

  private static func head(team: TeamID, name: String, zone: ZoneID, ids: [String]) -> String {
    """
    # yaml-language-server: $schema=schema.json
    team: \(team)
    name: \(quoted(name))
    zone: \(zone)

    members:
    \(ids.map { "  - id: \($0)" }.joined(separator: "\n"))

    office hours:
      office: mon-fri 09:00-17:00

    """
  }

  private static func duties(ids: [String], monday: String) -> String {
    let primary = rotation(of: ids, monday: monday)
    guard ids.count > 1 else {
      return """

        duties:
          primary:
        \(primary)

        """
    }
    return """

      duties:
        primary:                        # answers first, for a week
          fallback: secondary
      \(primary)
        secondary:                      # answers when nobody is primary
      \(rotation(of: Array(ids[1...] + ids[..<1]), monday: monday))

      """
  }

  private static func rotation(of ids: [String], monday: String) -> String {
    """
        layers:
          - id: week
            members: [\(ids.joined(separator: ", "))]
            every: 1 week
            handoff: mon 09:00
            from: \(monday)
    """
  }

  private static func desk(count: Int) -> String {
    """

    priorities: [urgent, high, normal, low]

    queues:
      general:
        when: otherwise
        office hours: office
        targets: { first response: 4 business hours }
        overflow: \(count > 1 ? "[primary, secondary]" : "[primary]")

    """
  }

  /// In double quotes, so that no character of the name means anything in YAML.
  private static func quoted(_ name: String) -> String {
    let escaped = name.unicodeScalars.map { scalar in
      scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : String(scalar)
    }
    return "\"\(escaped.joined())\""
  }
}
