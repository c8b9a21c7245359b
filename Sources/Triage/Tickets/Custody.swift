import Scheduling
import Timekeeping

/// Who has had a ticket, who was asked, who follows it, and who must not have it (rules K1 to K3).
package struct Custody: Sendable, Hashable, Codable {
  /// What the ticket counts in its owner's load, set when its queue or priority is.
  package var weight: Load = .one
  /// Who had it before the present owner, or before it was released.
  package var previousOwner: MemberID?
  /// Told of what happens, without owning it; in the order they came.
  package var followers: [MemberID] = []
  package var exclusions: [Exclusion] = []
  /// Questions of the present search for an owner, in the order they were asked.
  package var questions: [OwnerQuestion] = []
  /// Who may claim it now.
  package var offered: [MemberID] = []
  /// To whom the present search has posted it; nil for nobody yet.
  package var postings: [OwnerPosting]?
  /// True where that was for the time of a closed queue, in which nobody has to take it; nil elsewhere.
  package var isPostedForWait: Bool?
  /// When the lead was told that nobody claims it; nil where that was not needed.
  package var unclaimedTold: Timestamp?
  /// The level through which the owner came, and until when they must answer there; nil where no level said so.
  package var level: Int?
  package var answerBy: Timestamp?
  /// When time alone may find an owner sooner than the stated wait.
  package var reconsider: Timestamp?
  /// When the present search for an owner began; nil: with the ticket.
  package var searchedSince: Timestamp?
  /// Until when a released ticket waits for others who begin their shift (rule K4).
  package var graceUntil: Timestamp?
  /// The last level whose owner was silent; nil where none was.
  package var silentThrough: Int?
  /// What it waited for when its owner gave it away, or waits for since while nobody owns it, until it has an owner or its
  /// turn comes back to us.
  package var wait: TicketWait?
  /// What the person on shift is asked about an owner who is off (rule K2).
  package var card: DecisionCard?

  package init() {}

  /// The question that waits for an answer.
  package var openQuestion: OwnerQuestion? { questions.last { $0.isOpen } }

  /// Those of the levels before `level` wait no more, as that one has its turn: nobody is asked over its head.
  mutating func passQuestions(before level: Int, at now: Timestamp) {
    for place in questions.indices where questions[place].level < level && questions[place].isOpen {
      questions[place].passed = now
    }
  }

  /// Forgets what a search for an owner came to, once there is one or a new search begins.
  mutating func endSearch() {
    (questions, offered, postings, isPostedForWait, unclaimedTold) = ([], [], nil, nil, nil)
    (level, answerBy, reconsider, graceUntil, silentThrough, card) = (nil, nil, nil, nil, nil, nil)
    exclusions.removeAll { !$0.isForGood }
  }

  /// Who has read it on level `level`, and did not claim it.
  func posted(at level: Int) -> [MemberID] { postings?.first { $0.level == level }?.to ?? [] }

  /// Who was told of it on level `level`, and has been there since; also where nobody there could claim it for a while.
  func told(at level: Int) -> [MemberID] { postings?.first { $0.level == level }?.everybodyTold ?? [] }

  /// Forgets who has read it on level `level`, but for `members`: to whoever comes back it is posted anew. Who has been
  /// `there` all the time is not told again.
  mutating func keepPosted(to members: [MemberID], there: [MemberID], at level: Int) {
    guard var all = postings, let place = all.firstIndex(where: { $0.level == level }) else { return }
    let told = all[place].everybodyTold.filter(there.contains)
    all[place].to.removeAll { !members.contains($0) }
    all[place].told = told == all[place].to ? nil : told
    if told.isEmpty { all.remove(at: place) }
    postings = all.isEmpty ? nil : all
  }

  mutating func post(to members: [MemberID], at level: Int) {
    guard !members.isEmpty else { return }
    var all = postings ?? []
    if let place = all.firstIndex(where: { $0.level == level }) {
      let told = (all[place].everybodyTold + members).uniqued
      all[place].to += members
      all[place].told = told == all[place].to ? nil : told
    } else {
      all.append(OwnerPosting(level: level, to: members))
    }
    postings = all
  }

  mutating func follow(_ member: MemberID) {
    if !followers.contains(member) { followers.append(member) }
  }
}

/// Whom a ticket waits for that is not ours to go on with.
package struct TicketWait: Sendable, Hashable, Codable {
  package var state: TicketState
  package var because: String
  package var wake: Timestamp?
  package var reason: StateReason?
}

/// To whom a ticket was posted on one level of the overflow.
package struct OwnerPosting: Sendable, Hashable, Codable {
  package var level: Int
  package var to: [MemberID]
  /// Who was told of it, also where it was taken back from them since; nil: `to`.
  package var told: [MemberID]?

  var everybodyTold: [MemberID] { told ?? to }
}

/// Somebody whom a ticket must not come to.
package struct Exclusion: Sendable, Hashable, Codable {
  package var member: MemberID
  /// The end of a sentence that begins with their name: `handed it over Mon 2026-11-23 09:00 Europe/London`.
  package var because: String
  /// False for one that ends when the ticket has an owner.
  package var isForGood: Bool
  /// When it ends in any case; nil where no time ends it.
  package var until: Timestamp?

  package init(_ member: MemberID, because: String, isForGood: Bool = false, until: Timestamp? = nil) {
    self.member = member
    self.because = because
    self.isForGood = isForGood
    self.until = until
  }

  package func holds(at instant: Timestamp) -> Bool { until.map { instant < $0 } ?? true }
}

/// Whether somebody takes a ticket, asked before it goes on to the next level (C46).
package struct OwnerQuestion: Sendable, Hashable, Codable {
  package var level: Int
  package var to: [MemberID]
  package var asked: Timestamp
  /// Silence until then is a no.
  package var until: Timestamp
  package var declined: [MemberID] = []
  /// When a later level had its turn although somebody had not said no; nil where none had.
  package var passed: Timestamp?

  package init(level: Int, to: [MemberID], asked: Timestamp, until: Timestamp) {
    self.level = level
    self.to = to
    self.asked = asked
    self.until = until
  }

  /// Those of `to` who have not said no.
  package var waitingFor: [MemberID] { to.filter { !declined.contains($0) } }

  /// True while somebody has not said no, and no later level had its turn.
  package var isOpen: Bool { passed == nil && !waitingFor.isEmpty }

  /// How it ended, where it is not waited for any more: what those who were asked did.
  var end: String {
    if waitingFor.isEmpty { return "said no" }
    return passed.map { $0 < until } ?? false ? "could not take it when it went on" : "did not answer"
  }
}

// Stored tickets and definitions may be older than these: what is missing has its default.
extension KeyedDecodingContainer {
  func decode(_ type: Custody.Type, forKey key: Key) throws -> Custody {
    try decodeIfPresent(type, forKey: key) ?? Custody()
  }

  func decode(_ type: AssignmentRules.Type, forKey key: Key) throws -> AssignmentRules {
    try decodeIfPresent(type, forKey: key) ?? AssignmentRules()
  }

  func decode(_ type: OffShiftRules.Type, forKey key: Key) throws -> OffShiftRules {
    try decodeIfPresent(type, forKey: key) ?? OffShiftRules()
  }
}

// What says nothing is not stored.
extension KeyedEncodingContainer {
  mutating func encode(_ value: Custody, forKey key: Key) throws {
    if value != Custody() { try encodeIfPresent(value, forKey: key) }
  }

  mutating func encode(_ value: Classification, forKey key: Key) throws {
    if value != Classification() { try encodeIfPresent(value, forKey: key) }
  }

  mutating func encode(_ value: [TicketLink], forKey key: Key) throws {
    if !value.isEmpty { try encodeIfPresent(value, forKey: key) }
  }

  mutating func encode(_ value: AssignmentRules, forKey key: Key) throws {
    if value != AssignmentRules() { try encodeIfPresent(value, forKey: key) }
  }

  mutating func encode(_ value: OffShiftRules, forKey key: Key) throws {
    if value != OffShiftRules() { try encodeIfPresent(value, forKey: key) }
  }
}
