import Testing

/// The rules of this folder are only as good as the reader that tells code from text.
@Suite("Reading Swift")
struct SwiftTextTests {
  struct Example: CustomTestStringConvertible {
    let what: String
    let text: String
    let code: String
    let strings: String

    var testDescription: String { what }
  }

  @Test(
    "Code, comments and strings are told apart",
    arguments: [
      Example(what: "a comment", text: #"a // "b" c"#, code: "a         ", strings: "          "),
      Example(what: "nested comments", text: "a /* /* b */ */ c", code: "a               c", strings: blanks(17)),
      Example(what: "a string", text: #"a("b // c")"#, code: "a(        )", strings: #"  "b // c" "#),
      Example(what: "an escaped quote", text: #""a\"b" c"#, code: "       c", strings: #""a\"b"  "#),
      Example(
        what: "interpolation", text: #""a\(b(c, "d"))e""#, code: "    b(c,    ))  ", strings: #""a\(     "d"  e""#),
      Example(what: "a raw string", text: ##"#"a"b\(c)"# d"##, code: "            d", strings: ##"#"a"b\(c)"#  "##),
      Example(what: "a string that never ends", text: "\"a\nb", code: "  \nb", strings: "\"a\n "),
      Example(
        what: "several lines", text: "\"\"\"\n  a \"b\"\n  \"\"\"\nc", code: "   \n       \n     \nc",
        strings: "\"\"\"\n  a \"b\"\n  \"\"\"\n "),
    ])
  func toldApart(example: Example) {
    let file = SwiftText(path: "Sources/Triage/Example.swift", text: example.text)
    #expect(file.code == example.code)
    #expect(file.strings == example.strings)
  }

  @Test("A file knows its module and its name")
  func knowsItsPlace() {
    let file = SwiftText(path: "Sources/Storage/Queries/LeaveQueries.swift", text: "")
    #expect(file.module == "Storage")
    #expect(file.name == "LeaveQueries")
  }

  @Test("The checkout has sources, and this file among its tests")
  func findsTheCheckout() {
    #expect(Repository.modules.contains("Timekeeping"))
    #expect(Repository.swiftFiles.contains { $0.path == "Tests/HouseTests/SwiftTextTests.swift" })
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}
