import Scheduling
import Timekeeping

/// What is said of one duty at one instant.
struct OracleAnswer: Equatable, CustomStringConvertible {
  /// Sorted.
  var holders: [MemberID]
  /// Members and the duty they answer on: `ana secondary`.
  var answering: [String]
  var gap: Gap.Reason?

  var description: String {
    let open = gap.map { ", gap: \($0)" } ?? ""
    return "on \(holders.map(\.text)), answering \(answering)\(open)"
  }
}
