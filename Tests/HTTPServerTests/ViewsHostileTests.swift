import Testing
import Timekeeping

@testable import HTTPServer
@testable import Workflows

@Suite("Text of strangers in views")
struct ViewsHostileTests {
  static let polyglots = [
    #"<script>alert(1)</script>"#,
    #""><img src=x onerror=alert(1)>"#,
    #"' onmouseover='alert(1)' x='"#,
    #"javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/"/+/onmouseover=1/+/[*/[]/+alert(1)//'>"#,
    #"</a></bdi></p></section></main></body></html><!--"#,
    #"{{{pageTitle}}}{{>layout}}{{#teams}}{{/teams}}"#,
    "&lt;b&gt; &amp;amp; &#60;script&#62;",
    // A combining mark makes one character of itself and the quotation mark before it.
    "\"\u{301} onfocus=alert(1) autofocus \"\u{200D}x<\u{338}b>",
    "\u{202E}gnp.exe\u{2066}\u{200F}\u{0}\u{7}\u{1B}[31m\u{7F}\u{85}\u{2028}\u{FEFF}\u{E0041}",
    "\r\n\r\nHTTP/1.1 200 OK\r",
  ]

  private static func documents(_ hostile: String) throws -> [String] {
    let samples = ViewsSamples(hostile: hostile)
    let tickets = [try samples.ticket("T-1", due: samples.now - .hours(2)), try samples.ticket("T-2", owner: nil)]
    return [
      OverviewView.html(try samples.overview(tickets: tickets, teams: 2)),
      OverviewView.html(try samples.overview(published: false)),
      TicketView.html(try samples.reply(url: "https://x.example.org/" + hostile), now: samples.now),
      TicketView.html(try samples.reply(open: false, url: hostile), now: samples.now),
      TicketView.html(try samples.conversation(), now: samples.now),
      TicketView.html(try samples.waiting(), now: samples.now),
      TicketView.html(try samples.belongings(), now: samples.now),
      AcknowledgeView.ask(try samples.link(), token: hostile),
      AcknowledgeView.ask(try samples.link(over: "gone"), token: hostile),
      AcknowledgeView.done(try samples.link()),
      AcknowledgeAllView.done(try samples.listLink(tickets)),
      AcknowledgeAllView.done(try samples.listLink([], later: tickets)),
      AcknowledgeAllView.ask(try samples.listLink(tickets, later: tickets), token: hostile),
      SurveyView.ask(Self.survey(hostile), token: hostile, problem: hostile, comment: hostile),
      SurveyView.ask(Self.survey(hostile, score: 4), token: hostile),
    ]
  }

  private static func survey(_ title: String, score: Int? = nil) -> SurveyLink {
    SurveyLink(ticket: "T-1", title: title, team: title, scale: 7, score: score, isOver: true)
  }

  @Test("It never becomes markup, in any field of any view", arguments: polyglots)
  func inert(hostile: String) throws {
    // As long, since a long title stands twice.
    let plain = try Self.documents(String(repeating: "x", count: hostile.count)).map { ViewsMarkup($0) }
    for (document, ordinary) in zip(try Self.documents(hostile), plain) {
      let page = ViewsMarkup(document)
      #expect(page.findings == [])
      // An address that is no longer one of the web loses its link; nothing else may change in the tags.
      let (found, expected) = (page.tags.map(\.name), ordinary.tags.map(\.name))
      #expect(found.filter { $0 != "a" && $0 != "bdi" } == expected.filter { $0 != "a" && $0 != "bdi" })
      let ours = ["/", "#", "https://x.", "https://watch.", "webcal://watch."]
      #expect(page.values(of: "href").allSatisfy { address in ours.contains { address.hasPrefix($0) } })
    }
  }

  @Test("It is shown as it is", arguments: polyglots.prefix(7))
  func shown(hostile: String) throws {
    for document in try Self.documents(hostile) {
      #expect(ViewsMarkup(document).text.contains(hostile))
    }
  }

  @Test("Control and direction characters are shown as signs", arguments: polyglots)
  func controls(hostile: String) throws {
    for document in try Self.documents(hostile) {
      let hidden = document.unicodeScalars.filter { scalar in
        let isLine = scalar == "\n" || scalar == "\t"
        let turns = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        return !isLine && (scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || turns)
      }
      #expect(hidden.isEmpty, "\(hidden.map { String($0.value, radix: 16) })")
    }
  }

  @Test(
    "Escaping goes by scalars",
    arguments: [
      ("a\"\u{301}b", "a&quot;\u{301}b"), ("<\u{338}", "&lt;\u{338}"), ("\u{202E}x", "[U+202E]x"), ("\u{7}", "␇"),
      (
        "e" + String(repeating: "\u{301}", count: 499) + "f\u{301}",
        "e" + String(repeating: "\u{301}", count: 8) + "f\u{301}"
      ),
      ("a\r\nb\rc\r", "a\nb␍c␍"), ("Zoë 👩‍🚒 中", "Zoë 👩‍🚒 中"), ("\u{0}", "␀"), ("\u{85}", "[U+0085]"),
    ])
  func scalars(text: String, expected: String) {
    #expect(Array(InertText().escapeText(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test("The style sheet reaches for nothing from outside and no view carries style or script of its own")
  func noOutside() throws {
    #expect(!StyleSheet.css.contains("url(") && !StyleSheet.css.contains("@import"))
    let braces = StyleSheet.css.reduce(0) { $0 + ($1 == "{" ? 1 : $1 == "}" ? -1 : 0) }
    #expect(braces == 0)
    let names = try Self.documents("").flatMap { ViewsMarkup($0).tags }.map(\.name)
    #expect(!names.contains("script") && !names.contains("style"))
  }
}
