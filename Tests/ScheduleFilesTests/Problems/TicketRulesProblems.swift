/// Files that are broken in what queues say of states, ends and promises, with the exact messages they give.
enum TicketRulesProblems {
  static let cases = [
    BrokenFiles(
      "promises for everybody, in business time without office hours, to priorities that are not there",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          priorities: [urgent, normal]
          queues:
            a:
              when: otherwise
              promises:
                - { name: all, targets: { first response: 4 hours } }
                - { name: gold, tier: gold, targets: { resolution: 3 business days } }
                - { name: loud, priority: urgnt, targets: { resolution: 3 days } }
          customers: { larch: { tier: gold } }
          """
        )
      ],
      messages: """
        team.yaml:10:9: error: promise 'all' is for every ticket. help: write its targets under the queue's `targets:`
        team.yaml:11:58: error: '3 business days' needs office hours, and queue 'a' is always open. help: name them in the queue: `office hours: uk`
        team.yaml:12:33: error: there is no priority 'urgnt' in this team. help: did you mean 'urgent'?
        """
    ),
    BrokenFiles(
      "promises to customers and tiers that are not there, and two of one name",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          customers: { larch: { tier: gold }, elm: { tier: silver } }
          queues:
            a:
              when: otherwise
              promises:
                - { name: own, customer: [larch, elmm], targets: { first response: 1 hour } }
                - { name: paid, tier: [gold, sliver, bronze], targets: { first response: 2 hours } }
                - { name: paid, tier: silver, targets: { first response: 3 hours } }
          """
        )
      ],
      messages: """
        team.yaml:10:40: error: there is no customer 'elmm' in this team. help: did you mean 'elm'?
        team.yaml:11:29: error: no customer has the tier 'bronze'. help: add it to the `tier:` of a customer
        team.yaml:11:29: error: no customer has the tier 'sliver'. help: did you mean 'silver'?
        team.yaml:12:9: error: two promises are called 'paid'; the first is in line 11. help: give each a name of its own
        """
    ),
    BrokenFiles(
      "states and ends with words that are no choice, and reasons given twice",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          queues:
            a:
              when: otherwise
              states: { hold stops resolution: maybe, goal: soon, silence: { every: 3 days } }
              closing: { reasons: [fixed, fixed, { name: filed, needs: lnk }], improvement: always }
          """
        )
      ],
      messages: """
        team.yaml:8:38: error: 'maybe' is not possible here. help: write one of: yes, no
        team.yaml:8:51: error: 'soon' is not a duration. help: write a duration such as 15 minutes, 11 hours, 1 hour 30 minutes or 2 days
        team.yaml:8:66: error: the silence rule needs 'text'. help: add `text: Are you still there?`
        team.yaml:9:25: error: close reason 'fixed' is given twice. help: delete one of the two
        team.yaml:9:62: error: 'lnk' is not possible here. help: did you mean 'link'?
        team.yaml:9:83: error: 'always' is not possible here. help: write one of: required, never
        """
    ),
  ]
}
