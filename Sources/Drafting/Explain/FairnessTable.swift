import Scheduling
import Timekeeping

/// What each member has stood over the fairness window before a draft and with it, beside a fair share of everything.
///
/// All of it is counted anew from shifts and slots: whoever has doubts can count it again.
package struct FairnessTable: Sendable, Hashable, Codable {
  /// The first day of the fairness window, on the team's wall; nil when the rules look back no week.
  package let since: CivilDate?
  package let period: DraftPeriod
  /// Every member of the team, in the order of the file.
  package let rows: [Row]

  package struct Row: Sendable, Hashable, Codable {
    package let member: MemberID
    package let name: String
    /// Over the window up to the period.
    package let before: FairnessCounts
    /// The same with the draft's slots.
    package let after: FairnessCounts
    /// The member's part of what all have in `after`, by share and days in the team; nothing for those who can stand
    /// none of the slots. Half is rounded away from zero (rule T10).
    package let share: FairnessCounts
    /// Leave days that were earned by cover and not spent, in hundredths: what covers to come will earn is posted when
    /// they have ended (rule T15).
    package let credits: Int

    /// `Ana: 2.5 h less than a fair share`, in weighted hours.
    package var text: String { "\(name): \(Wording.deviation(after.weighted - share.weighted))" }
  }

  /// Who is furthest under and furthest over a fair share, in one sentence; nil for a team of one.
  package var sentence: String? {
    let order = rows.filter { $0.share.weighted > 0 }.sorted { Self.over($0) < Self.over($1) }
    guard let least = order.first, let most = order.last, least.member != most.member else { return nil }
    return "\(most.text); \(least.text)"
  }

  private static func over(_ row: Row) -> Int { row.after.weighted - row.share.weighted }
}

/// What a member has stood, all in hundredths: 150 hours is one hour and a half, 100 nights one night.
package struct FairnessCounts: Sendable, Hashable, Codable {
  /// On shift; being on twice at once counts once (rule T10).
  package var hours: Int
  /// As the rules weigh nights, weekends and holidays.
  package var weighted: Int
  /// Nights (00:00 to 05:00) that shifts of up to a day touch.
  package var nights: Int
  /// ISO weeks with a weekend shift (`Weekends`).
  package var weekends: Int
  /// Days of `DraftingInput.holidays` that shifts touch.
  package var holidays: Int
  /// League points by the patterns' rates as they are now (D36).
  package var points: Int

  package init(
    hours: Int = 0, weighted: Int = 0, nights: Int = 0, weekends: Int = 0, holidays: Int = 0, points: Int = 0
  ) {
    self.hours = hours
    self.weighted = weighted
    self.nights = nights
    self.weekends = weekends
    self.holidays = holidays
    self.points = points
  }

  static func + (a: FairnessCounts, b: FairnessCounts) -> FairnessCounts {
    FairnessCounts(
      hours: a.hours + b.hours, weighted: a.weighted + b.weighted, nights: a.nights + b.nights,
      weekends: a.weekends + b.weekends, holidays: a.holidays + b.holidays, points: a.points + b.points)
  }

  /// `part` of `whole` of it, half rounded away from zero (rule T10).
  func share(_ part: Int, of whole: Int) -> FairnessCounts {
    guard whole > 0 else { return FairnessCounts() }
    return FairnessCounts(
      hours: (hours * part).divided(by: whole), weighted: (weighted * part).divided(by: whole),
      nights: (nights * part).divided(by: whole), weekends: (weekends * part).divided(by: whole),
      holidays: (holidays * part).divided(by: whole), points: (points * part).divided(by: whole))
  }
}
