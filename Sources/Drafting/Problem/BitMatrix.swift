/// A table of bits; rows of two tables with as many columns can be compared word by word.
package struct BitMatrix: Sendable, Hashable {
  package let rows: Int
  package let columns: Int
  private let width: Int
  private var words: [UInt64]

  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    width = (columns + 63) / 64
    words = Array(repeating: 0, count: rows * width)
  }

  package subscript(row: Int, column: Int) -> Bool {
    get { words[row * width + column / 64] >> UInt64(column % 64) & 1 == 1 }
    set {
      let bit = UInt64(1) << UInt64(column % 64)
      if newValue { words[row * width + column / 64] |= bit } else { words[row * width + column / 64] &= ~bit }
    }
  }

  /// True when some column is set both in `row` here and in `otherRow` of `other`, which has as many columns.
  package func meets(_ row: Int, _ other: BitMatrix, _ otherRow: Int) -> Bool {
    for word in 0..<width where words[row * width + word] & other.words[otherRow * width + word] != 0 { return true }
    return false
  }
}
