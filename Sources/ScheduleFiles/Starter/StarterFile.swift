import Scheduling
import Timekeeping

/// The team file that `watchbill init` writes: small, without problems, and a model to go on from.
package enum StarterFile {
  /// The text of a file for a team with `members` (three placeholders when there are none): a primary and a secondary in
  /// weekly turns from the Monday of the week of `from`, office hours, and one queue. Those of `known` are defined in
  /// another file of the folder and only named here.
  package static func text(
    team: TeamID, name: String, zone: ZoneID, members: [MemberID] = [], known: [MemberID] = [],
    from: CivilDate? = nil
  ) -> String {
    let ids = members.isEmpty ? ["ana", "bo", "cleo"] : members.map(\.text)
    let monday = from.map { ISOWeek(containing: $0).monday.description } ?? "2026-01-05"
    return head(team: team, name: name, zone: zone, ids: ids, known: known.map(\.text))
      + duties(ids: ids, monday: monday)
      + desk(count: ids.count)
  }

  private static func head(team: TeamID, name: String, zone: ZoneID, ids: [String], known: [String]) -> String {
    """
    # yaml-language-server: $schema=schema.json
    team: \(team)
    name: \(quoted(name))
    zone: \(zone)

    members:
    \(ids.map { known.contains($0) ? "  - \($0)" : "  - { id: \($0) }" }.joined(separator: "\n"))

    office hours:
      office: mon-fri 09:00-17:00

    duties:

    """
  }

  private static func duties(ids: [String], monday: String) -> String {
    guard ids.count > 1 else { return duty("primary", "answers", nil, ids, monday) }
    return duty("primary", "answers first; a turn is a week", "secondary", ids, monday)
      + duty("secondary", "answers when nobody is primary", nil, Array(ids[1...] + ids[..<1]), monday)
  }

  private static func duty(
    _ id: String, _ about: String, _ fallback: String?, _ ids: [String], _ monday: String
  ) -> String {
    let members = ids.joined(separator: ", ")
    let first = "  \(id):".padding(30) + "# \(about)\n"
    let second = fallback.map { "    fallback: \($0)\n" } ?? ""
    return first + second + "    layers:\n"
      + "      - { id: week, members: [\(members)], every: 1 week, handoff: mon 09:00, from: \(monday) }\n"
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
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case "\u{0}"..<" ": " "
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}

extension String {
  /// This text with blanks up to `width` letters.
  fileprivate func padding(_ width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
