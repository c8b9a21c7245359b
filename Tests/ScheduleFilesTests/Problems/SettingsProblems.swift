/// Files that are broken in server settings, with the exact messages they give.
enum SettingsProblems {
  static let cases = [
    BrokenFiles(
      "settings of the wrong form",
      files: [
        (
          "watchbill.yaml",
          """
          data: ""
          listen: 8080
          public url: watchbill.example.org
          allow hosts: 127.0.0.1:9099
          sourcs: {}
          """
        )
      ],
      messages: """
        watchbill.yaml:1:1: error: 'data' has no value. help: write `data: data`, or delete the key
        watchbill.yaml:2:9: error: '8080' is not a host with a port. help: write it like 127.0.0.1:8080
        watchbill.yaml:3:13: error: 'watchbill.example.org' is not an address of the web. help: write it like https://watchbill.example.org
        watchbill.yaml:4:14: error: a list is wanted here, not '127.0.0.1:9099'. help: write a list such as [127.0.0.1:9099]
        watchbill.yaml:5:1: error: 'sourcs' is not a key of watchbill.yaml. help: did you mean 'sources'?
        """
    ),
    BrokenFiles(
      "a secret in the file",
      files: [
        (
          "watchbill.yaml",
          """
          sources:
            web: { kind: json, team: desk, secret: hunter2-hunter2 }
            hub: { kind: github, team: desk, secret: { env: hunter2-hunter2 } }
            two: { kind: json, team: desk, secret: { file: a, env: B } }
            none: { kind: json, team: desk }
          channels:
            pager: { kind: webhook, secret: [hunter2] }
          """
        )
      ],
      messages: """
        watchbill.yaml:2:42: error: a secret must not stand in this file. help: put it into a file and write `secret: { file: PATH }`, or into the environment and write `secret: { env: NAME }`; change it if the file was shared
        watchbill.yaml:3:51: error: this is not the name of a variable. help: write it like WATCHBILL_WEB_SECRET
        watchbill.yaml:4:42: error: a secret has either 'file' or 'env'. help: write `secret: { env: WATCHBILL_WEB_SECRET }`
        watchbill.yaml:5:9: error: a source needs 'secret'. help: add `secret: { env: WEB_SECRET }`
        watchbill.yaml:7:35: error: a secret must not stand in this file. help: put it into a file and write `secret: { file: PATH }`, or into the environment and write `secret: { env: NAME }`; change it if the file was shared
        """
    ),
    BrokenFiles(
      "kinds that are not known, keys of another kind",
      files: [
        (
          "watchbill.yaml",
          """
          sources:
            Web: { kind: jsn, team: desk, secret: { env: A } }
            hub: { kind: github, team: desk, secret: { env: A }, grouping: alert, labels: support, discussions: maybe }
          channels:
            log: { kind: console, url: https://pager.example.com }
            chat: { kind: chat }
          """
        )
      ],
      messages: """
        watchbill.yaml:2:3: error: 'Web' is not a name for this. help: write lower-case letters, digits and hyphens
        watchbill.yaml:2:16: error: 'jsn' is not possible here. help: did you mean 'json'?
        watchbill.yaml:3:56: error: 'grouping' has no meaning here. help: it belongs to another kind of source; delete it
        watchbill.yaml:3:103: error: 'maybe' is not possible here. help: write one of: yes, no
        watchbill.yaml:5:25: error: 'url' has no meaning here. help: it belongs to a channel of another kind; delete it
        watchbill.yaml:6:17: error: 'chat' is not possible here. help: write one of: webhook, console, email, ntfy, pagerduty, slack
        """
    ),
    BrokenFiles(
      "a mail server, a source and a channel that are wrong, and not missing as well",
      files: [
        (
          "team.yaml",
          """
          team: desk
          zone: Europe/London
          members: [{ id: ana, contacts: [{ pager: ana }] }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          queues:
            paid: { when: { source: web } }
            rest: { when: otherwise }
          """
        ),
        (
          "watchbill.yaml",
          """
          mail: { server: "smtp://mail.example.com", from: nobody }
          sources:
            web: { kind: jsn, team: desk, secret: { env: A } }
          channels:
            pager: { kind: chat }
            post: { kind: email }
          """
        ),
      ],
      messages: """
        watchbill.yaml:1:50: error: 'nobody' is not a mail address. help: write it like ana@example.com
        watchbill.yaml:3:16: error: 'jsn' is not possible here. help: did you mean 'json'?
        watchbill.yaml:5:18: error: 'chat' is not possible here. help: write one of: webhook, console, email, ntfy, pagerduty, slack
        """
    ),
    BrokenFiles(
      "teams, queues, sources and channels that the schedules do not have",
      files: [
        (
          "team.yaml",
          """
          team: desk
          zone: Europe/London
          members: [{ id: ana, contacts: [{ pagr: ana }] }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          queues:
            paid: { when: { source: wep } }
            rest: { when: otherwise }
          """
        ),
        (
          "watchbill.yaml",
          """
          sources:
            web: { kind: json, team: dsk, secret: { env: A } }
            hub: { kind: github, team: desk, queue: general, secret: { env: B } }
          channels:
            pager: { kind: webhook, url: https://pager.example.com }
          """
        ),
      ],
      messages: """
        team.yaml:3:35: warning: member 'ana' has a contact on the channel 'pagr', which is not in watchbill.yaml. help: did you mean 'pager'?
        watchbill.yaml:2:3: warning: queue 'paid' of 'desk' takes tickets of the source 'wep', which is not here. help: did you mean 'web'?
        watchbill.yaml:2:28: error: there is no team 'dsk' in the schedules. help: did you mean 'desk'?
        watchbill.yaml:3:43: error: there is no queue 'general' in the schedules. help: the schedules have: paid, rest
        """
    ),
    BrokenFiles(
      "rules and promises about sources that are nearly those of the settings",
      files: [
        (
          "team.yaml",
          """
          team: desk
          zone: Europe/London
          members: [{ id: ana }]
          duties: { desk: { slots: mon 09:00-10:00 } }
          routing:
            - { name: tracker, when: { source: [hubb, HUB] }, tags: [tracker] }
            - { name: later, when: { source: [chat, manual] }, tags: [chat] }
          queues:
            all:
              when: otherwise
              promises: [{ name: paid, source: [webs, hub], targets: { first response: 1 hour } }]
          """
        ),
        (
          "watchbill.yaml",
          """
          sources:
            web: { kind: json, team: desk, secret: { env: A } }
            hub: { kind: github, team: desk, secret: { env: B } }
          """
        ),
      ],
      messages: """
        watchbill.yaml:2:3: warning: promise 'paid' of queue 'all' of 'desk' is about the source 'webs', which is not here. help: did you mean 'web'?
        watchbill.yaml:2:3: warning: rule 'tracker' of 'desk' is about the source 'hubb', which is not here. help: did you mean 'hub'?
        """
    ),
    BrokenFiles(
      "channels of a team and its members that the settings do not have",
      files: [
        (
          "people.yaml",
          """
          members:
            - { id: ana, contacts: [{ ops-hook: "https://hook.example.com/ana" }, { ops-hoock: ana }] }
          """
        ),
        (
          "team.yaml",
          """
          team: desk
          zone: Europe/London
          members: [ana]
          duties: { desk: { slots: mon 09:00-10:00 } }
          on change: [ops-hok, ops-hook]
          announce: [{ to: ops-hok, at: mon 09:00 }]
          handoff: { to: wall }
          """
        ),
        (
          "watchbill.yaml",
          """
          channels:
            ops-hook: { kind: webhook, url: https://hook.example.com }
          """
        ),
      ],
      messages: """
        people.yaml:2:75: warning: member 'ana' has a contact on the channel 'ops-hoock', which is not in watchbill.yaml. help: did you mean 'ops-hook'?
        team.yaml:5:13: warning: team 'desk' is told who is on over the channel 'ops-hok', which is not in watchbill.yaml. help: did you mean 'ops-hook'?
        team.yaml:6:18: warning: team 'desk' is told who is on over the channel 'ops-hok', which is not in watchbill.yaml. help: did you mean 'ops-hook'?
        team.yaml:7:16: warning: the handoffs of team 'desk' are told over the channel 'wall', which is not in watchbill.yaml. help: add it under `channels:` of watchbill.yaml
        """
    ),
    BrokenFiles(
      "fields that a source does not read",
      files: [
        (
          "watchbill.yaml",
          """
          sources:
            old: { kind: csv, team: desk, fields: { Vorgang: idd, Betreff: Title, Wort: comment, Name: none } }
            zen: { kind: zendesk, team: desk, secret: { env: A }, fields: { Betreff: titel, Wort: comment, Ende: closed } }
          """
        )
      ],
      messages: """
        watchbill.yaml:2:52: warning: 'idd' is not a field that such a source reads. help: did you mean 'id'?
        watchbill.yaml:2:79: warning: 'comment' is not a field that such a source reads. help: write one of: id, title, body, priority, status, tags, requester, address, organisation, url, created, updated, closed, assignee; or none, to leave it out
        watchbill.yaml:3:76: warning: 'titel' is not a field that such a source reads. help: did you mean 'title'?
        watchbill.yaml:3:104: warning: 'closed' is not a field that such a source reads. help: write one of: id, title, body, priority, status, tags, requester, address, organisation, url, created, updated, assignee, comment, comment id, comment time, comment author, comment public; or none, to leave it out
        """
    ),
    BrokenFiles(
      "a repository and channels that a provider cannot have",
      files: [
        (
          "watchbill.yaml",
          """
          sources:
            hub: { kind: github, team: desk, secret: { env: A }, repository: kestrel }
            chat: { kind: slack, team: desk, secret: { env: A }, channels: [C0123456789, zzz qq, support], team channels: { desk: "#desk" } }
          """
        )
      ],
      messages: """
        watchbill.yaml:2:68: error: 'kestrel' is not a repository. help: write it like kestrel/reader
        watchbill.yaml:3:80: warning: 'zzz qq' does not look like the id of a channel. help: write it like C0123456789: it stands in the channel's details
        watchbill.yaml:3:88: warning: 'support' does not look like the id of a channel. help: write it like C0123456789: it stands in the channel's details
        watchbill.yaml:3:121: warning: '#desk' does not look like the id of a channel. help: write it like C0123456789: it stands in the channel's details
        """
    ),
  ]
}
