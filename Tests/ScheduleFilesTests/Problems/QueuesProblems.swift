/// Files that are broken in queues, with the exact messages they give.
enum QueuesProblems {
  static let cases = [
    BrokenFiles(
      "queues that never get a ticket",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          queues:
            a: { when: { tag: premium } }
            b: { when: { tag: premium } }
            c: { when: otherwise }
            d: { when: { source: web } }
          """
        )
      ],
      messages: """
        team.yaml:7:3: error: queue 'b' never gets a ticket: 'a' takes them before it. help: give it another `when:`
        team.yaml:9:3: error: queue 'd' never gets a ticket: 'c' takes them before it. help: move 'c' to the end
        """
    ),
    BrokenFiles(
      "keys that belong below and around where they stand",
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
              warn before: [1 hour]
              overflow: [desk]
              states: { office hours: uk, page form: urgent }
          page from: urgent
          """
        )
      ],
      messages: """
        team.yaml:8:5: error: 'warn before' is not a key of a queue. help: it goes under `states:`
        team.yaml:10:15: error: 'office hours' is not a key of the states. help: it is a key of a queue
        team.yaml:10:33: error: 'page form' is not a key of the states. help: the keys here are: reopen within, thanks need nothing, thanks, hold stops resolution, community counts, resolving counts, warn before, goal, silence
        team.yaml:11:1: error: 'page from' is not a key of a team file. help: it goes under `queues:`
        """
    ),
    BrokenFiles(
      "conditions of none and two; which queue takes what is left is not asked then",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          queues:
            a: { when: { tag: premium, source: web } }
            b: { when: {} }
            c: { when: always }
          """
        )
      ],
      messages: """
        team.yaml:6:14: error: a condition has one key, not 2. help: write `when: { tag: premium }`
        team.yaml:7:14: error: a condition has one key, not 0. help: write `when: { tag: premium }`
        team.yaml:8:14: error: 'always' is not possible here. help: write one of: otherwise, routing, or a group such as `{ tag: premium }`
        """
    ),
    BrokenFiles(
      "no queue for what is left",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          queues:
            a: { when: { tag: premium } }
            b: { when: { source: web } }
          """
        )
      ],
      messages: """
        team.yaml:7:3: error: no queue takes the tickets that none of the conditions fit. help: end with a queue that has `when: otherwise`
        """
    ),
    BrokenFiles(
      "what follows from a level, a queue and a rule with a slip of their own is not told",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 }, late: { slots: mon 10:00-11:00 } }
          priorities: [urgent]
          routing:
            - { nam: friends, when: { tag: friend }, queue: partners }
          queues:
            partners: { when: routing, overflow: [dsk, { to: late, after: 10 minutes }] }
            rest: { when: otherwis, overflow: [desk] }
          """
        )
      ],
      messages: """
        team.yaml:7:5: error: a rule needs 'name'. help: add `name: outage`
        team.yaml:7:7: error: 'nam' is not a key of a rule. help: did you mean 'name'?
        team.yaml:9:41: error: there is no duty or member 'dsk' in this team. help: did you mean 'desk'?
        team.yaml:10:17: error: 'otherwis' is not possible here. help: did you mean 'otherwise'?
        """
    ),
    BrokenFiles(
      "business time without office hours",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          office hours: { uk: mon-fri 09:00-17:00 }
          priorities: [urgent, normal]
          queues:
            a:
              when: { tag: premium }
              office hours: always
              targets: { first response: { urgent: 4 business hours, normal: 24 hours }, resolution: 5 business days }
            b:
              when: otherwise
              targets: { first response: same day }
          """
        )
      ],
      messages: """
        team.yaml:11:42: error: '4 business hours' needs office hours, and queue 'a' is always open. help: name them in the queue: `office hours: uk`
        team.yaml:11:92: error: '5 business days' needs office hours, and queue 'a' is always open. help: name them in the queue: `office hours: uk`
        team.yaml:14:32: error: 'same day' needs office hours, and queue 'b' is always open. help: name them in the queue: `office hours: uk`
        """
    ),
    BrokenFiles(
      "office hours that are not there are told of once",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          office hours: { uk: mon-fri 09:00-17:00 }
          queues:
            a: { when: otherwise, office hours: us, targets: { first response: 4 business hours } }
          """
        )
      ],
      messages: """
        team.yaml:7:39: error: there are no office hours 'us' in this team. help: did you mean 'uk'?
        """
    ),
    BrokenFiles(
      "names that queues do not find",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          office hours: { uk: mon-fri 09:00-17:00 }
          priorities: [urgent, normal, normal]
          queues:
            a:
              when: { priority: urgnt }
              office hours: us
              page from: critical
              outside hours: best effort
              assign: least-loded
              targets: { first response: { urgent: soon, low: 1 day } }
              escalation: { urgent: critical }
              overflow: [dsk, lead, owner, { to: ana, page: ana }, { ask: ana }]
              review: weekly mon 10:00
              skills: [billing]
            b: { when: otherwise, end of shift: 15, overflow: [] }
          """
        )
      ],
      messages: """
        team.yaml:6:30: error: 'normal' is listed twice in this list. help: delete one of them
        team.yaml:9:23: error: there is no priority 'urgnt' in this team. help: did you mean 'urgent'?
        team.yaml:10:19: error: there are no office hours 'us' in this team. help: did you mean 'uk'?
        team.yaml:11:16: error: there is no priority 'critical' in this team. help: write one of: urgent, normal
        team.yaml:13:13: error: 'least-loded' is not possible here. help: did you mean 'least loaded'?
        team.yaml:14:42: error: 'soon' is not a target. help: write a target such as 60 minutes, 24 hours, 4 business hours, 1 day, 5 business days, 1 business day to closing, same day, same day less 1 hour, same calendar day or none
        team.yaml:14:48: error: there is no priority 'low' in this team. help: write one of: urgent, normal
        team.yaml:15:27: error: there is no escalation policy 'critical' in this team. help: add it under `escalation:`
        team.yaml:16:16: error: there is no duty or member 'dsk' in this team. help: did you mean 'desk'?
        team.yaml:16:21: error: the team has no lead. help: add `lead:` with a member's id at the top of the file
        team.yaml:16:27: error: a ticket that looks for an owner has none yet. help: write a duty, a member's id, or lead
        team.yaml:16:34: error: a level has one of 'to', 'page' and 'ask'. help: write `{ to: primary, after: 10 minutes }`
        team.yaml:16:58: error: 'ask' and 'for' go together. help: write `{ ask: account-engineer, for: 2 hours }`
        team.yaml:19:39: error: '15' is not a duration. help: write a duration such as 15 minutes, 11 hours, 1 hour 30 minutes or 2 days
        team.yaml:19:53: error: queue 'b' has nobody to give its tickets to. help: list a duty: [desk]
        """
    ),
    BrokenFiles(
      "paging without a way to page",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana, contacts: [{ pager: ana }] }]
          duties: { desk: { slots: mon 09:00-10:00 }, primary: { layers: [{ id: week, members: [ana] }] } }
          priorities: [urgent, high, normal]
          queues:
            a:
              when: { tag: premium }
              page from: high
              escalation: { urgent: critical }
              overflow: [desk, primary]
            b:
              when: { tag: paid }
              outside hours: page
              overflow: [desk, { page: primary }]
            c:
              when: otherwise
              overflow: [{ page: primary }, { to: desk, after: 5 minutes }]
              page from: urgent
              escalation: critical
          escalation:
            critical: [{ at: created, page: primary }]
          """
        )
      ],
      messages: """
        team.yaml:9:16: error: 'high' may page, and the queue names no escalation policy for it. help: add `escalation: { high: critical }`
        team.yaml:14:20: error: queue 'b' never pages, so this has no effect. help: write from which priority on: `page from: urgent`
        team.yaml:15:15: error: the overflow ends in a page, and queue 'b' never pages. help: write from which priority on: `page from: urgent`
        team.yaml:18:16: error: levels after a page are never reached. help: make the page the last level
        """
    ),
    BrokenFiles(
      "a queue that only pages, for tickets that page nobody",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana, contacts: [{ pager: ana }] }]
          duties: { primary: { layers: [{ id: week, members: [ana] }] } }
          priorities: [urgent, normal, low]
          queues:
            alarms:
              when: { tag: alarm }
              page from: low
              escalation: critical
              overflow: [{ page: primary }]
            loud: { when: { priority: urgent }, page from: urgent, escalation: critical, overflow: [{ page: primary }] }
            all:
              when: otherwise
              page from: urgent
              escalation: critical
              overflow: [{ page: primary }]
          escalation:
            critical: [{ at: created, page: primary }]
          """
        )
      ],
      messages: """
        team.yaml:17:15: warning: queue 'all' only pages, and below 'urgent' nobody is paged: those tickets wait without an owner. help: name who has them before the page, such as 'primary', or write `page from: low`
        """
    ),
    BrokenFiles(
      "paging people without contacts is a warning",
      files: [
        (
          "team.yaml",
          """
          team: t
          zone: Europe/London
          members: [{ id: ana }]
          duties: { primary: { layers: [{ id: week, members: [ana] }] } }
          priorities: [urgent, normal]
          queues:
            all: { when: otherwise, page from: urgent, escalation: critical }
          escalation:
            critical: [{ at: created, page: primary }]
          """
        )
      ],
      messages: """
        team.yaml:7:38: warning: queue 'all' may page, and no member of the team has a contact. help: add `contacts:` to members, or let them keep their own: watchbill contact add
        """
    ),
  ]
}
