/// Files that are broken in rules for drafting, with the exact messages they give.
enum RulesProblems {
  static let cases = [
    BrokenFiles(
      "rules that cannot be followed",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          rules:
            rest: long
            at most: { week: 20 hours, nights in a row: 3 }
            weekends: never two
            never together: [[ana], [ana, zed], [bo, bo]]
            alongside: [[desk, primary]]
            fairness: { over: 200 weeks, weekend: double }
            keep published: mostly
          """
        )
      ],
      messages: """
        team.yaml:6:9: error: 'long' is not a duration. help: write a duration such as 15 minutes, 11 hours, 1 hour 30 minutes or 2 days
        team.yaml:8:13: error: 'never two' is not possible here. help: write one of: never two in a row, any
        team.yaml:9:20: error: one member is no pair. help: list two or more: [ana, bo]
        team.yaml:9:33: error: there is no member 'zed' in this team. help: write one of: ana, bo
        team.yaml:9:44: error: 'bo' is listed twice in this group. help: delete one of them
        team.yaml:10:22: error: there is no duty 'primary' in this team. help: write one of: desk
        team.yaml:11:21: error: '200 weeks' is not a number of weeks from 1 to 104. help: write it like 3 weeks
        team.yaml:11:41: error: 'double' is not a weight. help: write a number such as 2 or 1.5
        team.yaml:12:19: error: 'mostly' is not possible here. help: write one of: strongly, normally, no
        """
    )
  ]
}
