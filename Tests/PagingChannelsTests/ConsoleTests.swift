import PagingChannels
import Timekeeping
import Triage
import Testing

struct ConsoleTests {
  private func line(_ page: Page) throws -> String {
    let channel = Console(settings: ChannelSettings(name: "terminal"))
    try channel.checkSettings()
    return try #require(try channel.request(for: page, links: Samples.links, now: Samples.now).line)
  }

  @Test("A page is one line with who, what, why and where to acknowledge")
  func writes() throws {
    #expect(
      try line(Samples.page()) == "2026-10-16T12:00:00Z PAGE Ana Ortiz | T-12 [urgent] Pump 3 stands still"
        + " | you are on primary; nobody was tried before; Ben is next | acknowledge: https://watch.example.com/a/x1")
  }

  @Test("No text can break the line, steer the terminal or turn its direction")
  func staysOneLine() throws {
    let hostile = "a\r\nb\u{1B}[2Jc\u{7}d\u{9B}31me\u{2028}f\u{202E}g\u{2066}h\u{200F}i\u{7F}j\u{0}k\u{85}l"
    let line = try line(Samples.page(title: hostile, why: hostile))
    #expect(line.contains("a  b [2Jc d 31me f g h i j k l"))
    #expect(!line.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
  }
}
