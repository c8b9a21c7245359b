/// Where bytes stop being JSON that we read.
struct JSONProblem: Error, Hashable {
  let what: String
  /// Bytes before the place.
  let offset: Int
  /// From 1, the column in bytes.
  let line: Int
  let column: Int

  init(_ what: String, at offset: Int, of bytes: [UInt8]) {
    let before = bytes.prefix(offset)
    self.what = what
    self.offset = offset
    line = 1 + before.count { $0 == 0x0A }
    column = 1 + offset - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
  }

  var refusal: Refusal {
    Refusal(400, "the body cannot be read as JSON: \(what), line \(line), column \(column) (byte \(offset))")
  }
}
