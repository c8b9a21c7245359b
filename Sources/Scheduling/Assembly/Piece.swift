import Timekeeping

/// A shift while the timeline is being put together, and as it is kept: plain numbers, 64 bytes.
struct Piece: Sendable {
  var interval: Interval
  var name: PieceName
  /// The suffix that parts of this piece are named after.
  var stem: Int32
  var cause: PieceCause
  /// A number of the member table.
  var member: Int32
  /// An entry of the list of conflicts; 0 is none.
  var conflicts: Int32 = 0

  init(name: PieceName, member: Int32, interval: Interval, cause: PieceCause) {
    self.name = name
    self.stem = name.suffix
    self.member = member
    self.interval = interval
    self.cause = cause
  }

  /// The part inside `window`, under the same id: a limit of validity, not a change.
  func clipped(to window: Interval) -> Piece? {
    guard let part = interval.intersection(window) else { return nil }
    var piece = self
    piece.interval = part
    return piece
  }
}

/// Why a piece stands: `ShiftCause` in numbers.
struct PieceCause: Sendable {
  enum Kind: UInt8, Sendable {
    case rotation, published, temporary, changed, recorded
  }

  /// Of a rotation, the milliseconds at which the turn began; of a change, the number of the member it took off, or -1.
  var detail: Int64
  /// The name of the layer, or the place in the plan's list of rotas, temporary schedules, overrides or records.
  var source: Int32
  var kind: Kind

  init(kind: Kind, source: Int32, detail: Int64 = -1) {
    self.detail = detail
    self.source = source
    self.kind = kind
  }
}

/// Time taken out of pieces, and what it is called in the ids of the parts that follow it.
struct Cut: Sendable {
  var interval: Interval
  var name: CutName
}
