import Testing
import Workflows

/// Tables as text and as CSV (RFC 4180).
@Suite struct TableTests {
  @Test(
    "a cell is quoted where it would end early, and no spreadsheet runs it",
    arguments: [
      ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"a\"", "\"say \"\"a\"\"\""), ("a\nb", "\"a\nb\""),
      ("a\rb", "\"a\rb\""), ("a\r\nb", "\"a\r\nb\""), ("=1+1", "\"'=1+1\""), ("\r\nx", "\"'\r\nx\""),
      ("-1.00", "-1.00"), ("-12", "-12"), ("-1+2", "\"'-1+2\""), ("-1.", "\"'-1.\""), ("-", "\"'-\""),
      ("-1.0.0", "\"'-1.0.0\""), ("+1", "\"'+1\""), ("-\u{661}", "\"'-\u{661}\""),
    ])
  func cells(cell: String, written: String) {
    #expect(CSV.text(header: ["a"], rows: [[cell, "z"]]) == "a\r\n\(written),z\r\n")
  }

  @Test("a row of text is one line")
  func lines() {
    let lines = TextTable.lines([["id", "title"], ["T-1", "one\ntwo\r\n\nthree"]])
    #expect(lines == ["id   title", "T-1  one two three"])
  }

  @Test("columns stand under one another however wide their letters are")
  func wideLetters() {
    let lines = TextTable.lines([["who", "until"], ["山田 太郎", "Mon"], ["José", "Tue"], ["김민준 🌙", "Wed"]])
    #expect(lines == ["who        until", "山田 太郎  Mon", "José       Tue", "김민준 🌙  Wed"])
  }
}
