import Timekeeping

/// The identity of a shift as plain numbers; its text is made when somebody asks (`NameTable`).
struct PieceName: Sendable, Equatable {
  /// Seconds of the wall clock since 1970 at the nominal start; `whole` where `source` is the text of the whole id.
  var nominal: Int64
  /// A string of the table: a layer's id, `slot`, or an override's id.
  var source: Int32
  var place: Int32
  /// A suffix of the table: what changes made of the shift; 0 is none.
  var suffix: Int32 = 0

  static let whole = Int64.min

  init(nominal: CivilDateTime, source: Int32, place: Int) {
    // The text has no seconds.
    self.init(
      nominal: floorDivided(nominal.secondsSinceEpoch, by: 60) * 60, source: source, place: Int32(place))
  }

  init(nominal: Int64, source: Int32, place: Int32) {
    self.nominal = nominal
    self.source = source
    self.place = place
  }

  /// The same shift before any change made parts of it.
  var origin: PieceName { PieceName(nominal: nominal, source: source, place: place) }

  /// True for shifts of the same source and place that begin on the same day of the wall: an edit moved the one to the
  /// other.
  func isMoved(from other: PieceName) -> Bool {
    source == other.source && place == other.place && nominal != Self.whole
      && floorDivided(nominal, by: 86_400) == floorDivided(other.nominal, by: 86_400)
  }
}
