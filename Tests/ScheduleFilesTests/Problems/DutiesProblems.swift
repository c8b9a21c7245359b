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
  ]
}
