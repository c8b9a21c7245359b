/// Files that are broken in who is told what, with the exact messages they give.
enum NoticesProblems {
  static let cases = [
    BrokenFiles(
      "what members want to be told",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members:
            - { id: ana, notices: { moves: no, summary: perhaps, digest at: 9 o'clock } }
            - { id: bo, notices: all, reminders: 20 days }
            - { id: cleo, reminders: [1 hour, 2 hours, 3 hours, 4 hours, 5 hours, 6 hours] }
          duties:
            primary: { handoff digest: after, reminders: often, layers: [{ id: always, members: [ana] }] }
          """
        )
      ],
      messages: """
        team.yaml:4:27: error: 'moves' is not a key of a choice of notices. help: did you mean 'moved'?
        team.yaml:4:47: error: 'perhaps' is not possible here. help: write one of: yes, no
        team.yaml:4:67: error: '9 o'clock' is not a time of day. help: write a time of day such as 09:00 or 17:30
        team.yaml:5:24: error: a choice of notices is wanted here, not 'all'. help: write it with keys, such as `moved: no`
        team.yaml:5:40: error: '20 days' is not between 1 second and 14 days. help: write it like 1 hour
        team.yaml:6:28: error: 6 reminders are too many; the limit is 5. help: keep the ones you need
        team.yaml:8:30: error: 'after' is not when a handoff is announced. help: write at handoff, 15 minutes before or never
        team.yaml:8:48: error: 'often' is not a duration. help: write a duration such as 15 minutes, 11 hours, 1 hour 30 minutes or 2 days
        """
    ),
    BrokenFiles(
      "channels that are told who is on",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties:
            primary: { layers: [{ id: always, members: [ana] }] }
          on change: [{ to: hook, at: mon 09:00 }, { duties: [primry] }]
          announce: [{ to: hook }, { to: Hook Nr 1, at: monday }]
          weekly summary: sometimes
          """
        )
      ],
      messages: """
        team.yaml:6:25: error: 'at' is not a key of an entry of on change. help: the keys here are: to, duties
        team.yaml:6:42: error: an entry of on change needs 'to'. help: add `to: ops-hook`
        team.yaml:6:53: error: there is no duty 'primry' in this team. help: did you mean 'primary'?
        team.yaml:7:12: error: an entry of announce needs 'at'. help: add `at: mon-fri 09:00`
        team.yaml:7:32: error: 'Hook Nr 1' is not a name for this. help: write lower-case letters, digits and hyphens
        team.yaml:7:47: error: 'mon' is not a time of the week. help: write a time such as mon 09:00, mon-fri 09:00, or 09:00 for every day
        team.yaml:8:17: error: 'sometimes' is not a time of the week. help: write a time such as mon 09:00, mon-fri 09:00, or 09:00 for every day
        """
    ),
  ]
}
