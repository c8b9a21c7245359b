import Timekeeping

/// A slot as people name it: `desk/2026-11-30/08:00`, with `/2` at its end for the second of several places.
///
/// It is the slot's id without team and source, so it needs no zone: date and time are those on the wall of the slot.
package struct SlotHandle: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let id: ShiftID
  package let duty: String
  /// The day the slot starts on.
  package let date: CivilDate
  /// The nominal start.
  package let time: CivilTime
  package let place: Int

  /// Nil for the id of anything but a slot or a whole shift, such as a part that a change made.
  package init?(_ id: ShiftID) {
    let words = id.text.split(separator: ".", omittingEmptySubsequences: false)
    guard words.count == 5, let place = Int(words[4]), let stamp = Self.stamp(words[3]) else { return nil }
    self.id = id
    duty = String(words[1])
    (date, time) = stamp
    self.place = place
  }

  /// Reads `20261130T0800`.
  private static func stamp(_ text: Substring) -> (CivilDate, CivilTime)? {
    guard text.count == 13, text.utf8.count == 13 else { return nil }
    let (day, clock) = (text.prefix(8), text.suffix(4))
    guard let date = try? CivilDate(text: "\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.suffix(2))"),
      let time = try? CivilTime(text: "\(clock.prefix(2)):\(clock.suffix(2))")
    else { return nil }
    return (date, time)
  }

  /// With its place, which most slots need not say.
  package var description: String { "\(duty)/\(date)/\(time)/\(place)" }

  package static func < (a: SlotHandle, b: SlotHandle) -> Bool {
    (a.date, a.time, a.duty, a.place) < (b.date, b.time, b.duty, b.place)
  }
}
