/// Sets of later choices that what was taken forbids; equal sets have equal numbers. Number 0 is the empty set.
struct ModeTable {
  private var sets: [[Int32]] = [[]]
  private var numbers: [[Int32]: Int32] = [[]: 0]
  private var added: [Int64: Int32] = [:]
  private var trims: [Int64: Int32] = [:]

  func forbids(_ mode: Int32, _ choice: Int32) -> Bool {
    mode != 0 && sets[Int(mode)].contains(choice)
  }

  /// The set with `list` (ascending) added, without anything up to `stage`.
  mutating func adding(_ list: [Int32], to mode: Int32, at stage: Int32) -> Int32 {
    let key = Int64(mode) << 32 | Int64(stage)
    if let found = added[key] { return found }
    let old = sets[Int(mode)].filter { $0 > stage && !list.contains($0) }
    let number = number(of: (old + list).sorted())
    added[key] = number
    return number
  }

  /// The set without anything before `stage`.
  mutating func trimmed(_ mode: Int32, from stage: Int32) -> Int32 {
    guard mode != 0, let first = sets[Int(mode)].first, first < stage else { return mode }
    let key = Int64(mode) << 32 | Int64(stage)
    if let found = trims[key] { return found }
    let number = number(of: sets[Int(mode)].filter { $0 >= stage })
    trims[key] = number
    return number
  }

  private mutating func number(of set: [Int32]) -> Int32 {
    if let found = numbers[set] { return found }
    let number = Int32(sets.count)
    sets.append(set)
    numbers[set] = number
    return number
  }
}
