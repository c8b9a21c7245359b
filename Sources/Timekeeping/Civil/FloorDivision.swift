/// `a / b` rounded down, also below zero, where Swift's `/` rounds towards zero; `b` is positive.
@inlinable package func floorDivided(_ a: Int64, by b: Int64) -> Int64 {
  a / b - (a % b < 0 ? 1 : 0)
}
