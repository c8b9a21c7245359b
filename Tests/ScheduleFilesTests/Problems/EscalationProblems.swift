/// Files that are broken in escalation policies, with the exact messages they give.
enum EscalationProblems {
  static let cases = [
    BrokenFiles(
      "steps that do not follow one another",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { primary: { layers: [{ id: week, members: [ana] }] } }
          escalation:
            empty: []
            late: [{ then: primary }]
            mixed: [{ at: created, then: primary }, { page: primary }, { at: noon, page: primry }]
            leads: [{ at: created, page: [primary, lead] }]
            early: [{ at: created, page: ana, repeat: 2 times }, { then: ana, after: 5 minutes, repeat: often }]
          """
        )
      ],
      messages: """
        team.yaml:6:10: error: escalation policy 'empty' has no steps. help: add one: `- { at: created, page: primary }`
        team.yaml:7:10: error: the first step has no step before it. help: begin with `at: created`
        team.yaml:8:11: error: a step has either 'at' and 'page', or 'then'. help: write `{ at: created, page: primary }`, or `{ then: secondary, after: 5 minutes }`
        team.yaml:8:43: error: a step has either 'at' and 'page', or 'then'. help: write `{ at: created, page: primary }`, or `{ then: secondary, after: 5 minutes }`
        team.yaml:8:68: error: 'noon' is not possible here. help: write one of: created, assigned, due, breached
        team.yaml:8:80: error: there is no duty or member 'primry' in this team. help: did you mean 'primary'?
        team.yaml:9:42: error: the team has no lead. help: add `lead:` with a member's id at the top of the file
        team.yaml:10:11: error: 'repeat' stands before the last step. help: move it to the last one
        team.yaml:10:95: error: 'often' is not a number of times from 1 to 100. help: write it like 3 times
        """
    ),
    BrokenFiles(
      "a wait that two steps say differently",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { primary: { layers: [{ id: week, members: [ana] }] } }
          escalation:
            twice:
              - { at: created, page: ana, acknowledge within: 5 minutes }
              - { then: ana, after: 10 minutes, acknowledge within: 3 minutes }
              - { then: ana, acknowledge within: 2 minutes }
              - { then: ana, after: 2 minutes, acknowledge within: 9 minutes }
          """
        )
      ],
      messages: """
        team.yaml:7:53: error: this step waits 5 minutes for an acknowledgement, and the next one comes after 10 minutes. help: write `after: 5 minutes` there, or leave it out
        """
    ),
    BrokenFiles(
      "more steps than anybody waits for",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { primary: { layers: [{ id: week, members: [ana] }] } }
          escalation:
            long: [{ at: created, page: ana }\(String(repeating: ", { then: ana, after: 1 minute }", count: 50))]
          """
        )
      ],
      messages: """
        team.yaml:6:9: error: escalation policy 'long' has 51 steps. help: give at most 50; `repeat: 3 times` on the last one begins again with the first
        """
    ),
  ]
}
