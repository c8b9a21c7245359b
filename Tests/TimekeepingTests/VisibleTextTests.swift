import Testing
import Timekeeping

@Suite("Whether anything of a text is seen")
struct VisibleTextTests {
  @Test(
    "Of white space, controls and signs of no width nothing is seen",
    arguments: [
      "", " \t\r\n", "\u{A0}", "\u{2003}\u{3000}", "\u{200B}\u{200D}\u{FEFF}\u{2060}", "\u{AD}\u{61C}\u{202E}\u{2066}",
      "\0\u{7}\u{1B}\u{7F}\u{85}\u{9B}", "\u{2028}\u{2029}", "\u{FE0F}\u{E0041}\u{3164}",
    ])
  func unseen(text: String) { #expect(VisibleText.isEmpty(text)) }

  @Test(
    "A letter, a sign or an emoji among them is seen",
    arguments: [".", "\u{200B}x", "\u{A0}1\u{A0}", "👩‍👩‍👧‍👦", "\u{FEFF}é", "न\u{94D}\u{200D}", "\u{600}"])
  func seen(text: String) { #expect(!VisibleText.isEmpty(text)) }
}
