/// Files that are broken in members and teams, with the exact messages they give.
enum PeopleProblems {
  static let cases = [
    BrokenFiles(
      "one id defined twice",
      files: [
        (
          "a.yaml",
          """
          team: a
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          """
        ),
        (
          "people.yaml",
          """
          members:
            - id: ana
            - id: bo
            - id: bo
          """
        ),
      ],
      messages: """
        people.yaml:2:5: error: member 'ana' is defined in a.yaml, line 3 too. help: keep one definition, and write only the id elsewhere
        people.yaml:4:5: error: member 'bo' is defined in people.yaml, line 3 too. help: keep one definition, and write only the id elsewhere
        """
    ),
    BrokenFiles(
      "members nobody has defined, listed twice, or in another team",
      files: [
        (
          "people.yaml",
          """
          members: [{ id: ana }, { id: bo }, { id: cleo }]
          """
        ),
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          lead: cleo
          members: [ana, anna, bo, bo, zed]
          duties:
            primary:
              layers: [{ id: week, members: [ana, cleo, xavier], from: 2026-01-05 }]
          """
        ),
      ],
      messages: """
        team.yaml:3:7: error: 'cleo' is not a member of this team. help: add 'cleo' to `members:`
        team.yaml:4:16: error: nobody has the id 'anna'. help: did you mean 'ana'?
        team.yaml:4:26: error: 'bo' is listed twice in this team. help: delete one of them
        team.yaml:4:30: error: nobody has the id 'zed'. help: define the member in people.yaml, or here with `id:`
        team.yaml:7:41: error: 'cleo' is not a member of this team. help: add 'cleo' to `members:`
        team.yaml:7:47: error: there is no member 'xavier' in this team. help: write one of: ana, bo
        """
    ),
    BrokenFiles(
      "a team without members, a lead who is not one of them",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: []
          lead: ana
          duties: { desk: { slots: mon 09:00-10:00 } }
          """
        )
      ],
      messages: """
        team.yaml:3:10: error: the team has no members. help: list some: [ana, bo]
        team.yaml:4:7: error: there is no member 'ana' in this team. help: add members under `members:`
        """
    ),
    BrokenFiles(
      "two teams with one id",
      files: [
        (
          "a.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          """
        ),
        (
          "b.yaml",
          """
          team: t
          zone: Europe/London
          members: [ana]
          duties: { desk: { slots: mon 09:00-10:00 } }
          """
        ),
      ],
      messages: """
        b.yaml:1:7: error: team 't' is defined in a.yaml too. help: give one of them another id
        """
    ),
    BrokenFiles(
      "ids that have a meaning of their own",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: lead }, { id: everyone }, { id: open }]
          duties: { owner: { slots: mon 09:00-10:00 } }
          """
        )
      ],
      messages: """
        team.yaml:3:17: error: 'lead' has a meaning of its own in these files. help: choose another id
        team.yaml:3:31: error: 'everyone' has a meaning of its own in these files. help: choose another id
        team.yaml:3:49: error: 'open' has a meaning of its own in commands. help: choose another id
        team.yaml:4:11: error: 'owner' has a meaning of its own in these files. help: choose another id
        """
    ),
    BrokenFiles(
      "rules of paging that begin with a priority that no team of the member has",
      files: [
        (
          "a.yaml",
          """
          team: a
          zone: Europe/London
          members: [ana, { id: bo, paging: [from p0 use phone] }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          priorities: [urgent, normal]
          """
        ),
        (
          "b.yaml",
          """
          team: b
          zone: Europe/London
          members: [ana]
          duties: { desk: { slots: mon 09:00-10:00 } }
          priorities: [p0, p1]
          """
        ),
        (
          "people.yaml",
          """
          members:
            - { id: ana, paging: [from urgnt use phone, from urgent use phone, from p1 use chat, use mail] }
            - { id: cleo, paging: [from noon use phone] }
          """
        ),
      ],
      messages: """
        a.yaml:3:35: warning: no team of 'bo' has a priority 'p0', so this rule never fits. help: write one of: urgent, normal
        people.yaml:2:25: warning: no team of 'ana' has a priority 'urgnt', so this rule never fits. help: did you mean 'urgent'?
        """
    ),
    BrokenFiles(
      "people.yaml that cannot be read, and a slip of the team's own",
      files: [
        (
          "people.yaml",
          """
          members:
            - { id: ana, skills: [billing]
            - { id: bo }
          """
        ),
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          lead: ana
          members: [ana, bo, { id: cleo }]
          duties: { desk: { slots: mon 09:00-10:00, people: 2, skills: [billing], fallback: dsk } }
          priorities: [urgent]
          queues: { all: { when: otherwise, skills: [billing], page from: urgent, escalation: now } }
          escalation: { now: [{ at: created, page: ana }] }
          """
        ),
      ],
      messages: """
        people.yaml:3:3: error: a list or group in brackets is not closed. help: add the missing ',', ']' or '}'
        team.yaml:5:83: error: there is no duty 'dsk' in this team. help: did you mean 'desk'?
        """
    ),
  ]
}
