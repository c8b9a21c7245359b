import Scheduling

/// What a draft gives one member, and where that leaves them against a fair share.
package struct MemberBalance: Sendable, Hashable, Codable {
  package let member: MemberID
  package let name: String
  /// On shift by this draft.
  package let minutes: Int
  /// Of these, in weekend slots.
  package let weekendMinutes: Int
  /// League points by this draft, in hundredths.
  package let points: Int
  /// Weighted hours over the fairness window before the period, in hundredths.
  package let before: Int
  /// The same with this draft.
  package let after: Int
  /// A fair part of what all have stood by the end of the period, in hundredths of weighted hours.
  package let share: Int

  package init(
    member: MemberID, name: String, minutes: Int, weekendMinutes: Int, points: Int, before: Int, after: Int, share: Int
  ) {
    self.member = member
    self.name = name
    self.minutes = minutes
    self.weekendMinutes = weekendMinutes
    self.points = points
    self.before = before
    self.after = after
    self.share = share
  }

  /// `Ana: 20.0 h this week (8.0 h weekend), 2.5 h less than a fair share`; other periods than a week by their name.
  package func text(in period: DraftPeriod) -> String {
    let when = period.week == nil ? "in \(period)" : "this week"
    let weekend = weekendMinutes == 0 ? "" : " (\(Wording.tenths(weekendMinutes * 100 / 60)) h weekend)"
    return
      "\(name): \(Wording.tenths(minutes * 100 / 60)) h \(when)\(weekend), \(Wording.deviation(after - share))"
  }
}
