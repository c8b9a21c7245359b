/// Files that are broken in times, dates, zones and calendars, with the exact messages they give.
enum TimesProblems {
  static let cases = [
    BrokenFiles(
      "values of the wrong form",
      files: [
        (
          "team.yaml",
          """
          team: Team One
          zone: Europe/London
          members:
            - { id: ana, hours: mon-fri 9-17, share: 120%, from: 01.02.2026, capacity: many, email: ana }
          duties:
            desk: { slots: mon-fri 09:00-25:00, people: 0, points: double, goal: 20 min, check-in: every hour }
          """
        )
      ],
      messages: """
        team.yaml:1:7: error: 'Team One' is not a team id. help: write a team id in lower-case letters, digits and hyphens, such as ana or front-desk
        team.yaml:4:23: error: '9-17' is not a time window. help: write a time window such as 09:00-17:00 or 20:00-08:00
        team.yaml:4:44: error: '120%' is not a share from 1% to 100%. help: write it like 60%
        team.yaml:4:56: error: '01.02.2026' is not a date. help: write a date such as 2026-03-29
        team.yaml:4:78: error: 'many' is not a number from 1 to 1000. help: write it in digits, such as 1
        team.yaml:4:91: error: 'ana' is not a mail address. help: write it like ana@example.com
        team.yaml:6:18: error: '09:00-25:00' is not a time window. help: write a time window such as 09:00-17:00 or 20:00-08:00
        team.yaml:6:47: error: '0' is not a number from 1 to 100. help: write it in digits, such as 1
        team.yaml:6:58: error: 'double' is not a rate of points. help: write it like 2 per hour
        team.yaml:6:72: error: '20 min' is not a duration. help: write a duration such as 15 minutes, 11 hours, 1 hour 30 minutes or 2 days
        team.yaml:6:90: error: 'every hour' is no rhythm. help: write it like every 1 hour
        """
    ),
    BrokenFiles(
      "a zone that is not known",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/Londn
          members: [{ id: ana, zone: lagos }, { id: bo, zone: BST }]
          duties: { desk: { zone: GMT+1, slots: mon 09:00-10:00 } }
          """
        )
      ],
      messages: """
        team.yaml:2:7: error: zone 'Europe/Londn' is not known. help: did you mean 'Europe/London'?
        team.yaml:3:28: error: zone 'lagos' is not known. help: did you mean 'Africa/Lagos'?
        team.yaml:3:53: error: zone 'BST' is not known. help: write a zone of the IANA database such as Europe/London or Etc/UTC
        team.yaml:4:25: error: zone 'GMT+1' is not known. help: did you mean 'Etc/GMT+1'?
        """
    ),
    BrokenFiles(
      "an until that is not after the from",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana, from: 2026-03-02, until: 2026-03-02 }]
          duties:
            primary:
              layers: [{ id: week, members: [ana], from: 2026-05-04, until: 2026-04-06 }]
          """
        )
      ],
      messages: """
        team.yaml:3:47: error: 'until' 2026-03-02 leaves no day after 'from' 2026-03-02. help: `until` is the first day that is out: write a later date
        team.yaml:6:67: error: 'until' 2026-04-06 leaves no day after 'from' 2026-05-04. help: `until` is the first day that is out: write a later date
        """
    ),
    BrokenFiles(
      "office hours that never open, and dates given twice",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          office hours:
            shut:
              hours: never
              exceptions: { 2026-12-24: closed }
            twice:
              hours: mon-fri 09:00-17:00
              exceptions: { 2026-12-24..2026-12-28: closed, 2026-12-26: 10:00-12:00, 2026-12-31..2026-12-30: closed }
          """
        )
      ],
      messages: """
        team.yaml:7:5: error: the office hours never open ('shut'). help: give weekly hours such as mon-fri 09:00-17:00
        team.yaml:11:51: error: 2026-12-26 is given twice. help: write all its hours in one line
        team.yaml:11:76: error: '2026-12-31..2026-12-30' ends before it begins. help: write the earlier date first: 2026-12-30..2026-12-31
        """
    ),
    BrokenFiles(
      "a break that would be none",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          office hours:
            uk: { hours: mon-fri 09:00-17:00, breaks: { 2026-06-10: closed } }
          """
        )
      ],
      messages: """
        team.yaml:6:59: error: 'closed' does not say from when to when. help: write 00:00-24:00 to close the day, or leave the line out
        """
    ),
    BrokenFiles(
      "hours that overlap on one day",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members:
            - { id: ana, hours: "mon-fri 09:00-13:00, 12:00-17:00" }
            - { id: bo, hours: "mon-fri 09:00-13:00, 13:00-17:00, fri 10:00-11:00" }
          duties:
            primary:
              layers: [{ id: week, members: [ana], from: 2026-05-04, hours: "20:00-08:00, 22:00-06:00" }]
          office hours:
            plain: "mon-fri 09:00-17:00, sat 09:00-12:00"
            uk:
              hours: mon-fri 09:00-17:00
              exceptions: { 2026-12-24: "11:00-14:00, 09:00-12:00" }
          """
        )
      ],
      messages: """
        team.yaml:4:23: warning: '09:00-13:00' and '12:00-17:00' overlap: the time in both counts once. help: write windows that do not overlap
        team.yaml:5:22: warning: '09:00-13:00' and '10:00-11:00' overlap: the time in both counts once. help: write windows that do not overlap
        team.yaml:8:67: warning: '20:00-08:00' and '22:00-06:00' overlap: the time in both counts once. help: write windows that do not overlap
        team.yaml:13:31: warning: '09:00-12:00' and '11:00-14:00' overlap: the time in both counts once. help: write windows that do not overlap
        """
    ),
    BrokenFiles(
      "breaks at which the office is closed anyhow",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          office hours:
            uk:
              hours: mon-fri 09:00-17:00
              breaks:
                2026-06-10: 18:00-19:00
                2026-06-11: "16:00-18:00, 17:00-18:00"
                2026-06-12..2026-06-14: 12:00-13:00
                2026-06-20..2026-06-21: 12:00-13:00
            night:
              hours: mon 20:00-06:00
              breaks: { 2026-06-16: 05:00-07:00 }
            winter:
              hours: mon-fri 09:00-17:00
              breaks: { 2026-12-05: 12:00-13:00, 2026-12-12: 12:00-13:00, 2026-12-07: 15:00-16:00 }
          periods:
            - { name: fair, from: 2026-12-01, until: 2026-12-10, office hours: mon-sat 09:00-14:00 }
          """
        )
      ],
      messages: """
        team.yaml:9:7: warning: the break '18:00-19:00' of 2026-06-10 is outside the office hours 'uk'. help: write times at which they are open, or leave the break out
        team.yaml:10:7: warning: the break '17:00-18:00' of 2026-06-11 is outside the office hours 'uk'. help: write times at which they are open, or leave the break out
        team.yaml:12:7: warning: the break '12:00-13:00' of 2026-06-20..2026-06-21 is outside the office hours 'uk'. help: write times at which they are open, or leave the break out
        team.yaml:18:40: warning: the break '12:00-13:00' of 2026-12-12 is outside the office hours 'winter'. help: write times at which they are open, or leave the break out
        team.yaml:18:65: warning: the break '15:00-16:00' of 2026-12-07 is outside the office hours 'winter'. help: write times at which they are open, or leave the break out
        """
    ),
    BrokenFiles(
      "office hours that come to an end",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          office hours:
            past:
              hours: never
              exceptions: { 2020-12-24: 09:00-10:00, 2020-12-25: closed }
          """
        )
      ],
      messages: """
        team.yaml:7:5: warning: office hours 'past' never open after 2020-12-24: from then on no promise in them is due. help: give weekly hours such as mon-fri 09:00-17:00, or more dates in time
        """
    ),
    BrokenFiles(
      "a calendar that is missing, and one that is broken",
      files: [
        (
          "schedules/team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          office hours:
            uk: { hours: mon-fri 09:00-17:00, holidays: [holidays/englnd.ics, holidays/broken.ics, holidays/uk.txt] }
          """
        ),
        (
          "schedules/holidays/england.ics",
          """
          BEGIN:VCALENDAR
          """
        ),
        (
          "schedules/holidays/broken.ics",
          """
          hello
          """
        ),
      ],
      messages: """
        schedules/holidays/broken.ics:1:1: error: this is not a calendar. help: export the calendar again, or name another file
        schedules/team.yaml:6:48: error: there is no file 'holidays/englnd.ics'. help: did you mean 'holidays/england.ics'?
        schedules/team.yaml:6:90: error: 'holidays/uk.txt' is not the name of a calendar file. help: write it like holidays/england-and-wales.ics, or its address with https://
        """
    ),
    BrokenFiles(
      "a calendar by its address that has no copy yet, one that no server could be asked for, and another's copy",
      files: [
        (
          "schedules/team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          office hours:
            uk:
              hours: mon-fri 09:00-17:00
              holidays: ["https://calendars.example.org/a.ics", "https://calendars.example.org/ä.ics", "ftp://x.ics"]
          """
        ),
        (
          "schedules/holidays/calendars.example.org-a-00000000.ics",
          """
          BEGIN:VCALENDAR
          """
        ),
      ],
      messages: """
        schedules/team.yaml:8:16: error: there is no copy of https://calendars.example.org/a.ics yet. help: fetch it: watchbill calendar holidays refresh
        schedules/team.yaml:8:55: error: 'https://calendars.example.org/ä.ics' is not an address that can be asked. help: write it in plain letters without blanks, at most 1000
        schedules/team.yaml:8:94: error: 'ftp://x.ics' is not the name of a calendar file. help: write it like holidays/england-and-wales.ics, or its address with https://
        """
    ),
  ]
}
