/// What ids are handed out for; a number is never given twice, not even after a withdrawal.
package enum IDKind: String, Sendable, CaseIterable {
  case leave, calendar, override, request, temporary, draft, feed, ticket, version, period, timer, audit, notice,
    message
  case claim, record, contact, decision, wish, letter

  /// `L` in `L-12`; kinds without one have plain numbers.
  var prefix: String? {
    switch self {
    case .leave: "L"
    case .calendar: "CAL"
    case .override: "O"
    case .request: "S"
    case .temporary: "TS"
    case .draft: "D"
    case .feed: "F"
    case .ticket: "T"
    case .message: "N"
    case .claim: "C"
    case .contact: "CT"
    case .decision: "LD"
    case .wish: "W"
    case .version, .period, .timer, .audit, .notice, .record, .letter: nil
    }
  }
}
