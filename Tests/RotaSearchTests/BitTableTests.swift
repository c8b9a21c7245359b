import Testing

@testable import RotaSearch

@Suite("Tables of bits")
struct BitTableTests {
  @Test("Bits are set and unset one by one, beyond the first word of a row too")
  func bits() {
    var table = BitTable(rows: 3, columns: 130)
    for (row, column) in [(0, 0), (1, 63), (1, 64), (2, 129)] { table[row, column] = true }
    let set = (0..<3).flatMap { row in (0..<130).filter { table[row, $0] }.map { [row, $0] } }
    #expect(set == [[0, 0], [1, 63], [1, 64], [2, 129]])
    table[1, 64] = false
    #expect(!table[1, 64] && table[1, 63])
  }

  @Test("The reach is the greatest distance to the right of the diagonal")
  func reach() {
    var table = BitTable(size: 200)
    #expect(table.reach == 0)
    table[150, 3] = true
    #expect(table.reach == 0)
    table[3, 150] = true
    table[190, 199] = true
    #expect(table.reach == 147)
  }
}
