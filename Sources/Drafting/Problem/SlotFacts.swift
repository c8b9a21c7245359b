import Scheduling
import Timekeeping
import Timekeeping

/// A slot to fill with all that rules ask about it.
package struct SlotFacts: Sendable {
  package let slot: Slot
  package let pattern: SlotPattern
  package let commitment: Commitment
  /// How people call the duty.
  package let title: String
  /// `08:00-12:00` on the wall of the pattern's zone.
  package let window: String
  /// The ISO week that its day lies in.
  package let week: ISOWeek
  package let isWeekend: Bool
  /// On a weekend, or at night: touching 00:00–05:00 on the wall of the pattern's zone.
  package let isUnsocial: Bool
  package let seconds: Int
  /// The same time by days of the team's zone, in order.
  package let days: [DayPart]
  /// The nights it is stood in, on the wall of the pattern's zone.
  package let nights: [CivilDate]
  /// The period of the schedule that its day lies in.
  package let period: Period?
  /// Hundredths of weighted hours, for fairness.
  package let weighted: Int
  /// Seconds on holidays, on the wall of the pattern's zone.
  package let holidaySeconds: Int
  /// Hundredths of league points (D36).
  package let points: Int
  /// Who has the slot in the published rota.
  package let published: MemberID?
  /// Whether it begins soon after it is drafted.
  package let isNear: Bool
  package let decisions: [LeadDecision]

  /// True where the file or a lead leaves it open: it is nobody's until somebody claims it or is given it.
  package var isLeftOpen: Bool {
    let given = decisions.filter { $0.kind == .assign }
    guard given.allSatisfy(\.opens) else { return false }
    return !given.isEmpty || (pattern.staysOpen == true && published == nil)
  }

  /// The part of `seconds` inside `days` of the team's zone.
  package func seconds(in range: Range<CivilDate>) -> Int {
    days.reduce(0) { range.contains($1.date) ? $0 + $1.seconds : $0 }
  }

  /// `desk 08:00-12:00`.
  package var windowTitle: String { "\(title) \(window)" }
  /// `desk 08:00-12:00 on Mon 12 Jan`.
  package var label: String { "\(windowTitle) on \(Wording.day(slot.date))" }
}
