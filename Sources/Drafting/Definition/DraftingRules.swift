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
  /// How strongly a redraft keeps what is published, in points per changed slot that begins soon (`nearby`).
  package var keepPublished: Int
  /// How strongly weekend and night slots of one week are spread over members, in points for each after the first.
  package var spread: Int

  // MARK: Limits

  /// The most shifts, nights, weekends, or of one duty, on a day, in a week or in a month; nil is none.
  package var limits: [CountLimit]?
  /// The most and least days in a row, the least days off; nil is none.
  package var runs: RunLimits?
  /// What no member stands soon after something else; nil is none.
  package var successions: [Succession]?
  /// What members with `nights: never` are spared; nil is `ProtectedNight()`.
  package var protectedNight: ProtectedNight?
  /// Who stands slots only beside others; nil is none.
  package var companions: [Companions]?

  // MARK: Prices

  /// What a weekend costs next to another one of the same member, where it is not forbidden; nil is nothing.
  package var secondWeekend: Int?
  /// What a weekend slot of a member costs who is no volunteer; nil is nothing.
  package var volunteersFirst: Int?
  /// What a slot that touches a holiday of its member costs; nil is nothing.
  package var holidays: RulePrice?
  /// What a wish costs that is not granted, for each point of its own weight; nil is `usualWish`.
  package var wish: Int?
  /// What each further member costs who shares a window of `same member: week`; nil is `usualSameMember`.
  package var sameMember: Int?
  /// What a changed slot costs that begins later than `nearby`; nil is `keepPublished`.
  package var keepPublishedLater: Int?
  /// How long from the drafting on slots count as near; nil is a week.
  package var nearby: PlainDuration?

  // MARK: Fairness

  /// How much fairness counts against everything else, in hundredths; nil is 100.
  package var fairnessWeight: Int?
  /// Nil leaves shares as they are.
  package var leave: LeaveInFairness?
  /// The same for leave that was earned by cover; nil is as `leave`.
  package var earnedLeave: LeaveInFairness?

  package static let usualWish = 5
  package static let usualSameMember = 100
  package static let usualNearby = PlainDuration(.hours(7 * 24))

  package init(
    rest: PlainDuration? = nil, atMostPerWeek: PlainDuration? = nil, atMostPerDay: PlainDuration? = nil,
    atMostPerMonth: PlainDuration? = nil, nightsInARow: Int? = nil, noTwoWeekendsInARow: Bool = false,
    neverTogether: [[MemberID]] = [], alongside: [[DutyID]] = [], fairnessWeeks: Int = 13, weekendWeight: Int = 200,
    holidayWeight: Int = 200, nightWeight: Int = 100, keepPublished: Int = 30, spread: Int = 8,
    limits: [CountLimit]? = nil,
    runs: RunLimits? = nil, successions: [Succession]? = nil, companions: [Companions]? = nil
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
    self.limits = limits
    self.runs = runs
    self.successions = successions
    self.companions = companions
  }

  /// Whether some limit asks for all of the months that a draft touches.
  package var looksAtMonths: Bool { atMostPerMonth != nil || (limits ?? []).contains { $0.span == .month } }

  /// True when the file lets one member stand both duties at the same time.
  package func mayStandTogether(_ a: DutyID, _ b: DutyID) -> Bool {
    a != b && alongside.contains { $0.contains(a) && $0.contains(b) }
  }
}
