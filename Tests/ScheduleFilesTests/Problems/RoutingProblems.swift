/// Files that are broken in customers, routing and what a queue asks of owners, with the exact messages they give.
enum RoutingProblems {
  static let cases = [
    BrokenFiles(
      "rules that say nothing, hold for everything, or name what is not there",
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
            all: { when: otherwise }
          customers:
            larch: { domains: larch, tier: enterprise }
            elm: { domains: [elm.example.org], people: [bo], logins: [Elm] }
            oak: { domains: [elm.example.org], logins: [lin, elm] }
          routing:
            - { name: a, when: { words: down } }
            - { name: a, when: {}, priority: urgent }
            - { name: b, when: { tier: enterprize }, queue: al, propose: hot }
            - { name: c, when: { customer: larhc }, reason: sold, priority: urgent }
            - { name: d, when: { tag: x }, redirect: Bye., not a ticket: yes }
            - { when: { tag: y }, tags: [z] }
          """
        )
      ],
      messages: """
        team.yaml:9:21: error: 'larch' is not a mail domain. help: write it like larch.example.com
        team.yaml:10:47: error: there is no member 'bo' in this team. help: write one of: ana
        team.yaml:11:3: error: 'elm' is already a sign of customer 'elm'. help: leave it with one of them
        team.yaml:11:3: error: 'elm.example.org' is already a sign of customer 'elm'. help: leave it with one of them
        team.yaml:13:5: error: the rule says nothing about its tickets. help: add `priority: high`, or delete the rule
        team.yaml:14:5: error: two rules are called 'a'; the first is in line 13. help: give each a name of its own
        team.yaml:14:22: error: the condition holds for every ticket. help: add `words: [down]`, or delete the rule
        team.yaml:15:5: error: no customer has the tier 'enterprize'. help: did you mean 'enterprise'?
        team.yaml:15:51: error: there is no queue 'al' in this team. help: did you mean 'all'?
        team.yaml:15:64: error: there is no priority 'hot' in this team. help: write one of: urgent, normal
        team.yaml:16:34: error: there is no customer 'larhc' in this team. help: did you mean 'larch'?
        team.yaml:16:51: error: 'reason' goes with 'redirect'. help: add the text that the customer gets
        team.yaml:17:64: error: what is not a ticket is not answered. help: delete 'redirect' or 'not a ticket'
        team.yaml:18:5: error: a rule needs 'name'. help: add `name: outage`
        """
    ),
    BrokenFiles(
      "a queue that no rule names, and keys without effect",
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
            partners: { when: routing }
            odd: { when: { tag: odd }, skills relax after: 5 minutes, claim within: 5 minutes, members: [] }
            all: { when: otherwise, owner off: keep, step in after: 5 minutes, at most: 3 an hour, weight: heavy }
          routing:
            - { name: secret, when: { tag: secret }, visibility: private }
          customers:
            larch: { domains: [mail.xn--lrche-gra.example, lärche.example, हिन्दी.example, ☕.example] }
          """
        )
      ],
      messages: """
        team.yaml:7:3: warning: no rule of `routing:` names queue 'partners': it gets only what a source with `queue: partners` or a person sends it. help: add a rule with `queue: partners`, unless that is meant
        team.yaml:8:50: error: queue 'odd' asks for no skills that could relax. help: add `skills: [billing]`, or delete it
        team.yaml:8:75: error: nobody claims the tickets of queue 'odd'. help: add `assign: pull`, or delete it
        team.yaml:8:95: error: nobody may be given a ticket of queue 'odd'. help: list some: [ana, bo]
        team.yaml:9:59: error: with `owner off: keep` nobody is asked, so this has no effect. help: write `owner off: ask`, or delete it
        team.yaml:9:79: error: '3 an hour' is not a number of tickets in a time of up to a day. help: write it like 3 in 1 hour
        team.yaml:9:98: error: 'heavy' is not a weight. help: write a number such as 2 or 1.5
        team.yaml:11:5: warning: only the lead may see the private tickets of rule 'secret'. help: add `private to: [ana]` to the queue that gets them
        team.yaml:13:22: warning: no address is of 'mail.xn--lrche-gra.example': domains are read in their own letters. help: write it with them, like lärche.example
        """
    ),
    BrokenFiles(
      "levels that are silent about whom, or over before they begin",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          queues:
            all:
              when: otherwise
              overflow:
                - { ask: ana, for: 1 hour, acknowledge within: 5 minutes }
                - { to: desk, from: 2026-05-01, until: 2026-05-01 }
          """
        )
      ],
      messages: """
        team.yaml:9:9: error: 'acknowledge within' is about an owner, so it stands beside 'to'. help: write `{ to: primary, acknowledge within: 20 minutes }`
        team.yaml:10:46: error: 'until' 2026-05-01 leaves no day after 'from' 2026-05-01. help: `until` is the first day that is out: write a later date
        """
    ),
  ]
}
