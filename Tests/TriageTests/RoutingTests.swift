import Scheduling
import Testing
import Timekeeping
import Triage

/// One case of a table: what came, what it is taken for, and what each rule said.
struct RoutingCase: Sendable, CustomTestStringConvertible {
  var name: String
  var facts: RoutingFacts
  /// `queue priority[?] kind tier visibility`, with `-` for nothing; `?` marks a proposed priority.
  var route: String
  var findings: String

  var testDescription: String { name }
}

@Suite("Classify and route")
struct RoutingTests {
  private static func rule(
    _ name: String, _ when: RoutingCondition, _ outcome: RoutingOutcome
  ) -> RoutingRule { RoutingRule(name: name, when: when, outcome: outcome) }

  private static let policy: DeskPolicy = {
    func queue(_ id: String, _ when: Queue.Condition) -> Queue { Queue(id: QueueID(unchecked: id), when: when) }
    var policy = DeskPolicy(
      priorities: ["urgent", "high", "normal", "low"].map { Desks.priority($0) },
      queues: [
        queue("alarm", .priority(Desks.priority("urgent"))), queue("trials", .tag("trial")), queue("rest", .otherwise),
        queue("partners", .source("nowhere")),
      ])
    policy.customers = [
      Customer(
        id: CustomerID(unchecked: "larch"), name: "Larch", domains: ["larch.example.com"], channels: ["#larch-*"],
        tier: "enterprise"),
      Customer(id: CustomerID(unchecked: "elm"), name: "Elm", domains: ["elm.example.org"], tier: "community"),
    ]
    policy.routing = [
      rule(
        "sales", RoutingCondition(words: ["partnership", "reseller"]),
        RoutingOutcome(
          ending: .redirect(text: "Please write to hello@example.com.", reason: "not support"))),
      rule(
        "down", RoutingCondition(tiers: ["enterprise"], words: ["down", "data loss"]),
        RoutingOutcome(proposes: Desks.priority("urgent"))),
      rule("monitor", RoutingCondition(sources: ["watcher"]), RoutingOutcome(priority: Desks.priority("urgent"))),
      rule("trial", RoutingCondition(channels: ["#trial-*"]), RoutingOutcome(tier: "trial", tags: ["trial"])),
      rule(
        "security", RoutingCondition(addresses: ["security@*"]),
        RoutingOutcome(kind: "security", priority: Desks.priority("high"), visibility: .confidential)),
      rule(
        "outsiders", RoutingCondition(authors: ["none", "first_timer"]),
        RoutingOutcome(priority: Desks.priority("low"))),
      rule(
        "partner", RoutingCondition(customers: [CustomerID(unchecked: "elm")]),
        RoutingOutcome(queue: QueueID(unchecked: "partners"), kind: "question", priority: Desks.priority("normal"))),
      rule("spam", RoutingCondition(tags: ["spam"]), RoutingOutcome(ending: .notATicket)),
    ]
    return policy
  }()

  private static func facts(
    _ title: String, source: String = "mail", channel: String? = nil, to: String? = nil, from: String? = nil,
    author: String? = nil, priority: String? = nil, tags: [String] = []
  ) -> RoutingFacts {
    RoutingFacts(
      source: source, channel: channel, address: to, requester: from, author: author, priority: priority, tags: tags,
      title: title)
  }

  private static let cases: [RoutingCase] = [
    RoutingCase(
      name: "nothing is said", facts: facts("How do I pair a reader?"), route: "rest normal? - - team",
      findings: "queue rest, the first that takes whatever is left"),
    RoutingCase(
      name: "the source's priority is sure", facts: facts("A question", priority: "LOW"), route: "rest low - - team",
      findings: "queue rest, the first that takes whatever is left"),
    RoutingCase(
      name: "a domain, and words of its tier", facts: facts("All is DOWN!", from: "Kim <kim@eu.larch.example.com>"),
      route: "alarm urgent? - enterprise team",
      findings: """
        customer Larch, tier enterprise, by mail from eu.larch.example.com
        down at least urgent until triage, since the tier is enterprise and it says 'down'
        queue alarm, the first that takes the priority urgent
        """),
    RoutingCase(
      name: "the same words of nobody", facts: facts("All is down", from: "kim@notlarch.example.com"),
      route: "rest normal? - - team", findings: "queue rest, the first that takes whatever is left"),
    RoutingCase(
      name: "a proposal raises a named priority",
      facts: facts("data  loss", from: "k@larch.example.com", priority: "low"),
      route: "alarm urgent? - enterprise team",
      findings: """
        customer Larch, tier enterprise, by mail from larch.example.com
        down at least urgent until triage, since the tier is enterprise and it says 'data loss'
        queue alarm, the first that takes the priority urgent
        """),
    RoutingCase(
      name: "a monitor is sure", facts: facts("search is unreachable", source: "watcher", priority: "low"),
      route: "alarm urgent - - team",
      findings: """
        monitor priority urgent, since the source is watcher
        queue alarm, the first that takes the priority urgent
        """),
    RoutingCase(
      name: "a trial channel, named after a customer", facts: facts("hi", channel: "#trial-elm"),
      route: "partners normal question community team",
      findings: """
        customer Elm, tier community, by channel #trial-elm
        trial tag trial, since the channel is #trial-elm
        partner queue partners, type question and priority normal, since the customer is elm
        queue partners, which 'partner' names
        """),
    RoutingCase(
      name: "a trial channel of somebody new", facts: facts("hi", channel: "#Trial-oak"),
      route: "trials normal? - trial team",
      findings: """
        trial tier trial and tag trial, since the channel is #Trial-oak
        queue trials, the first that takes the tag trial
        """),
  ]

  @Test("A ticket is taken for what the rules say, and each thing by the first that says it", arguments: cases)
  func route(one: RoutingCase) {
    let route = RouteTicket(Self.policy).route(one.facts)
    #expect(Self.text(route) == one.route)
    let told = route.findings.filter(\.holds).map { "\($0.rule) \($0.because)" }
    #expect(told.joined(separator: "\n") == one.findings)
  }

  @Test("A customer is known by who asks in their source, or by their organisation, and by whoever says so (C65)")
  func signs() {
    var policy = Self.policy
    (policy.customers[0].logins, policy.customers[1].organisations) = (["Lin"], ["T0123"])
    func found(_ facts: RoutingFacts) -> String? {
      RouteTicket(policy).customer(facts).map { "\($0.0.id) by \($0.because)" }
    }
    var facts = Self.facts("hi", channel: "kestrel/reader", from: "lin")
    #expect(found(facts) == nil, "anybody can call themselves so")
    facts.login = "lina"
    #expect(found(facts) == nil)
    facts.login = "lin"
    #expect(found(facts) == "larch by login lin")
    facts = Self.facts("hi", from: "U7")
    facts.organisation = "T0123"
    #expect(found(facts) == "elm by organisation T0123")
    facts.customer = policy.customers[0].id
    #expect(found(facts) == "larch by whoever opened it")
  }

  @Test("An earlier rule's word stays, and the later rule says that it added nothing")
  func first() {
    let route = RouteTicket(Self.policy).route(Self.facts("hi", to: "security@example.com", author: "NONE"))
    #expect(Self.text(route) == "rest high security - private")
    #expect(
      route.findings.filter(\.holds).map(\.because) == [
        "type security, priority high and visibility private, since the address is security@example.com",
        "holds, and says nothing that was not said before, since the author is NONE",
        "rest, the first that takes whatever is left",
      ])
  }

  private static func text(_ route: TicketRoute) -> String {
    let about = route.classification
    return [
      route.queue?.text ?? "-", route.priority.text + (route.isProposed ? "?" : ""), about.kind ?? "-",
      about.tier ?? "-", about.visibility.rawValue,
    ].joined(separator: " ")
  }

  @Test("Why: every rule says why it did not hold, and those after the end that they were not looked at")
  func why() {
    let route = RouteTicket(Self.policy).route(
      Self.facts("Reseller wanted", channel: "#random", to: "help@example.com", from: "k@elm.example.org", tags: ["a"]))
    #expect(route.ending?.reason == "not support")
    #expect(
      route.findings.map { "\($0.rule) \($0.holds ? "+" : "-") \($0.because)" } == [
        "customer + Elm, tier community, by mail from elm.example.org",
        "sales + closed: not support, since it says 'reseller'",
        "down - not looked at: a rule before it has ended the ticket",
        "monitor - not looked at: a rule before it has ended the ticket",
        "trial - not looked at: a rule before it has ended the ticket",
        "security - not looked at: a rule before it has ended the ticket",
        "outsiders - not looked at: a rule before it has ended the ticket",
        "partner - not looked at: a rule before it has ended the ticket",
        "spam - not looked at: a rule before it has ended the ticket",
        "queue + rest, the first that takes whatever is left",
      ])
    let other = RouteTicket(Self.policy).route(
      Self.facts("Hello", channel: "#random", to: "help@example.com", from: "k@elm.example.org", author: "MEMBER"))
    #expect(
      other.findings.filter { !$0.holds }.map(\.because) == [
        "it does not say 'partnership' or 'reseller'", "the tier is community, not enterprise",
        "the source is mail, not watcher", "the channel is #random, not #trial-*",
        "the address is help@example.com, not security@*", "the author is MEMBER, not none or first_timer",
        "it has no tag spam",
      ])
  }

  @Test(
    "Words are whole words, in any case, with anything between them",
    arguments: [
      ("The site is down.", "down", true), ("DOWN", "down", true), ("download", "down", false),
      ("shut-down", "down", false), ("data\n\tloss!", "data loss", true), ("data, loss", "Data Loss", true),
      ("dataloss", "data loss", false), ("ask @support-team", "@support-team", true),
      ("ask support-team", "@support", false),
      ("an _outage_ of __all__", "outage", true), ("_data loss_", "data loss", true), ("my_outage", "outage", false),
      ("サーバーが落ちています", "落ち", true), ("系统宕机了，请看", "宕机", true), ("ระบบล่มแล้ว", "ล่ม", true),
      ("VPN障害です", "vpn障害", true), ("OpenVPN障害です", "vpn障害", false), ("障害", "停止", false), ("___ -", "-", false),
      ("", "down", false), ("Größe fehlt", "größe", true), ("down", "", false), ("down", "…", false),
    ])
  func words(text: String, phrase: String, isFound: Bool) {
    let policy = DeskPolicy(routing: [
      Self.rule("w", RoutingCondition(words: [phrase]), RoutingOutcome(kind: "found"))
    ])
    #expect((RouteTicket(policy).route(Self.facts(text)).classification.kind == "found") == isFound)
  }

  @Test("Only the beginning of a long text is looked at")
  func longText() {
    let policy = DeskPolicy(routing: [
      Self.rule("w", RoutingCondition(words: ["down"]), RoutingOutcome(kind: "found"))
    ])
    let late = String(repeating: "a ", count: 10_000) + "down"
    #expect(RouteTicket(policy).route(Self.facts(late)).classification.kind == nil)
    #expect(RouteTicket(policy).route(Self.facts("down " + late)).classification.kind == "found")
  }

  @Test(
    "A pattern stands for the whole name",
    arguments: [
      ("#support-*", "#support-larch", true), ("#support-*", "#support-", true), ("#support-*", "#trial-larch", false),
      ("*@example.com", "a@EXAMPLE.com", true), ("*@example.com", "a@example.com.org", false), ("*", "", true),
      ("a*b*c", "aXbYc", true), ("a*b*c", "aXcYb", false), ("a*a", "a", false), ("a*a", "aa", true), ("a", "a", true),
      ("a", "ab", false), ("**", "x", true), ("*ab*ab", "abab", true), ("*ab*ab", "ab", false),
    ])
  func patterns(pattern: String, name: String, fits: Bool) {
    let policy = DeskPolicy(routing: [
      Self.rule("p", RoutingCondition(channels: [pattern]), RoutingOutcome(kind: "found"))
    ])
    #expect((RouteTicket(policy).route(Self.facts("t", channel: name)).classification.kind == "found") == fits)
  }

  @Test("A redirected ticket is closed at once with its text; spam without one; neither has a timer nor pages")
  func endings() throws {
    var policy = try Desks.policy([Desks.level("desk")], steps: [Desks.step(.created, page: "desk")])
    policy.routing = [Self.policy.routing[0], Self.policy.routing[7]]
    for (title, tags, reply, reason) in [
      ("A partnership", [String](), "Please write to hello@example.com.", "not support"),
      ("Buy this", ["spam"], nil, "not a ticket"),
    ] as [(String, [String], String?, String)] {
      var story = try Story([Desks.staffed("desk always: ana")], policy)
      try story.opens("09:00", priority: "urgent", tags: tags, title: title)
      #expect(story.ticket?.state == .closed && story.ticket?.because == reason && story.timer == nil)
      #expect(story.pages.isEmpty && story.reply == reply)
      #expect(story.ticket?.classification.ending?.reason == reason)
    }
  }

  @Test("A customer's own people come first, and when all of them are off that is said to the lead")
  func ownPeople() throws {
    var policy = try Desks.policy([Desks.level("desk")])
    policy.customers = [
      Customer(
        id: CustomerID(unchecked: "larch"), name: "Larch", domains: ["example.org"],
        people: [Desks.member("ben"), Desks.member("cleo")])
    ]
    var story = try Story([Desks.staffed("desk always: ana ben")], policy)
    story.loads = [Desks.member("ben"): 1]
    try story.opens("09:00")
    #expect(story.ticket?.because == "Ben is one of Larch's own people")
    var off = try Story([Desks.staffed("desk always: ana"), Desks.staffed("late never: ben cleo")], policy)
    off.schedule.members[1].hours = try WeeklyHours(text: "sun 09:00-10:00")
    off.schedule.members[2].hours = try WeeklyHours(text: "sun 09:00-10:00")
    try off.opens("09:00")
    expectStory(off, "09:00 opens; warns: Ben and Cleo, who look after Larch, are both off; goes to ana")
    #expect(off.tells.map(\.kind) == [.unattended])
  }

  @Test("The customer's last owner comes before the pair, within the days that the queue says")
  func lastOwner() throws {
    for (days, owner) in [(6, "cleo"), (8, "ana")] {
      var policy = try Desks.policy([Desks.level("desk")])
      policy.queues[0].rules.sameOwnerWithin = PlainDuration(.hours(24 * 7))
      var story = try Story([Desks.staffed("desk always: ana cleo")], policy)
      story.loads = [Desks.member("cleo"): 1]
      story.customerOwner = PastOwner(
        Desks.member("cleo"), at: try Desks.at("2026-11-23 09:00") - .hours(24 * days))
      try story.opens("09:00")
      #expect(story.ticket?.owner == Desks.member(owner), "\(days) days ago")
    }
  }
}
