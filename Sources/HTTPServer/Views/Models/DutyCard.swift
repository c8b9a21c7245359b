import Timekeeping
import Workflows

/// Who is on for one duty, until when, and who is next.
struct DutyCard: Sendable {
  struct Holder: Sendable {
    var holderName: String
    /// The duty they answer from when it is another one: a fallback.
    var standIn: String?
  }

  /// Those of several holders who go on when the first one ends.
  struct Staying: Sendable {
    var stayingPeople: [ListedName]
    var stayingVerb: String
    var stayingUntil: Moment?
  }

  struct Following: Sendable {
    /// All who come on at that instant.
    var followingPeople: [ListedName]
    var followingAt: Moment
  }

  /// A name in a sentence, with what stands between it and the next: `, `, ` and ` or nothing.
  struct ListedName: Sendable {
    var listedName: String
    var listedJoin: String

    static func all(_ people: [DutyAnswer.Person]) -> [ListedName] {
      people.enumerated().map { index, person in
        let left = people.count - 1 - index
        return ListedName(listedName: person.name, listedJoin: left == 0 ? "" : left == 1 ? " and " : ", ")
      }
    }
  }

  let dutyTitle: String
  let holders: [Holder]
  let nobody: Bool
  let until: Moment?
  let staying: Staying?
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
    staying = answer.stays.map { stays in
      Staying(
        stayingPeople: ListedName.all(stays.members), stayingVerb: stays.verb,
        stayingUntil: stays.until.map { clock.moment($0) })
    }
    following = answer.next.map {
      Following(followingPeople: ListedName.all($0.members), followingAt: clock.moment($0.at))
    }
    reason = Sentence(answer.because, clock: clock)
    whyName = "Why \(answer.dutyTitle): \(listed(answer.members.map(\.name)))"
  }
}
