/// A table of bits, at first all unset; a square where rows and columns are of one kind.
package struct BitTable: Sendable, Hashable {
  package let rows: Int
  package let columns: Int
  /// How many words a row has.
  package let stride: Int
  package private(set) var words: [UInt64]

  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    stride = (columns + 63) / 64
    words = Array(repeating: 0, count: rows * stride)
  }

  package init(size: Int) { self.init(rows: size, columns: size) }

  package subscript(row: Int, column: Int) -> Bool {
    get { words[row * stride + column >> 6] >> UInt64(column & 63) & 1 == 1 }
    set {
      let mask = UInt64(1) << UInt64(column & 63)
      if newValue { words[row * stride + column >> 6] |= mask } else { words[row * stride + column >> 6] &= ~mask }
    }
  }

  /// Greatest distance of a set bit to the right of the diagonal.
  var reach: Int {
    (0..<rows).reduce(0) { found, row in max(found, last(in: row) - row) }
  }

  /// The last set bit of a row, or -1.
  private func last(in row: Int) -> Int {
    for word in (0..<stride).reversed() where words[row * stride + word] != 0 {
      return word * 64 + 63 - words[row * stride + word].leadingZeroBitCount
    }
    return -1
  }
}
