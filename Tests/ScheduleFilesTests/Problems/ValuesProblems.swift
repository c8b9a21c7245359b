/// Files that are broken in values of limits, claims, reviews, levels and dates, with the exact messages they give.
enum ValuesProblems {
  static let cases = [
    BrokenFiles(
      "limits that are no amounts, and a longer span with less time",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon-fri 09:00-13:00 } }
          rules:
            at most: { day: much, week: 20, month: 3 months, nights in a row: 40 }
          """
        )
      ],
      messages: """
        team.yaml:6:19: error: 'much' is not a duration. help: write a duration such as 15 minutes, 11 hours, 1 hour 30 minutes or 2 days
        team.yaml:6:31: error: '20' is not a duration. help: write a duration such as 15 minutes, 11 hours, 1 hour 30 minutes or 2 days
        team.yaml:6:42: error: '3 months' is not a duration. help: write a duration such as 15 minutes, 11 hours, 1 hour 30 minutes or 2 days
        team.yaml:6:69: error: '40' is not a number from 1 to 31. help: write it in digits, such as 1
        """
    ),
    BrokenFiles(
      "a week that holds less than a day, a month less than a week",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon-fri 09:00-13:00 } }
          rules:
            at most: { day: 12 hours, week: 8 hours, month: 4 hours }
          """
        )
      ],
      messages: """
        team.yaml:6:35: error: 'week' (8 hours) is less than 'day' (12 hours). help: let the longer span be larger
        team.yaml:6:51: error: 'month' (4 hours) is less than 'week' (8 hours). help: let the longer span be larger
        """
    ),
    BrokenFiles(
      "weights of nights and weekends that are no numbers",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon-fri 09:00-13:00 } }
          rules:
            fairness: { over: 13, night: -1, weekend: 2 x, holidays: 2 }
          """
        )
      ],
      messages: """
        team.yaml:6:21: error: '13' is not a number of weeks from 1 to 104. help: write it like 3 weeks
        team.yaml:6:32: error: '-1' is not a weight. help: write a number such as 2 or 1.5
        team.yaml:6:45: error: '2 x' is not a weight. help: write a number such as 2 or 1.5
        team.yaml:6:50: error: 'holidays' is not a key of fairness. help: did you mean 'holiday'?
        """
    ),
    BrokenFiles(
      "check-ins and credits that say too little or too much",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana, weekends: volunteer }]
          duties:
            one: { slots: sat 10:00-18:00, check-in: { required: yes } }
            two: { slots: sun 10:00-18:00, check-in: { every: 1 hour, required: maybe } }
            three: { slots: sun 18:00-20:00, check-in: often, credit: { day: 0.25 leave days, at least: 8 } }
            four: { slots: mon 18:00-20:00, check-in: every 1 second }
            five: { slots: tue 18:00-20:00, check-in: { every: 14 minutes } }
            six: { slots: wed 18:00-20:00, check-in: every 15 minutes }
          """
        )
      ],
      messages: """
        team.yaml:5:44: error: a check-in needs 'every'. help: add `every: 1 hour`
        team.yaml:6:71: error: 'maybe' is not possible here. help: write one of: yes, no
        team.yaml:7:46: error: 'often' is no rhythm. help: write it like every 1 hour
        team.yaml:7:61: error: a credit needs 'weekend'. help: add `weekend: 0.5 leave days`
        team.yaml:7:95: error: '8' is not a duration. help: write a duration such as 15 minutes, 11 hours, 1 hour 30 minutes or 2 days
        team.yaml:8:45: error: 'every 1 second' is too often for check-ins. help: write every 15 minutes or longer
        team.yaml:9:54: error: '14 minutes' is too often for check-ins. help: write every 15 minutes or longer
        """
    ),
    BrokenFiles(
      "a time until which slots are claimed",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties:
            one: { slots: mon 09:00-10:00, claim until: thursday }
            two: { slots: mon 09:00-10:00, claim until: thu 24:00 }
            three: { layers: [{ id: a, members: [ana] }], claim until: thu 12:00 }
          """
        )
      ],
      messages: """
        team.yaml:5:47: error: 'thu' is not a time of the week. help: write a weekday and a time such as thu 12:00
        team.yaml:6:47: error: 'thu 24:00' is not a time of the week. help: write a weekday and a time such as thu 12:00
        team.yaml:7:49: error: 'claim until' has no meaning here. help: it belongs to a duty with `slots:`; delete it, or write slots instead of layers
        """
    ),
    BrokenFiles(
      "reviews that are no rhythm",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon-fri 09:00-13:00 } }
          queues:
            a: { when: { tag: a }, review: mon 10:00 }
            b: { when: { tag: b }, review: weekly }
            c: { when: { tag: c }, review: weekly mon }
            d: { when: otherwise, review: every now and then }
          """
        )
      ],
      messages: """
        team.yaml:6:34: error: 'mon 10:00' is no rhythm. help: write it like every 24 hours, or weekly mon 10:00
        team.yaml:7:34: error: 'weekly' is no rhythm. help: write it like every 24 hours, or weekly mon 10:00
        team.yaml:8:34: error: 'mon' is not a time of the week. help: write a weekday and a time such as thu 12:00
        team.yaml:9:33: error: 'every now and then' is no rhythm. help: write it like every 24 hours, or weekly mon 10:00
        """
    ),
    BrokenFiles(
      "what a reply does, and whether an acknowledgement counts",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon-fri 09:00-13:00 } }
          queues:
            a: { when: { tag: a }, after reply: solved, acknowledgement counts: maybe }
            b: { when: otherwise, after-reply: [open], outside hours: best efforts, assign: primary }
          """
        )
      ],
      messages: """
        team.yaml:6:39: error: 'solved' is not possible here. help: did you mean 'resolved'?
        team.yaml:6:71: error: 'maybe' is not possible here. help: write one of: yes, no
        team.yaml:7:38: error: a list is not possible here. help: write one of: resolved, pending, open
        team.yaml:7:61: error: 'best efforts' is not possible here. help: did you mean 'best effort'?
        team.yaml:7:83: error: 'primary' is not possible here. help: write one of: least loaded, round robin, weighted, primary only, pull
        """
    ),
    BrokenFiles(
      "levels that ask nobody, or two things at once",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon-fri 09:00-13:00 } }
          queues:
            general:
              when: otherwise
              overflow:
                - { ask: desk }
                - { for: 2 hours }
                - { ask: desk, to: desk, for: 2 hours }
                - { ask: dsk, for: two hours }
          """
        )
      ],
      messages: """
        team.yaml:9:9: error: 'ask' and 'for' go together. help: write `{ ask: account-engineer, for: 2 hours }`
        team.yaml:10:9: error: a level has one of 'to', 'page' and 'ask'. help: write `{ to: primary, after: 10 minutes }`
        team.yaml:11:9: error: a level has one of 'to', 'page' and 'ask'. help: write `{ to: primary, after: 10 minutes }`
        team.yaml:12:16: error: there is no duty or member 'dsk' in this team. help: did you mean 'desk'?
        team.yaml:12:26: error: 'two hours' is not a duration. help: write a duration such as 15 minutes, 11 hours, 1 hour 30 minutes or 2 days
        """
    ),
    BrokenFiles(
      "clocks that are not known",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties: { desk: { slots: mon-fri 09:00-13:00 } }
          queues:
            general: { when: otherwise, targets: { triage: soon, next respons: 1 day, resolution: 5 business day s } }
          """
        )
      ],
      messages: """
        team.yaml:6:50: error: 'soon' is not a target. help: write a target such as 60 minutes, 24 hours, 4 business hours, 1 day, 5 business days, 1 business day to closing, same day, same day less 1 hour, same calendar day or none
        team.yaml:6:56: error: 'next respons' is not a key of the targets. help: did you mean 'next response'?
        team.yaml:6:89: error: '5 business days s' is not a target. help: write a target such as 60 minutes, 24 hours, 4 business hours, 1 day, 5 business days, 1 business day to closing, same day, same day less 1 hour, same calendar day or none
        """
    ),
    BrokenFiles(
      "dates and ranges that no calendar has",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana, from: 2026-02-30 }, { id: bo, until: 2026-13-01 }, { id: cy, from: 26-01-01 }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          office hours: { uk: { hours: mon 09:00-10:00, exceptions: { 2026-12-28..2026-12-24: closed, 2026-12: closed } } }
          """
        )
      ],
      messages: """
        team.yaml:3:28: error: '2026-02-30' is not a date. help: write a date such as 2026-03-29
        team.yaml:3:59: error: '2026-13-01' is not a date. help: write a date such as 2026-03-29
        team.yaml:3:89: error: '26-01-01' is not a date. help: write a date such as 2026-03-29
        team.yaml:5:61: error: '2026-12-28..2026-12-24' ends before it begins. help: write the earlier date first: 2026-12-24..2026-12-28
        team.yaml:5:93: error: '2026-12' is not a range of dates. help: write a date such as 2026-12-24, or a range such as 2026-12-24..2026-12-28
        """
    ),
    BrokenFiles(
      "hours whose days or times cannot be",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana, hours: mon-fry 09:00-17:00 }, { id: bo, hours: "mon-fri 09:00-17:00," }]
          duties:
            one: { slots: 09:00 }
            two: { slots: mon-fri }
            three: { slots: 9.00-17.00 }
          """
        )
      ],
      messages: """
        team.yaml:3:29: error: 'fry' is not a weekday. help: write a weekday: mon, tue, wed, thu, fri, sat or sun
        team.yaml:3:69: error: 'mon-fri 09:00-17:00, ' is not weekly hours. help: write weekly hours such as mon-fri 09:00-17:00, or mon-fri 09:00-12:30, 13:30-17:00, sat 10:00-12:00, or always
        team.yaml:5:17: error: '09:00' is not a time window. help: write a time window such as 09:00-17:00 or 20:00-08:00
        team.yaml:6:17: error: 'mon-fri' names days without hours at its end. help: write weekly hours such as mon-fri 09:00-17:00, or mon-fri 09:00-12:30, 13:30-17:00, sat 10:00-12:00, or always
        team.yaml:7:19: error: '9.00-17.00' is not a time window. help: write a time window such as 09:00-17:00 or 20:00-08:00
        """
    ),
    BrokenFiles(
      "a text that begins like something else in YAML",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          name: @home
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          """
        )
      ],
      messages: """
        team.yaml:3:7: error: a value cannot begin with this character. help: put quotes around the value; indent with spaces, not tabs
        """
    ),
    BrokenFiles(
      "lists that name nothing",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties:
            primary:
              layers:
                - { id: week, members: [ana, []], from: 2026-01-05 }
                - { id: free, members: [ana], only on: [] }
          on change: { to: hook, duties: [] }
          priorities: [urgent, normal]
          customers: { larch: { tier: gold } }
          routing:
            - { name: down, when: { tier: gold, words: [] }, priority: urgent }
            - { name: all, when: { customer: [] }, priority: urgent }
          queues:
            a:
              when: otherwise
              promises:
                - { name: paid, tier: [], targets: { first response: 1 hour } }
          escalation:
            critical: [{ at: created, page: [] }]
          """
        )
      ],
      messages: """
        team.yaml:7:36: error: nobody shares this turn. help: list who does: [ana, bo], or delete it
        team.yaml:8:46: error: no day is named, so it would never hold. help: name the days, or delete the key
        team.yaml:9:32: error: no duty is named, so the channel is told nothing. help: name some: [primary], or delete the key
        team.yaml:13:46: error: nothing is listed that could fit. help: name something, or delete the key
        team.yaml:14:36: error: nothing is listed that could fit. help: name something, or delete the key
        team.yaml:19:29: error: nothing is listed that could fit. help: name something, or delete the key
        team.yaml:21:35: error: nobody is named, so nobody is paged. help: write a duty, a member's id, lead or owner
        """
    ),
    BrokenFiles(
      "limits of no time, and a silence that is over as it begins",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          rules:
            at most: { day: 0 hours, week: 0 minutes, month: 1 hour }
          queues:
            a: { when: otherwise, states: { silence: { every: 0 days, text: Still there? } } }
          """
        )
      ],
      messages: """
        team.yaml:6:19: error: '0 hours' is no time at all. help: write a longer one, or delete the limit
        team.yaml:6:34: error: '0 minutes' is no time at all. help: write a longer one, or delete the limit
        team.yaml:8:53: error: '0 days' is no time at all. help: write how long an answer is waited for: 3 days
        """
    ),
  ]
}
