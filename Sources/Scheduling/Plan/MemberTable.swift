import Timekeeping

/// Members as small numbers, so that shifts can be plain values.
struct MemberTable: Sendable {
  private(set) var ids: [MemberID] = []
  private var places: [MemberID: Int32] = [:]

  init() {}

  /// With room for so many.
  init(expecting count: Int) {
    ids.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  subscript(number: Int32) -> MemberID { ids[Int(number)] }

  func find(_ id: MemberID) -> Int32? { places[id] }

  /// The number of `id`, which gets one if it has none.
  mutating func number(_ id: MemberID) -> Int32 {
    if let known = places[id] { return known }
    let next = Int32(ids.count)
    ids.append(id)
    places[id] = next
    return next
  }
}
