import Timekeeping

/// One VEVENT as it was understood, its rules not yet expanded.
struct EventRecord {
  /// How long it lasts: until the same wall time so many seconds later, or in whole days.
  enum Length: Hashable {
    case days(Int)
    /// On the wall, in the zone of the start.
    case wall(Int64)
    /// In real time.
    case exact(Int64)
  }

  let line: Int
  var uid: String
  var sequence = 0
  /// When it was last revised, in seconds; for telling which of two is newer.
  var stamp: Int64 = 0
  var start: Moment
  var length: Length
  var isCancelled = false
  var isTentative = false
  var isTransparent = false
  /// The repeat of its UID that it stands for.
  var replaces: Moment?
  /// It stands for that repeat and all that follow.
  var goesOn = false
  var rules: [RecurrenceRule] = []
  var added: [(moment: Moment, length: Length?)] = []
  var excluded: [Moment] = []
  var excludedRules: [RecurrenceRule] = []
  var summary: String?
  var notes: String?
  var categories: [String] = []
  var people: [String] = []

  init(line: Int, uid: String, start: Moment, length: Length) {
    self.line = line
    self.uid = uid
    self.start = start
    self.length = length
  }

  var repeats: Bool { !rules.isEmpty || !added.isEmpty }
}
