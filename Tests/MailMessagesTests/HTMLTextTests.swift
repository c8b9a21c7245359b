import MailMessages
import Testing

@Suite("HTML as plain text")
struct HTMLTextTests {
  @Test(
    "Lines break where a browser breaks them",
    arguments: [
      ("<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\nThree"),
      ("a &lt;b&gt; &amp; &#228;&#xE4;&auml; &nope; &", "a <b> & äää &nope; &"),
      ("<ul><li>one</li><li>two</li></ul>after", "- one\n- two\n\nafter"),
      ("<div>a</div>\n  <div> b   c </div>", "a\nb c"),
      ("<style>p { x }</style><script>alert('<p>')</script><title>t</title>Hi<!-- <p>no</p> -->!", "Hi!"),
      (
        "Yes<blockquote>old<br>older<blockquote>oldest</blockquote></blockquote>end",
        "Yes\n\n> old\n> older\n\n>> oldest\n\nend"
      ),
      ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"), ("<a title='x > y' href=\"z\">link</a>", "link"),
      ("", ""), ("1 < 2 and x <= 3<br>I <3 it</ i>", "1 < 2 and x <= 3\nI <3 it</ i>"),
      ("<p>a << b <- c</p><?xml x?><!DOCTYPE y>d<", "a << b <- c\n\nd<"),
      ("<p>Unser Projekt &bdquo;line-4&ldquo; startet <b>502</b>.</p>", "Unser Projekt „line-4“ startet 502."),
    ])
  func reads(html: String, text: String) { #expect(HTMLText.plain(html) == text) }

  @Test("Whatever comes, it takes a moment")
  func survives() {
    let many = 50_000
    for html in [
      "<", "<p", "</", "<!--", "<!-->", "<script>", "<p title=\"", "&#xFFFFFFFFFF;", "&#0;", "<//p>", "<>", "a<b",
      String(repeating: "<", count: many), String(repeating: "<p ", count: many), String(repeating: "&", count: many),
      String(repeating: "<blockquote>", count: many), String(repeating: "<br>", count: many),
      String(repeating: "<!--", count: many), "<script>" + String(repeating: "<a>", count: many),
    ] {
      _ = HTMLText.plain(html)
    }
    #expect(HTMLText.plain("<p title=\"unclosed>text</p>").isEmpty)
    #expect(HTMLText.plain("a<b") == "a")
    #expect(HTMLText.plain("&#0;") == "\u{FFFD}")
  }
}
