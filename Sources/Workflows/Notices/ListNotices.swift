import Scheduling
import Storage
import Timekeeping

/// What people and teams' channels were told: the newest first, with when, over which channel, and what came of it.
package struct ListNotices: OperatorCommand {
  package static let name = "notice-list"
  package static let changes = false
  /// The most rows one answer holds.
  package static let largest = 1000

  package var member: String?
  /// One of `states`; nil means all.
  package var state: String?
  package var limit: Int

  package init(member: String? = nil, state: String? = nil, limit: Int = 100) {
    self.member = member
    self.state = state
    self.limit = limit
  }

  /// Where a notice can stand.
  package static let states =
    ["new", "waiting", "muted"] + OutboxState.allCases.map(\.rawValue)

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> [NoticeRow] {
    try OperatorProblem.check(limit: limit, upTo: Self.largest)
    if let state, !Self.states.contains(state) {
      throw OperatorProblem.unknown("state", state, among: Self.states)
    }
    let world = try await desk.world()
    let now = desk.clock.now()
    let wanted = try member.map { try desk.member($0, in: world, at: now).id }
    let rows = try await desk.store.read { snapshot in
      let people = try snapshot.noticeRecords(to: wanted, limit: Self.largest).map(NoticeRow.init)
      return wanted == nil ? people + (try snapshot.laneMessages(limit: Self.largest).map(NoticeRow.init)) : people
    }
    let newest = rows.filter { state == nil || $0.state == state }.sorted { $0.created > $1.created }
    return Array(newest.prefix(limit))
  }
}

/// A notice, or a message to a team's channel, as a row.
package struct NoticeRow: Codable, Sendable, Hashable {
  /// When it was made.
  package var created: Timestamp
  /// The member; nil for a team's channel.
  package var member: String?
  package var recipient: String
  package var kind: String
  package var cause: String
  package var title: String
  package var text: String
  package var state: String
  package var channel: String?
  /// The id that the receiver sees.
  package var message: String?
  package var attempts: Int
  /// When the last attempt ended.
  package var tried: Timestamp?
  /// When it will be looked at, while it waits for a digest.
  package var due: Timestamp?
  package var why: String

  init(_ record: NoticeRecord) {
    let carrier = record.carrier
    created = record.created
    member = record.notice.recipient.text
    recipient = record.notice.recipient.text
    kind = record.notice.kind
    cause = record.notice.cause
    title = record.notice.title
    text = record.notice.text
    state = carrier?.state.rawValue ?? record.state.rawValue
    channel = carrier?.message.channel
    message = carrier?.message.id
    attempts = carrier?.attempts ?? 0
    tried = carrier?.at
    due = record.state == .waiting ? record.due : nil
    why = carrier?.outcome ?? record.why
  }

  init(_ row: MessageRow) {
    let message = row.message
    created = message.created
    member = nil
    recipient = message.recipientName
    (kind, text) = Self.content(message)
    cause = message.id
    title = message.title
    state = row.state.rawValue
    channel = message.channel
    self.message = message.id
    attempts = row.attempts
    tried = nil
    due = nil
    why = row.cause ?? row.lastOutcome?.text ?? "it is on its way"
  }

  private static func content(_ message: Message) -> (kind: String, text: String) {
    switch message.content {
    case .notices(let notices): ("notice", notices.map(\.text).joined(separator: "\n"))
    case .shiftChange(let duty, _): ("shift-change", duty.sentence)
    case .incident(let news): ("incident", news.sentence)
    case .onCall(let duties, _): ("on-call", duties.map(\.sentence).joined(separator: "\n"))
    case .handoff(let news, _): ("handoff", news.lines.joined(separator: "\n"))
    case .test(let text): ("test", text)
    }
  }
}
