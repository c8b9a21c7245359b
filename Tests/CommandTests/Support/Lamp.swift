import Testing

/// Two small teams: one whose desk is drafted, one of rotations only with nobody on at weekends.
///
/// Tests ask about a week that is years away, so that they say the same whenever they run.
enum Lamp {
  static let team = """
    team: lamp
    name: Lamp
    zone: Europe/London
    lead: ana
    members:
      - { id: ana, name: Ana Ferrow }
      - { id: bo, name: Bo Lindqvar, zone: Europe/Berlin }
      - { id: cy, name: Cy Morandel }
    office hours: { uk: mon-fri 09:00-17:00 }
    duties:
      desk:
        slots: mon-fri 09:00-17:00
        same member: week
      primary:
        fallback: secondary
        layers: [{ id: week, members: [ana, bo], every: 1 week, handoff: mon 09:00, from: 2026-01-05 }]
      secondary:
        layers: [{ id: all, members: [cy] }]
    priorities: [urgent, normal]
    queues:
      all: { when: otherwise, office hours: always, page from: never, overflow: [secondary] }

    """

  static let quay = """
    team: quay
    name: Quay
    zone: Europe/London
    members: [{ id: dee, name: Dee Harlowen }]
    duties:
      watch:
        layers: [{ id: days, members: [dee], hours: mon-fri 09:00-17:00 }]

    """

  static let settings = """
    data: data
    sources:
      web: { kind: json, team: lamp, secret: { env: LAMP_SECRET } }

    """

  static let environment = ["LAMP_SECRET": "lamp-test-secret"]

  /// Monday 2036-03-03 to Sunday 2036-03-09.
  static let week = "2036-W10"

  static func workplace() throws -> Workplace {
    try Workplace(["schedules/lamp.yaml": team, "schedules/quay.yaml": quay, "watchbill.yaml": settings])
  }

  /// With the schedules in force.
  static func applied() throws -> Workplace {
    let place = try workplace()
    let result = try place.run("apply")
    #expect(result.code == 0, "\(result.err)")
    return place
  }
}
