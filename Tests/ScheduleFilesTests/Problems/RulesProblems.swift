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
      "limits of what is neither a duty nor counted",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 }, nightly: { slots: mon 20:00-08:00 } }
          rules:
            at most: { shift per day: 1, weekend per month: 2, lamps per week: 3 shifts, nightlys per week: 2 shifts, dek pr day: 8 hours }
          """
        )
      ],
      messages: """
        team.yaml:6:14: error: there is no duty 'shift' in this team. help: did you mean 'shifts per day'?
        team.yaml:6:32: error: there is no duty 'weekend' in this team. help: did you mean 'weekends per month'?
        team.yaml:6:54: error: there is no duty 'lamps' in this team. help: write one of: desk, nightly
        team.yaml:6:80: error: there is no duty 'nightlys' in this team. help: did you mean 'nightly'?
        team.yaml:6:109: error: 'dek pr day' is not a key of 'at most'. help: the keys here are: day, week, month, days in a row, nights in a row, shifts per day, shifts per week, shifts per month, nights per week, nights per month, weekends per month, <duty> per day, <duty> per week, <duty> per month
        """
    ),
    BrokenFiles(
      "prices, runs and nights that say nothing usable",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon 09:00-10:00, working hours: within 13 hours } }
          rules:
            at most: { shifts per day: 0, nights per week: 2 else 0 points, desk per month: 3 shifts else 1001 points }
            at least: { days in a row: 40 }
            never after: [desk]
            protected night: 25:00-07:00
            weekends: { two in a row: sometimes, volunteers first: free }
            only beside: { ana: { until: 2027-01-04 } }
            same member: lots
            keep published: { later: weakly, within: soon }
          """
        )
      ],
      messages: """
        team.yaml:4:58: error: 'within 13 hours' does not say within what time, up to 12 hours. help: write it like within 1 hour
        team.yaml:6:30: error: '0' is not a number from 1 to 99. help: write it like 3, or 3 else 20 points
        team.yaml:6:50: error: '2 else 0 points' does not name 1 to 1000 points. help: write it like 20 points
        team.yaml:6:83: error: '3 shifts else 1001 points' does not name 1 to 1000 points. help: write it like 20 points
        team.yaml:7:30: error: '40' is not a number from 1 to 31. help: write it in digits, such as 1
        team.yaml:8:16: error: a group of keys is wanted here, not a list. help: write it like `night: [desk, day]`
        team.yaml:9:20: error: '25:00-07:00' is not a time window. help: write a time window such as 09:00-17:00 or 20:00-08:00
        team.yaml:10:29: error: 'sometimes' is not possible here. help: write one of: never, any, or points such as 20 points
        team.yaml:10:58: error: 'free' does not name 1 to 1000 points. help: write it like 20 points
        team.yaml:11:23: error: who stands beside a member needs 'members'. help: add `members: [ana, bo]`
        team.yaml:12:16: error: 'lots' is not possible here. help: write no, or points such as 20 points
        team.yaml:13:44: error: 'soon' is not a duration. help: write a duration such as 15 minutes, 11 hours, 1 hour 30 minutes or 2 days
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
