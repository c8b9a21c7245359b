import Timekeeping

/// What a team's channel reads of the work that goes from one shift to the next (rule K10, D6, D39).
package struct WorkNews: Sendable, Hashable, Codable {
  package var duty: DutyID
  /// When the shift ends.
  package var at: Timestamp
  package var from: DutyNews.Person
  /// Who takes it over; where nobody comes next whoever stands in, and the lead.
  package var to: [DutyNews.Person]
  /// Ids of `to` in Slack, as far as their contacts have some: they are called by them there.
  package var accounts: [String]
  /// Headings and tickets, each a line without markup.
  package var lines: [String]

  package init(
    duty: DutyID, at: Timestamp, from: DutyNews.Person, to: [DutyNews.Person], accounts: [String], lines: [String]
  ) {
    self.duty = duty
    self.at = at
    self.from = from
    self.to = to
    self.accounts = accounts
    self.lines = lines
  }
}
