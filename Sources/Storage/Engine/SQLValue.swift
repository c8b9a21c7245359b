import Scheduling
import Timekeeping
import Triage

/// What a query may bind: the few types that both engines share.
enum SQLValue: Sendable, Equatable {
  case null
  case integer(Int64)
  case text(String)
  case bytes([UInt8])
}

/// A value of ours that a column holds: instants as integer milliseconds, ids as text, truth as 0 or 1.
protocol Bindable {
  var sql: SQLValue { get }
}

extension SQLValue: Bindable {
  var sql: SQLValue { self }
}

extension Int: Bindable {
  var sql: SQLValue { .integer(Int64(self)) }
}

extension Int64: Bindable {
  var sql: SQLValue { .integer(self) }
}

extension Bool: Bindable {
  var sql: SQLValue { .integer(self ? 1 : 0) }
}

extension String: Bindable {
  var sql: SQLValue { .text(self) }
}

extension [UInt8]: Bindable {
  var sql: SQLValue { .bytes(self) }
}

extension Timestamp: Bindable {
  var sql: SQLValue { .integer(milliseconds) }
}

extension Optional: Bindable where Wrapped: Bindable {
  /// Without a key path: a statement has some ten of these.
  var sql: SQLValue { if let value = self { value.sql } else { .null } }
}

extension Bindable where Self: Slug {
  var sql: SQLValue { .text(text) }
}

extension MemberID: Bindable {}
extension TeamID: Bindable {}
extension DutyID: Bindable {}
extension QueueID: Bindable {}
extension CustomerID: Bindable {}
extension Priority: Bindable {}
