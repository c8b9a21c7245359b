import Timekeeping

/// Those on for a duty at an instant, straight from its table: asking for it and walking over it allocates nothing.
package struct OnDuty: RandomAccessCollection, Sendable {
  private let table: DutyTable
  private let places: Range<Int>

  init(_ table: DutyTable, _ places: Range<Int>) {
    self.table = table
    self.places = places
  }

  package var startIndex: Int { places.lowerBound }
  package var endIndex: Int { places.upperBound }

  package subscript(position: Int) -> TimelineShift {
    TimelineShift(table: table, place: table.on[position])
  }
}
