import Scheduling
import Timekeeping

/// What a receiver reads of a message; `type` is `notice`, `shift-change`, `on-call`, `handoff`, `incident-…` or `test`.
/// Nothing in it depends on when it is sent, so a redelivery has the same bytes.
struct MessageDocument: WebhookDocument {
  struct Fields: Encodable {
    var message: String
    var address: String
    /// Nil for a team's channel.
    var recipient: String?
    var recipientName: String
    var title: String
    var notices: [NoticeFields]?
    var team: String?
    var teamName: String?
    var duties: [DutyFields]?
    var handoff: HandoffFields?
    var text: String?
  }

  struct NoticeFields: Encodable {
    var id: String
    var kind: String
    var cause: String
    var title: String
    var text: String
  }

  struct DutyFields: Encodable {
    var duty: String
    var title: String
    var at: Timestamp
    var before: [Person]?
    var onCall: [Person]
    var answering: [Person]
    var until: Timestamp?
  }

  struct HandoffFields: Encodable {
    var duty: String
    var at: Timestamp
    var from: Person
    var to: [Person]
    var lines: [String]
  }

  struct Person: Encodable {
    var member: String
    var name: String
  }

  let type: String
  let timestamp: String
  let data: Fields

  init(_ message: Message) {
    timestamp = message.created.description
    var fields = Fields(
      message: message.id, address: message.address, recipient: message.recipient?.text,
      recipientName: message.recipientName, title: message.title)
    switch message.content {
    case .notices(let notices):
      type = "notice"
      fields.notices = notices.map(NoticeFields.init)
    case .shiftChange(let duty, let team):
      type = "shift-change"
      (fields.team, fields.teamName) = (team.team.text, team.name)
      fields.duties = [DutyFields(duty, before: duty.before.map(Person.init))]
    case .onCall(let duties, let team):
      type = "on-call"
      (fields.team, fields.teamName) = (team.team.text, team.name)
      fields.duties = duties.map { DutyFields($0, before: nil) }
    case .handoff(let news, let team):
      type = "handoff"
      (fields.team, fields.teamName) = (team.team.text, team.name)
      fields.handoff = HandoffFields(
        duty: news.duty.text, at: news.at, from: Person(news.from), to: news.to.map(Person.init), lines: news.lines)
    case .incident(let news):
      type = "incident-\(news.what.rawValue)"
      fields.text = news.sentence
    case .test(let text):
      type = "test"
      fields.text = text
    }
    data = fields
  }
}

extension MessageDocument.NoticeFields {
  fileprivate init(_ notice: Notice) {
    self.init(id: notice.id, kind: notice.kind, cause: notice.cause, title: notice.title, text: notice.text)
  }
}

extension MessageDocument.DutyFields {
  fileprivate init(_ news: DutyNews, before: [MessageDocument.Person]?) {
    self.init(
      duty: news.duty.text, title: news.title, at: news.at, before: before,
      onCall: news.onCall.map(MessageDocument.Person.init), answering: news.answering.map(MessageDocument.Person.init),
      until: news.until)
  }
}

extension MessageDocument.Person {
  fileprivate init(_ person: DutyNews.Person) { self.init(member: person.member.text, name: person.name) }
}
