/// A team whose escalation runs in seconds, for tests that cannot wait minutes.
enum KillTeam {
  static func schedule(receiver: Int) -> String {
    """
    team: alarm
    name: Alarm desk
    zone: Etc/UTC
    lead: cy
    members:
      - { id: ana, name: Ana Ferrow, contacts: [{ pager: "http://127.0.0.1:\(receiver)/ana" }] }
      - { id: bo, name: Bo Lindqvar, contacts: [{ pager: "http://127.0.0.1:\(receiver)/bo" }] }
      - { id: cy, name: Cy Morandel, contacts: [{ pager: "http://127.0.0.1:\(receiver)/cy" }] }
    duties:
      primary:
        fallback: secondary
        layers: [{ id: always, members: [ana] }]
      secondary:
        layers: [{ id: always, members: [bo] }]
    priorities: [urgent, normal]
    queues:
      all:
        when: otherwise
        office hours: always
        page from: urgent
        targets: { first response: { urgent: 60 minutes } }
        escalation: { urgent: quick }
        overflow: [primary]
    escalation:
      quick:
        - { at: created, page: primary, acknowledge within: 1 second }
        - { then: secondary, after: 1 second }
        - { then: lead, after: 1 second, acknowledge within: 1 second, repeat: 1 times }

    """
  }

  static func settings(receiver: Int) -> String {
    """
    data: data
    public url: http://127.0.0.1:8080
    sources:
      web: { kind: json, team: alarm, secret: { env: KILL_TEST_SECRET } }
    channels:
      pager: { kind: webhook, secret: { env: KILL_TEST_PAGER } }
    allow hosts: [127.0.0.1:\(receiver)]

    """
  }

  static let environment = [
    "KILL_TEST_SECRET": "knock-knock", "KILL_TEST_PAGER": "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz",
  ]
}
