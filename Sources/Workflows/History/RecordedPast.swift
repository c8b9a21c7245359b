import Scheduling
import Storage
import Timekeeping

/// What was written down of every team's past. Records are never changed, so a newer one is the old one and the rest.
struct RecordedPast {
  private(set) var recorded: [TeamID: RecordedHistory]
  private(set) var lastRecord: Int

  init(_ world: World?) {
    recorded = world?.recorded ?? [:]
    lastRecord = world?.lastRecord ?? 0
  }

  func reading(_ snapshot: Snapshot, unless isSame: Bool) throws -> RecordedPast {
    guard !isSame else { return self }
    var past = self
    for record in try snapshot.records(from: lastRecord + 1) { past.add(record) }
    return past
  }

  private mutating func add(_ record: Record) {
    lastRecord = record.number
    switch record.fact {
    case .shift(let shift):
      recorded[shift.shift.team, default: RecordedHistory(until: .distantPast, shifts: [])].add(shift)
    case .settled(let time):
      recorded[time.team, default: RecordedHistory(until: .distantPast, shifts: [])].until = time.until
      recorded[time.team]?.running = time.running
    case .checkIn, .decision: break
    }
  }
}
