/// Files that are broken in periods, with the exact messages they give.
enum PeriodsProblems {
  static let cases = [
    BrokenFiles(
      "a period that lacks its days, and one that ends before it begins",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon-fri 09:00-13:00 } }
          office hours: { uk: mon-fri 09:00-17:00 }
          periods:
            - { name: summit, from: 2026-10-12 }
            - { from: 2026-10-12, until: 2026-10-17 }
            - { name: back to front, from: 2026-10-17, until: 2026-10-12 }
            - { name: nothing, from: 2026-11-02, until: 2026-11-02 }
          """
        )
      ],
      messages: """
        team.yaml:7:5: error: a period needs 'until'. help: add `until: 2026-10-17`
        team.yaml:8:5: error: a period needs 'name'. help: add `name: summit`
        team.yaml:9:53: error: 'until' 2026-10-12 leaves no day after 'from' 2026-10-17. help: `until` is the first day that is out: write a later date
        team.yaml:10:47: error: 'until' 2026-11-02 leaves no day after 'from' 2026-11-02. help: `until` is the first day that is out: write a later date
        """
    ),
    BrokenFiles(
      "periods that share days, and one without end",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon-fri 09:00-13:00 } }
          office hours: { uk: mon-fri 09:00-17:00 }
          periods:
            - { name: summit, from: 2026-10-12, until: 2026-10-17 }
            - { name: fair, from: 2026-10-16, until: 2026-10-20 }
            - { name: for ever, from: 2027-01-01, until: 2029-01-01 }
          """
        )
      ],
      messages: """
        team.yaml:8:5: error: period 'fair' shares days with 'summit'. help: end one before the other begins: `until` is the first day that is out
        team.yaml:9:48: error: the period has 731 days; the limit is 366. help: write a shorter one, or change the hours themselves
        """
    ),
    BrokenFiles(
      "members, queues and hours that a period does not find",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon-fri 09:00-13:00 } }
          office hours: { uk: mon-fri 09:00-17:00 }
          periods:
            - name: summit
              from: 2026-10-12
              until: 2026-10-17
              office hours: uk
              members: [ana, boo, ana]
              targets: { genral: { first response: 1 day } }
            - { name: empty, from: 2026-11-02, until: 2026-11-03, members: [] }
          queues: { general: { when: otherwise } }
          """
        )
      ],
      messages: """
        team.yaml:10:19: error: 'uk' is not a weekday. help: write a weekday: mon, tue, wed, thu, fri, sat or sun
        team.yaml:11:20: error: there is no member 'boo' in this team. help: did you mean 'bo'?
        team.yaml:11:25: error: 'ana' is listed twice in this group. help: delete one of them
        team.yaml:12:16: error: there is no queue 'genral' in this team. help: did you mean 'general'?
        team.yaml:13:66: error: the period has no members. help: list who stands then, or delete the key
        """
    ),
    BrokenFiles(
      "hours of a period where the team has none, and business time in a queue that is always open",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon-fri 09:00-13:00 } }
          periods:
            - name: summit
              from: 2026-10-12
              until: 2026-10-17
              office hours: mon-fri 10:00-12:00
              targets: { general: { first response: 2 business days } }
          queues: { general: { when: otherwise } }
          """
        )
      ],
      messages: """
        team.yaml:9:19: error: the team has no office hours that 'summit' could change. help: add them: `office hours: { uk: mon-fri 09:00-17:00 }`
        team.yaml:10:14: error: '2 business days' needs office hours, and queue 'general' is always open. help: write it in hours, or give the queue office hours
        """
    ),
    BrokenFiles(
      "keys of a period that are near, misspelled or of something else",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon-fri 09:00-13:00 } }
          office hours: { uk: mon-fri 09:00-17:00 }
          periods:
            - { name: a, from: 2026-10-12, untill: 2026-10-17 }
            - { name: b, from: 2026-10-12, until: 2026-10-17, hours: mon 09:00-10:00, duties: x }
            summit: x
          """
        )
      ],
      messages: """
        team.yaml:9:3: error: the indentation does not fit the list above. help: begin each item with `- ` at one indentation
        """
    ),
    BrokenFiles(
      "a group where a list of periods is wanted",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon-fri 09:00-13:00 } }
          office hours: { uk: mon-fri 09:00-17:00 }
          periods:
            summit: { from: 2026-10-12, until: 2026-10-17 }
          """
        )
      ],
      messages: """
        team.yaml:7:3: error: a list is wanted here, not a group of keys. help: write a list such as `- { name: summit, from: 2026-10-12, until: 2026-10-17 }`
        """
    ),
  ]
}
