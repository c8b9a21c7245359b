import Drafting
import Timekeeping
import Workflows

/// Commands about one ISO week, as most tests give them.
extension DraftRota {
  init(team: String, week: ISOWeek) { self.init(team: team, period: DraftPeriod(week)) }
}

extension RepairRota {
  init(team: String, week: ISOWeek) { self.init(team: team, period: DraftPeriod(week)) }
}
