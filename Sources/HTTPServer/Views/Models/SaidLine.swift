import Timekeeping
import Workflows

/// One message of a ticket's conversation.
struct SaidLine: Sendable {
  let saidAt: Moment
  /// `customer`, `reply`, `note`, …: also a class of the style sheet.
  let saidKind: String
  let saidBy: String?
  let saidText: String
  let isEdited: Bool
  let isDeleted: Bool
  /// When it was written, where it came later.
  let saidWritten: Moment?
  /// Why an answer of ours never left.
  let notSent: String?

  init(_ row: ShowClocks.MessageRow, requester: String?, clock: ViewClock) {
    saidAt = clock.moment(row.at)
    saidKind = row.kind
    saidBy = row.author ?? (row.kind == "customer" ? requester : nil)
    saidText = row.text
    isEdited = row.isEdited
    isDeleted = row.isDeleted
    saidWritten = row.written.map { clock.moment($0) }
    notSent = row.notSent
  }
}
