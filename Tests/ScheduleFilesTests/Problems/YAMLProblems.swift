/// Files that are broken in what is wrong with the YAML itself, with the exact messages they give.
enum YAMLProblems {
  static let cases = [
    BrokenFiles(
      "a tab in the indentation",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          duties:
          \tprimary: x
          """
        )
      ],
      messages: """
        team.yaml:4:1: error: a value cannot begin with this character. help: put quotes around the value; indent with spaces, not tabs
        """
    ),
    BrokenFiles(
      "line ends that no editor shows, in a text and in a comment",
      files: [
        (
          "people.yaml",
          """
          members:
            - { id: ana } # first\u{85}
            - { id: bo, nme: Bo }
          """
        ),
        (
          "team.yaml",
          """
          team: t
          name: "Support\u{2028}desk"
          zone: Europe/Londn
          """
        ),
      ],
      messages: """
        people.yaml:2:24: error: the file holds U+0085, a line end that editors do not show. help: delete it, or write a space for it
        team.yaml:2:15: error: the file holds U+2028, a line end that editors do not show. help: delete it, or write a space for it
        """
    ),
    BrokenFiles(
      "a value that holds a colon",
      files: [
        (
          "team.yaml",
          """
          team: t
          name: Support: second line
          """
        )
      ],
      messages: """
        team.yaml:2:14: error: a ':' stands where none can. help: put quotes around a text that holds ': ', and check the indentation
        """
    ),
    BrokenFiles(
      "a list that is not closed",
      files: [
        (
          "team.yaml",
          """
          team: t
          members: [ana, bo
          zone: Europe/London
          """
        )
      ],
      messages: """
        team.yaml:3:5: error: a list or group in brackets is not closed. help: add the missing ',', ']' or '}'
        """
    ),
    BrokenFiles(
      "a quote that is not closed",
      files: [
        (
          "team.yaml",
          """
          team: t
          name: "Support
          zone: Europe/London
          members: [ana]
          """
        )
      ],
      messages: """
        team.yaml:2:7: error: the quote that opens here is never closed. help: close it with the same quote
        """
    ),
    BrokenFiles(
      "two documents in one file",
      files: [
        (
          "team.yaml",
          """
          team: t
          ---
          team: u
          """
        )
      ],
      messages: """
        team.yaml:2:1: error: a second document begins here. help: write one file for each, without lines of `---`
        """
    ),
    BrokenFiles(
      "an empty file",
      files: [
        (
          "team.yaml",
          """
          # nothing yet
          """
        )
      ],
      messages: """
        team.yaml:1:1: error: the file is empty. help: begin with `team:`, or delete the file
        """
    ),
    BrokenFiles(
      "a list instead of a team",
      files: [
        (
          "team.yaml",
          """
          - team: t
          """
        )
      ],
      messages: """
        team.yaml:1:1: error: a team file is wanted here, not a list. help: write it with keys, such as `team: field-support`
        """
    ),
    BrokenFiles(
      "an anchor and an alias",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: &home Europe/London
          members: [{ id: ana, zone: *home }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          """
        )
      ],
      messages: """
        team.yaml:2:7: error: anchors and aliases (& and *) are not used in these files. help: write the value out where it is needed, or put quotes around a text that begins like this
        """
    ),
    BrokenFiles(
      "an alias without an anchor",
      files: [
        (
          "team.yaml",
          """
          team: *t
          zone: Europe/London
          """
        )
      ],
      messages: """
        team.yaml:1:7: error: anchors and aliases (& and *) are not used in these files. help: write the value out where it is needed, or put quotes around a text that begins like this
        """
    ),
    BrokenFiles(
      "a merge key",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [ana]
          duties:
            desk:
              <<: { people: 2 }
              slots: mon 09:00-10:00
          """
        ),
        (
          "people.yaml",
          """
          members: [{ id: ana }]
          """
        ),
      ],
      messages: """
        team.yaml:6:5: error: merge keys (<<) are not used in these files. help: write the keys out
        """
    ),
    BrokenFiles(
      "a tag",
      files: [
        (
          "team.yaml",
          """
          team: !!binary dA==
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          """
        )
      ],
      messages: """
        team.yaml:1:7: error: the tag 'tag:yaml.org,2002:binary' is not used in these files. help: delete it; every value is read as text
        """
    ),
    BrokenFiles(
      "a key given twice, and everything else that is wrong",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          zone: Europe/Paris
          members: [{ id: ana, id: bo }]
          duties: { desk: { slots: mon 09:00-10:00, same member: week, same-member: no } }
          colour: blue
          """
        )
      ],
      messages: """
        team.yaml:3:1: error: 'zone' is given twice; the first is in line 2. help: keep one of them
        team.yaml:4:22: error: 'id' is given twice; the first is in line 4. help: keep one of them
        team.yaml:5:62: error: 'same-member' is given twice; the first is in line 5. help: keep one of them
        team.yaml:6:1: error: 'colour' is not a key of a team file. help: the keys here are: team, name, zone, lead, members, office hours, duties, priorities, rules, queues, escalation, periods, customers, routing, contributions, on change, announce, weekly summary, handoff
        """
    ),
    BrokenFiles(
      "a control character",
      files: [
        (
          "team.yaml",
          """
          team: t
          name: bell\u{7}ring
          """
        )
      ],
      messages: """
        team.yaml:2:11: error: the file holds a character that YAML does not allow (control characters are not allowed). help: delete it: of the control characters only tabs and line ends may stand in a file
        """
    ),
  ]
}
