import GRDB
import Testing

@testable import Storage

@Suite("Placeholders")
struct PlaceholderTests {
  @Test(
    "Only a dollar sign and digits outside quotes and comments is a placeholder",
    arguments: [
      ("SELECT $2 || $1", "SELECT ?2 || ?1"),
      ("x = $10", "x = ?10"),
      ("'$1' || $1", "'$1' || ?1"),
      ("'it''s $1' || $2", "'it''s $1' || ?2"),
      ("\"$1\" = $1", "\"$1\" = ?1"),
      ("a -- $1\n = $2", "a -- $1\n = ?2"),
      ("a /* $1 ' */ = $2", "a /* $1 ' */ = ?2"),
      ("$ $a $", "$ $a $"),
      ("'open $1", "'open $1"),
      ("/* open $1", "/* open $1"),
      ("é $1", "é ?1"),
      ("", ""),
    ])
  func rewrites(_ sql: String, _ expected: String) {
    #expect(Placeholders.rewritten(sql) == expected)
  }

  @Test("Any mixture of pieces is rewritten piece by piece")
  func mixtures() {
    let pieces = [("$1", "?1"), ("'$2''x'", "'$2''x'"), ("/*$3*/", "/*$3*/"), ("--$4\n", "--$4\n"), (" + ", " + ")]
    for code in 0..<3125 {
      let digits = (0..<5).map { place in pieces[code / [1, 5, 25, 125, 625][place] % 5] }
      // Two quoted pieces that touch are one text with a doubled quote; a blank keeps them apart.
      let sql = digits.map(\.0).joined(separator: " ")
      #expect(Placeholders.rewritten(sql) == digits.map(\.1).joined(separator: " "))
    }
  }

  @Test("The engine binds by number, whatever the order in the text")
  func binding() throws {
    let answer = try DatabaseQueue().read { database in
      try Connection(database: database).first("SELECT $3 || $1 || '$2' || $1 AS answer", ["a", "b", "c"]) {
        row throws(StoreError) in try row.text("answer")
      }
    }
    #expect(answer == "ca$2a")
  }

  @Test("A value of the wrong type is an error with the column's name, never a trap")
  func wrongTypes() throws {
    try DatabaseQueue().read { database in
      let connection = Connection(database: database)
      #expect(throws: StoreError.self) {
        try connection.first("SELECT 'x' AS number") { row throws(StoreError) in try row.int("number") }
      }
      #expect(throws: StoreError.unreadable("number is empty or out of range")) {
        try connection.first("SELECT NULL AS number") { row throws(StoreError) in try row.int("number") }
      }
      #expect(throws: StoreError.unreadable("no column other")) {
        try connection.first("SELECT 1 AS number") { row throws(StoreError) in try row.int("other") }
      }
    }
  }
}
