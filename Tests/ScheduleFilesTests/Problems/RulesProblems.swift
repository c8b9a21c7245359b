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
        team.yaml:8:13: error: 'never two' is not possible here. help: write one of: never two in a row, volunteers first, any
        team.yaml:9:20: error: one member is no pair. help: list two or more: [ana, bo]
        team.yaml:9:33: error: there is no member 'zed' in this team. help: write one of: ana, bo
        team.yaml:9:44: error: 'bo' is listed twice in this group. help: delete one of them
        team.yaml:10:22: error: there is no duty 'primary' in this team. help: write one of: desk
        team.yaml:11:21: error: '200 weeks' is not a number of weeks from 1 to 104. help: write it like 3 weeks
        team.yaml:11:41: error: 'double' is not a weight. help: write a number such as 2 or 1.5
        team.yaml:12:19: error: 'mostly' is not possible here. help: write one of: strongly, normally, weakly, no, or points such as 20 points
        """
    ),
    BrokenFiles(
      "limits, successions and pairings that cannot be followed",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana, nights: sometimes, holidays: xmas }, { id: bo }]
          duties: { desk: { slots: mon 09:00-10:00, working hours: mostly } }
          rules:
            at most: { days in a row: 2, nights per weak: 3, weekends per week: 1, desks per day: 8 hours, desk per week: lots }
            at least: { days in a row: 3, days of: 2 }
            never after: { night: [desk], desk: [nigth] }
            protected night: { at most: some }
            weekends: [never two in a row, volunters first]
            holidays: 5000 points
            only beside: { ana: [ana], bo: [] , zed: [ana] }
            wishes: 5
            fairness: { leave: forgiven }
            keep published: { near: stronly }
            spred: 8 points
          """
        )
      ],
      messages: """
        team.yaml:3:30: error: 'sometimes' is not possible here. help: write one of: never, any
        team.yaml:3:51: error: 'xmas' is not the name of a calendar file. help: write it like holidays/england-and-wales.ics, or its address with https://
        team.yaml:4:58: error: 'mostly' is not a demand on working hours. help: write one of: required, within 1 hour, preferred, any, or points such as 20 points
        team.yaml:6:32: error: 'nights per weak' is not a key of 'at most'. help: did you mean 'nights per week'?
        team.yaml:6:52: error: 'weekends per week' is not a key of 'at most'. help: did you mean 'weekends per month'?
        team.yaml:6:74: error: there is no duty 'desks' in this team. help: did you mean 'desk'?
        team.yaml:6:113: error: 'lots' is not an amount of hours or shifts. help: write it like 8 hours or 3 shifts
        team.yaml:7:13: error: at least 3 days in a row is more than at most 2. help: let the most be no less than the least
        team.yaml:7:33: error: 'days of' is not a key of 'at least'. help: did you mean 'days off'?
        team.yaml:8:18: error: there is no duty 'night' in this team. help: write one of: desk
        team.yaml:8:40: error: there is no duty 'nigth' in this team. help: write one of: desk
        team.yaml:9:31: error: 'some' is not a duration. help: write a duration such as 15 minutes, 11 hours, 1 hour 30 minutes or 2 days
        team.yaml:10:34: error: 'volunters first' is not possible here. help: did you mean 'volunteers first'?
        team.yaml:11:13: error: '5000 points' does not name 1 to 1000 points. help: write it like 20 points
        team.yaml:12:18: error: 'ana' cannot stand beside themselves. help: list other members
        team.yaml:12:30: error: nobody is named to stand beside 'bo'. help: list some: [ana, bo]
        team.yaml:12:39: error: there is no member 'zed' in this team. help: write one of: ana, bo
        team.yaml:13:11: error: '5' does not name 1 to 1000 points. help: write it like 20 points
        team.yaml:14:22: error: 'forgiven' is not possible here. help: write one of: excused, owed
        team.yaml:15:27: error: 'stronly' is not possible here. help: did you mean 'strongly'?
        team.yaml:16:3: error: 'spred' is not a key of the rules. help: did you mean 'spread'?
        """
    ),
    BrokenFiles(
      "somebody who stands only beside those they never stand with",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          rules: { never together: [[ana, bo]], only beside: { bo: [ana] } }
          """
        )
      ],
      messages: """
        team.yaml:5:52: error: 'bo' never stands together with those beside whom they only stand. help: take them out of `never together`, or list somebody else
        """
    ),
  ]
}
