import Scheduling
import Timekeeping

/// The `rules:` of a team file: what a draft must and should respect, each switchable and weighted.
package struct DraftingRules: Sendable, Hashable, Codable {
  /// Shortest time between two shifts of one member; only shifts of the same duty may touch. Nil switches the rule off.
  package var rest: PlainDuration?
  /// Most time on shift in an ISO week of the team's zone; nil means no limit.
  package var atMostPerWeek: PlainDuration?
  /// Most time on shift on one day on the wall of the team's zone; nil means no limit.
  package var atMostPerDay: PlainDuration?
  /// Most time on shift in a calendar month of the team's zone; nil means no limit.
  package var atMostPerMonth: PlainDuration?
  /// Most nights that a member stands one after the other (`Nights`); nil means no limit.
  package var nightsInARow: Int?
  /// No member stands weekend slots in two consecutive weeks.
  package var noTwoWeekendsInARow: Bool
  /// Groups of members of whom no two stand slots at the same time.
  package var neverTogether: [[MemberID]]
  /// Groups of duties that one member may stand at the same time, such as a desk while being primary; between two of
  /// them neither overlap nor rest counts. None by default (rule T14).
  package var alongside: [[DutyID]]
  /// How many weeks back the balance of hours looks.
  package var fairnessWeeks: Int
  /// What an hour counts in fairness on a weekend, in hundredths (200 is double).
  package var weekendWeight: Int
  /// What an hour counts in fairness on a holiday, in hundredths; on a weekend the greater of the two holds.
  package var holidayWeight: Int
  /// What an hour between 22:00 and 06:00 counts in fairness, in hundredths; of weekend, holiday and night the greatest
  /// holds.
  package var nightWeight: Int
  /// How strongly a redraft keeps what is published, in points per changed slot.
  package var keepPublished: Int
  /// How strongly weekend and night slots of one week are spread over members, in points for each after the first.
  package var spread: Int

  package init(
    rest: PlainDuration? = nil, atMostPerWeek: PlainDuration? = nil, atMostPerDay: PlainDuration? = nil,
    atMostPerMonth: PlainDuration? = nil, nightsInARow: Int? = nil, noTwoWeekendsInARow: Bool = false,
    neverTogether: [[MemberID]] = [], alongside: [[DutyID]] = [], fairnessWeeks: Int = 13, weekendWeight: Int = 200,
    holidayWeight: Int = 200, nightWeight: Int = 100, keepPublished: Int = 30, spread: Int = 8
  ) {
    self.rest = rest
    self.atMostPerWeek = atMostPerWeek
    self.atMostPerDay = atMostPerDay
    self.atMostPerMonth = atMostPerMonth
    self.nightsInARow = nightsInARow
    self.noTwoWeekendsInARow = noTwoWeekendsInARow
    self.neverTogether = neverTogether
    self.alongside = alongside
    self.fairnessWeeks = fairnessWeeks
    self.weekendWeight = weekendWeight
    self.holidayWeight = holidayWeight
    self.nightWeight = nightWeight
    self.keepPublished = keepPublished
    self.spread = spread
  }

  /// True when the file lets one member stand both duties at the same time.
  package func mayStandTogether(_ a: DutyID, _ b: DutyID) -> Bool {
    a != b && alongside.contains { $0.contains(a) && $0.contains(b) }
  }
}
