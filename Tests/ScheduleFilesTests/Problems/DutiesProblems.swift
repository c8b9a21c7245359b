/// Files that are broken in duties, layers and slots, with the exact messages they give.
enum DutiesProblems {
  static let cases = [
    BrokenFiles(
      "a duty with neither layers nor slots, and one with both",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties:
            nothing: { name: Nothing }
            both:
              slots: mon 09:00-10:00
              layers: [{ id: week, members: [ana] }]
          """
        )
      ],
      messages: """
        team.yaml:5:12: error: duty 'nothing' has neither layers nor slots. help: add `slots: mon-fri 09:00-13:00`, or `layers:` with a rotation
        team.yaml:7:5: error: duty 'both' has both layers and slots. help: keep one; make a second duty for the other
        """
    ),
    BrokenFiles(
      "keys of slots beside layers",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties:
            primary:
              goal: 20 minutes
              people: 2
              layers: [{ id: week, members: [ana] }]
          """
        )
      ],
      messages: """
        team.yaml:6:5: error: 'goal' has no meaning here. help: it belongs to a duty with `slots:`; delete it, or write slots instead of layers
        team.yaml:7:5: error: 'people' has no meaning here. help: it belongs to a duty with `slots:`; delete it, or write slots instead of layers
        """
    ),
    BrokenFiles(
      "fallbacks that go round, to themselves and to nowhere",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties:
            one: { fallback: two, slots: mon 09:00-10:00 }
            two: { fallback: three, slots: mon 09:00-10:00 }
            three: { fallback: two, slots: mon 09:00-10:00 }
            four: { fallback: four, slots: mon 09:00-10:00 }
            five: { fallback: thre, slots: mon 09:00-10:00 }
          """
        )
      ],
      messages: """
        team.yaml:6:20: error: the fallbacks of 'two' come back to it: two → three → two. help: let the last of them have no fallback
        team.yaml:8:21: error: the fallbacks of 'four' come back to it: four → four. help: let the last of them have no fallback
        team.yaml:9:21: error: there is no duty 'thre' in this team. help: did you mean 'three'?
        """
    ),
    BrokenFiles(
      "fallbacks that go round in files whose ids cannot be read",
      files: [
        (
          "a.yaml",
          """
          team: Team A
          zone: Europe/London
          members: [{ id: ana }]
          duties: { one: { fallback: one, slots: mon 09:00-10:00 } }
          """
        ),
        (
          "b.yaml",
          """
          zone: Europe/London
          members: [ana]
          duties: { two: { fallback: two, slots: mon 09:00-10:00 } }
          """
        ),
      ],
      messages: """
        a.yaml:1:7: error: 'Team A' is not a team id. help: write a team id in lower-case letters, digits and hyphens, such as ana or front-desk
        a.yaml:4:28: error: the fallbacks of 'one' come back to it: one → one. help: let the last of them have no fallback
        b.yaml:1:1: error: a team file needs 'team'. help: add `team: field-support`
        b.yaml:3:28: error: the fallbacks of 'two' come back to it: two → two. help: let the last of them have no fallback
        """
    ),
    BrokenFiles(
      "rotations without members, without a start, with a member twice",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties:
            one: { layers: [{ id: week, members: [] }] }
            two: { layers: [{ id: week, members: [ana, bo] }] }
            three: { layers: [{ id: week, members: [[ana, ana], bo], from: 2026-01-05 }] }
            four: { layers: [] }
            five: { layers: [{ id: a, members: [ana] }, { id: a, members: [bo] }] }
          """
        )
      ],
      messages: """
        team.yaml:5:40: error: the rotation has no members. help: list who takes turns: [ana, bo]
        team.yaml:6:19: error: a rotation of 2 turns needs 'from', the day its first turn begins. help: add `from: 2026-01-05`, in the week in which the first of `members` is on
        team.yaml:7:49: error: 'ana' is listed twice in this group. help: delete one of them
        team.yaml:8:19: error: duty 'four' has no layers. help: add one: `- id: week`
        team.yaml:9:47: error: layer 'a' is there twice in 'five'. help: give it another id
        """
    ),
    BrokenFiles(
      "a weekday for turns that are not weeks, and off days",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties:
            primary:
              layers:
                - { id: days, members: [ana, bo], every: 3 days, handoff: mon 09:00, from: 2026-01-05 }
                - { id: off, members: [ana, bo], every: 1 fortnight, handoff: 24:00, from: 2026-01-05, off days: eat }
          """
        )
      ],
      messages: """
        team.yaml:7:65: error: a handoff on 'mon' does not fit turns of 3 days. help: write only the time: `handoff: 09:00`
        team.yaml:8:47: error: '1 fortnight' is not the length of a turn. help: write the length of a turn, such as 1 week, 3 days, 12 hours or 1 month
        team.yaml:8:69: error: '24:00' is the end of a day. help: write 00:00 of the day after it
        team.yaml:8:104: error: 'eat' is not possible here. help: write one of: skip, count
        """
    ),
    BrokenFiles(
      "slots that nobody may stand",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana, skills: [billing] }, { id: bo }]
          duties:
            weekend: { slots: sat-sun 10:00-18:00, members: volunteers }
            pairs: { slots: mon 09:00-10:00, people: 2, members: [ana] }
            many: { slots: mon 09:00-10:00, people: 3 }
            skilled: { slots: mon 09:00-10:00, skills: [biling] }
            choosy: { slots: mon 09:00-10:00, members: everybody }
            split: { slots: [mon-fri 08:00-12:00, 12:00-16:00] }
          """
        )
      ],
      messages: """
        team.yaml:5:51: error: nobody in this team is a volunteer for weekends. help: give members `weekends: volunteer`
        team.yaml:6:56: error: each slot needs 2 people, and only 1 may stand it. help: list more members, or write a smaller `people:`
        team.yaml:7:43: error: each slot of 'many' needs 3 people, and only 2 may stand it. help: let more members stand it, or write a smaller `people:`
        team.yaml:8:46: error: no member of this team has the skill 'biling'. help: did you mean 'billing'?
        team.yaml:9:46: error: 'everybody' is not possible here. help: did you mean 'everyone'?
        team.yaml:10:41: error: '12:00-16:00' does not say on which days. help: write its days, or all hours in one text in quotes
        """
    ),
    BrokenFiles(
      "slots whose skills too few of those have who may stand them",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana, skills: [billing] }, { id: bo, skills: [devices] }, { id: cleo, weekends: volunteer }]
          duties:
            listed: { slots: mon 09:00-10:00, members: [bo, cleo], skills: [billing] }
            pair: { slots: mon 09:00-10:00, people: 2, members: [ana, bo], skills: [billing] }
            both: { slots: mon 09:00-10:00, skills: [billing, devices] }
            weekend: { slots: sat 09:00-10:00, members: volunteers, skills: [billing] }
            slips: { slots: mon 09:00-10:00, skills: [biling, divices] }
          """
        )
      ],
      messages: """
        team.yaml:5:66: error: each slot of 'listed' needs 1 person, and nobody may stand it. help: let more members with all its `skills:` stand it
        team.yaml:6:74: error: each slot of 'pair' needs 2 people, and only 1 may stand it. help: let more members with all its `skills:` stand it
        team.yaml:7:43: error: each slot of 'both' needs 1 person, and nobody may stand it. help: let more members with all its `skills:` stand it
        team.yaml:8:67: error: each slot of 'weekend' needs 1 person, and nobody may stand it. help: let more members with all its `skills:` stand it
        team.yaml:9:44: error: no member of this team has the skill 'biling'. help: did you mean 'billing'?
        team.yaml:9:44: error: no member of this team has the skill 'divices'. help: did you mean 'devices'?
        """
    ),
    BrokenFiles(
      "layers between whose days nobody is on",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties:
            open:
              layers:
                - { id: old, members: [ana, bo], handoff: mon 09:00, from: 2026-01-05, until: 2027-01-04 }
                - { id: new, members: [bo, ana], handoff: mon 09:00, from: 2027-01-04 }
            days:
              layers:
                - { id: old, hours: mon-fri 09:00-17:00, members: [ana, bo], from: 2026-01-05, until: 2027-01-04 }
                - { id: new, hours: mon-fri 10:00-18:00, members: [bo, ana], from: 2027-01-04 }
            nights:
              layers:
                - { id: old, hours: 20:00-08:00, members: [ana, bo], from: 2026-01-05, until: 2027-01-04 }
                - { id: new, rank: 2, hours: 20:00-08:00, members: [bo, ana], from: 2027-01-04 }
            closed:
              layers:
                - { id: old, members: [ana, bo], from: 2026-01-05, until: 2027-01-05 }
                - { id: new, rank: 2, members: [bo, ana], from: 2027-01-04 }
            backed:
              layers:
                - { id: old, members: [ana, bo], from: 2026-01-05, until: 2027-01-04 }
                - { id: new, members: [bo, ana], from: 2027-01-04 }
                - { id: all, members: [ana] }
            midnight:
              layers:
                - { id: old, members: [ana, bo], from: 2026-01-05, until: 2027-01-04 }
                - { id: new, members: [bo, ana], handoff: mon 00:00, from: 2027-01-04 }
          """
        )
      ],
      messages: """
        team.yaml:7:85: warning: 'old' ends with 2027-01-03, and 'new' begins on 2027-01-04 at 09:00: nobody is on between them. help: write `until: 2027-01-05`, and `rank: 2` in 'new': the higher rank wins where both hold
        team.yaml:15:85: warning: 'old' ends with 2027-01-03, and 'new' begins on 2027-01-04 at 20:00: nobody is on between them. help: write `until: 2027-01-05`: the higher rank wins where both hold
        """
    ),
    BrokenFiles(
      "slots, turns and a rest that last longer than is meant",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties:
            typed: { slots: mon-fri 12:00-08:00 }
            whole: { slots: sat 08:00-08:00 }
            night: { slots: mon 20:00-08:00 }
            slow: { layers: [{ id: w, members: [ana, bo], every: 9999 weeks, from: 2026-01-05 }] }
            alone: { layers: [{ id: w, members: [ana], every: 9999 weeks, from: 2026-01-05 }] }
          rules: { rest: 200 hours }
          """
        )
      ],
      messages: """
        team.yaml:5:19: warning: '12:00-08:00' lasts 20 hours, until the next day. help: write the earlier time first, such as 08:00-12:00, unless that is meant
        team.yaml:6:19: note: '08:00-08:00' lasts 24 hours, until the next day. help: write the earlier time first, such as 08:00-12:00, unless that is meant
        team.yaml:8:56: warning: a turn of 'w' lasts 9999 weeks, longer than a year. help: write how long one is on before the next takes over, such as 1 week
        team.yaml:10:16: warning: a rest of 200 hours lets nobody stand two shifts in a week. help: write the shortest time between two shifts, such as 11 hours
        """
    ),
    BrokenFiles(
      "slots that no limit lets anybody stand",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo }]
          duties:
            desk: { slots: "mon-fri 08:00-10:00, 10:00-14:00" }
            night: { slots: sun 23:00-01:00 }
            long: { slots: sat 22:00-09:00 }
          rules: { at most: { day: 2 hours, week: 10 hours } }
          """
        )
      ],
      messages: """
        team.yaml:8:26: warning: nobody may stand '10:00-14:00' of 'desk': it has 4 hours, and at most 2 hours a day are allowed. help: write a longer limit, or shorter slots
        team.yaml:8:26: warning: nobody may stand '22:00-09:00' of 'long': it has 9 hours, and at most 2 hours a day are allowed. help: write a longer limit, or shorter slots
        team.yaml:8:41: warning: nobody may stand '22:00-09:00' of 'long': it has 11 hours, and at most 10 hours a week are allowed. help: write a longer limit, or shorter slots
        """
    ),
    BrokenFiles(
      "members who leave the team and keep their turns",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }, { id: bo, until: 2027-01-01 }, { id: cy }]
          duties:
            stays:
              layers:
                - { id: week, members: [ana, bo], from: 2026-11-02 }
                - { id: pair, rank: 2, members: [[cy, bo], ana], from: 2026-11-02 }
                - { id: long, rank: 3, members: [cy, { member: bo, until: 2027-02-01 }], from: 2026-11-02 }
            goes:
              layers:
                - { id: entry, members: [ana, { member: bo, until: 2027-01-01 }], from: 2026-11-02 }
                - { id: layer, rank: 2, members: [ana, bo], from: 2026-11-02, until: 2026-12-07 }
          """
        )
      ],
      messages: """
        team.yaml:7:36: warning: 'bo' leaves the team with 2026-12-31 and keeps turns of 'week', in which they are not on. help: write `{ member: bo, until: 2027-01-01 }` in its `members:`, so that the others take those turns
        team.yaml:8:45: warning: 'bo' leaves the team with 2026-12-31 and keeps turns of 'pair', in which they are not on. help: write `{ member: bo, until: 2027-01-01 }` in its `members:`, so that the others take those turns
        team.yaml:9:44: warning: 'bo' leaves the team with 2026-12-31 and keeps turns of 'long', in which they are not on. help: write `{ member: bo, until: 2027-01-01 }` in its `members:`, so that the others take those turns
        """
    ),
  ]
}
