import Timekeeping

/// What leaves for one address and is no page: notices of one recipient, news for a team's channel, or a test.
///
/// A redelivery keeps its id, so a receiver recognises it (rule K6).
package struct Message: Sendable, Hashable, Codable {
  /// Of `[A-Za-z0-9_-]`: `N-12`, and `N-12-2` for the second contact that is tried.
  package let id: String
  /// The member it goes to; nil for a team's channel.
  package var recipient: MemberID?
  /// As people read it: the member's name, or the team's.
  package var recipientName: String
  /// The channel's name in the settings, and the recipient's address on it.
  package var channel: String
  package var address: String
  package var title: String
  package var content: Content
  package var created: Timestamp

  package init(
    id: String, recipient: MemberID?, recipientName: String, channel: String, address: String, title: String,
    content: Content, created: Timestamp
  ) {
    self.id = id
    self.recipient = recipient
    self.recipientName = recipientName
    self.channel = channel
    self.address = address
    self.title = title
    self.content = content
    self.created = created
  }

  package enum Content: Sendable, Hashable, Codable {
    /// One notice, or several as a digest, in the order they were made.
    case notices([Notice])
    /// Other people are on a duty now, or nobody.
    case shiftChange(DutyNews, team: TeamNews)
    /// Who is on for each duty, at a time somebody chose.
    case onCall([DutyNews], team: TeamNews)
    /// The work of a shift that ends, for whoever comes next (D39).
    case handoff(WorkNews, team: TeamNews)
    /// What became of an incident that its provider keeps open.
    case incident(IncidentNews)
    /// It proves that an address works; nobody has to do anything.
    case test(text: String)
  }
}

/// The team that news are about.
package struct TeamNews: Sendable, Hashable, Codable {
  package var team: TeamID
  package var name: String

  package init(team: TeamID, name: String) {
    self.team = team
    self.name = name
  }
}

/// Who is on for a duty, as a receiver outside reads it.
package struct DutyNews: Sendable, Hashable, Codable {
  package struct Person: Sendable, Hashable, Codable {
    package var member: MemberID
    package var name: String

    package init(member: MemberID, name: String) {
      self.member = member
      self.name = name
    }
  }

  package var duty: DutyID
  package var title: String
  /// The instant it is true of.
  package var at: Timestamp
  /// Who was on before, for a change.
  package var before: [Person]
  /// Who is on now; empty is news as well (case D35).
  package var onCall: [Person]
  /// Who answers: those on, else those of the first fallback that is held.
  package var answering: [Person]
  /// When that changes next; nil when it does not within weeks.
  package var until: Timestamp?

  package init(
    duty: DutyID, title: String, at: Timestamp, before: [Person], onCall: [Person], answering: [Person],
    until: Timestamp?
  ) {
    self.duty = duty
    self.title = title
    self.at = at
    self.before = before
    self.onCall = onCall
    self.answering = answering
    self.until = until
  }
}

extension DutyNews {
  /// `Primary: Ana Ferrow`, `Desk: nobody; Bo Lindqvar answers`.
  package var sentence: String {
    func names(_ people: [Person]) -> String { listed(people.map(\.name)) }
    if !onCall.isEmpty { return "\(title): \(names(onCall))" }
    return "\(title): nobody" + (answering.isEmpty ? "" : "; \(names(answering)) answers")
  }
}
