/// Files that are broken in keys, with the exact messages they give.
enum KeysProblems {
  static let cases = [
    BrokenFiles(
      "an unknown key with a near one",
      files: [
        (
          "team.yaml",
          """
          team: t
          zoen: Europe/London
          zone: Europe/London
          members: [{ id: ana, nmae: Ana }]
          duties: { desk: { slot: mon 09:00-10:00 } }
          """
        )
      ],
      messages: """
        team.yaml:2:1: error: 'zoen' is not a key of a team file. help: did you mean 'zone'?
        team.yaml:4:22: error: 'nmae' is not a key of a member. help: did you mean 'name'?
        team.yaml:5:17: error: duty 'desk' has neither layers nor slots. help: add `slots: mon-fri 09:00-13:00`, or `layers:` with a rotation
        team.yaml:5:19: error: 'slot' is not a key of a duty. help: did you mean 'slots'?
        """
    ),
    BrokenFiles(
      "keys that are missing",
      files: [
        (
          "team.yaml",
          """
          name: Support
          members: [{ name: Ana }]
          """
        )
      ],
      messages: """
        team.yaml:1:1: error: a team file needs 'duties'. help: add `duties: { desk: { slots: mon-fri 09:00-13:00 } }`
        team.yaml:1:1: error: a team file needs 'team'. help: add `team: field-support`
        team.yaml:1:1: error: a team file needs 'zone'. help: add `zone: Europe/London`
        team.yaml:2:11: error: a member needs 'id'. help: add `id: ana`
        """
    ),
    BrokenFiles(
      "a key without a value",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members:
            - id: ana
              skills:
          duties:
            desk:
          """
        )
      ],
      messages: """
        team.yaml:5:5: error: 'skills' has no value. help: write `skills: [billing]`, or delete the key
        team.yaml:7:3: error: 'desk' has no value. help: write it like `desk: { slots: mon-fri 09:00-13:00 }`, or delete it
        """
    ),
    BrokenFiles(
      "keys that are not supported yet",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties:
            desk: { slots: mon 09:00-10:00, claim until: thu 12:00 }
          periods:
            - name: summit
          """
        )
      ],
      messages: """
        team.yaml:7:5: error: a period needs 'from'. help: add `from: 2026-10-12`
        team.yaml:7:5: error: a period needs 'until'. help: add `until: 2026-10-17`
        """
    ),
    BrokenFiles(
      "a group where a list is wanted, and a list where one value is",
      files: [
        (
          "team.yaml",
          """
          team: [t]
          zone: { name: Europe/London }
          members: ana
          duties: [desk]
          """
        )
      ],
      messages: """
        team.yaml:1:7: error: one value is wanted here, not a list. help: write it like field-support
        team.yaml:2:7: error: one value is wanted here, not a group of keys. help: write it like Europe/London
        team.yaml:3:10: error: a list is wanted here, not 'ana'. help: write a list such as [ana, bo]
        team.yaml:4:9: error: a group of keys is wanted here, not a list. help: write it like `desk: { slots: mon-fri 09:00-13:00 }`
        """
    ),
  ]
}
