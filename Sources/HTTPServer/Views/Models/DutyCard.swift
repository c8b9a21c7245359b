import Timekeeping
import Workflows

/// Who is on for one duty, until when, and who is next.
struct DutyCard: Sendable {
  struct Holder: Sendable {
    var holderName: String
    /// The duty they answer from when it is another one: a fallback.
    var standIn: String?
  }

  struct Following: Sendable {
    var followingName: String
    var followingAt: Moment
  }

  let dutyTitle: String
  let holders: [Holder]
  let nobody: Bool
  let until: Moment?
  let following: Following?
  let reason: Sentence
  /// What screen readers call the way to the reason, which stands once in each card: `Why Desk: Ana Brook`.
  let whyName: String

  init(_ answer: DutyAnswer, titles: [(id: String, title: String)], clock: ViewClock) {
    dutyTitle = answer.dutyTitle
    holders = answer.members.map { person in
      let title = titles.first { $0.id == person.duty }?.title ?? person.duty
      return Holder(holderName: person.name, standIn: person.duty == answer.duty ? nil : title)
    }
    nobody = holders.isEmpty
    until = answer.until.map { clock.moment($0) }
    following = answer.next.map { Following(followingName: $0.name, followingAt: clock.moment($0.at)) }
    reason = Sentence(answer.because, clock: clock)
    let names = answer.members.map(\.name).joined(separator: " and ")
    whyName = "Why \(answer.dutyTitle): \(names.isEmpty ? "nobody" : names)"
  }
}
