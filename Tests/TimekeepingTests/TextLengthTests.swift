import Testing
import Timekeeping

@Suite("The length of texts, and where they are cut")
struct TextLengthTests {
  private static let family = "👩‍👩‍👧‍👦"

  @Test(
    "A text is counted in what its reader counts, and cut between two letters",
    arguments: [(.scalars, 7), (.utf16, 11), (.bytes, 25)] as [(TextLength, Int)])
  func counts(unit: TextLength, size: Int) {
    let many = String(repeating: Self.family, count: 20)
    #expect(unit.of(Self.family) == size && unit.of(many) == 20 * size)
    #expect(unit.cut(many, to: 20 * size) == many)
    #expect(unit.cut(many, to: 3 * size + 4) == String(repeating: Self.family, count: 3) + "…")
    #expect(unit.cut(many, to: 3 * size - 1, ending: "") == String(repeating: Self.family, count: 2))
    #expect(unit.cut("short", to: 5) == "short" && unit.cut("", to: 5) == "")
  }

  @Test("A letter that is endless is parted, whether it comes first or last", arguments: ["", "a few words "])
  func endless(start: String) {
    let text = start + "r" + String(repeating: "\u{301}", count: 60_000)
    for unit in [TextLength.scalars, .utf16, .bytes] {
      let cut = unit.cut(text, to: 300)
      #expect((298...300).contains(unit.of(cut)) && cut.hasPrefix(start) && cut.hasSuffix("…"))
    }
    #expect(TextLength.scalars.cut(Self.family, to: 3, ending: "") == "👩\u{200D}👩", "no letter at all would fit")
  }
}
