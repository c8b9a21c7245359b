import Scheduling
import Storage
import Timekeeping

/// What somebody chose for a new feed, as it travels; nil leaves what is usual.
package struct FeedChoices: Codable, Sendable, Hashable {
  /// A member, a team, or a duty of a team, beside the feed's first subject.
  package struct Place: Codable, Sendable, Hashable {
    package var member: String?
    package var team: String?
    package var duty: String?

    package init(member: String? = nil, team: String? = nil, duty: String? = nil) {
      self.member = member
      self.team = team
      self.duty = duty
    }
  }

  package var also: [Place] = []
  package var gaps = false
  package var remindBefore: [PlainDuration] = []
  package var daysBack: Int?
  package var daysAhead: Int?
  package var showAs: ShowAs?
  package var showsCancelled = false

  package init() {}

  /// The longest lead that a reminder may have.
  private static let longestLead = Duration.hours(24 * 14)

  /// The options with `also` as subjects; what is out of its range is refused.
  func options(also subjects: [FeedSubject], of first: FeedSubject) throws -> FeedOptions {
    let days = FeedOptions.Days(
      back: daysBack ?? FeedOptions.Days.usual.back, ahead: daysAhead ?? FeedOptions.Days.usual.ahead)
    try refuse(subjects.count >= FeedOptions.mostSubjects, "more than \(FeedOptions.mostSubjects) subjects")
    try refuse(remindBefore.count > FeedOptions.mostReminders, "more than \(FeedOptions.mostReminders) reminders")
    try refuse(
      remindBefore.contains { $0.duration <= .zero || $0.duration > Self.longestLead },
      "a reminder that is not within 14 days before the shift")
    try refuse(!FeedOptions.Days.backRange.contains(days.back), "\(days.back) days back, which is not within 0–400")
    try refuse(
      !FeedOptions.Days.aheadRange.contains(days.ahead), "\(days.ahead) days ahead, which is not within 30–730")
    try refuse(
      gaps && ([first] + subjects).contains { $0.team == nil }, "gaps of a member: they are of a team or a duty")
    return FeedOptions(
      also: subjects, content: gaps ? .gaps : .shifts, remindBefore: remindBefore, days: days, showAs: showAs,
      showsCancelled: showsCancelled)
  }

  private func refuse(_ isWrong: Bool, _ what: String) throws {
    guard isWrong else { return }
    throw OperatorProblem(.refused, "a feed cannot have \(what)", help: "see watchbill feed add --help")
  }
}

extension FeedOptions {
  /// What differs from the usual, in words: `gaps; reminders 1 hour, 1 day; busy`. Empty for the usual.
  var text: String {
    var words: [String] = []
    if content == .gaps { words.append("gaps") }
    if !remindBefore.isEmpty {
      words.append("reminders " + remindBefore.map(\.description).joined(separator: ", "))
    }
    if days != .usual { words.append("\(days.back) days back, \(days.ahead) ahead") }
    if let showAs { words.append(showAs.rawValue) }
    if showsCancelled { words.append("shows cancelled") }
    return words.joined(separator: "; ")
  }
}
