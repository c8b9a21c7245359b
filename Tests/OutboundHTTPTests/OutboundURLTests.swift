import OutboundHTTP
import Testing

struct OutboundURLTests {
  @Test(
    "A URL is read into canonical parts",
    arguments: [
      ("https://hooks.example.com", "https://hooks.example.com/"),
      ("HTTPS://Hooks.Example.COM:443/A/b", "https://hooks.example.com/A/b"),
      ("http://example.com:80?x=1", "http://example.com/?x=1"),
      ("http://example.com:8080/", "http://example.com:8080/"),
      ("https://example.com:80/", "https://example.com:80/"),
      ("http://xn--bcher-kva.example/", "http://xn--bcher-kva.example/"),
      ("http://1.1.1.1/", "http://1.1.1.1/"), ("http://[2606:4700:0::1111]:8080/", "http://[2606:4700::1111]:8080/"),
      ("https://a.example/p%2Fq;r=1,2/@x:y?a=b&c=%0d%0a/?", "https://a.example/p%2Fq;r=1,2/@x:y?a=b&c=%0d%0a/?"),
      ("http://4you.example/", "http://4you.example/"), ("http://a-b.c--d.example/", "http://a-b.c--d.example/"),
    ])
  func reads(text: String, canonical: String) throws {
    let url = try OutboundURL(text)
    #expect(url.text == canonical)
    #expect(try OutboundURL(canonical) == url)
  }

  @Test("A URL is shown without path and query, which may be secret")
  func hidesSecrets() throws {
    let shown = try OutboundURL("https://hooks.example.com/T0/s3cret?key=s3cret").description
    #expect(shown == "https://hooks.example.com:443/…")
  }

  @Test("A problem says what to do")
  func helps() {
    let problem = #expect(throws: URLProblem.self) { try OutboundURL("ftp://example.com/") }
    #expect(
      problem?.description
        == "the URL does not begin with http:// or https://. help: write it like https://hooks.example.com/page")
  }

  @Test("2048 bytes are the limit")
  func limitsLength() throws {
    let start = "https://example.com/"
    let longest = start + String(repeating: "a", count: 2048 - start.count)
    #expect(try OutboundURL(longest).text == longest)
    #expect(throws: URLProblem.self) { try OutboundURL(longest + "a") }
  }

  @Test(
    "URLs that two readers could take for different places are refused",
    arguments: [
      "", "example.com", "//example.com/", "http:example.com", "http:/example.com", "http//example.com", "http://",
      "https:///path", "http://?x", "file:///etc/passwd", "gopher://example.com/", "unix:///run/x.sock",
      "http+unix://%2Frun%2Fx/", "ftp://example.com/", "javascript:alert(1)", "data:text/plain,x", "ws://example.com/",
      "http://user@example.com/", "http://user:word@example.com/", "http://example.com@evil.example/",
      "http://example.com:80@evil.example/", "http://example.com\\@evil.example/", "http://exa mple.com/",
      " http://example.com/", "http://example.com/ ", "http://example.com/a b", "http://example.com/\r\nHost: evil",
      "http://example.com/\t", "http://example.com/\u{0}", "http://bücher.example/", "http://example。com/",
      "http://１２７.0.0.1/", "http://ⓔxample.com/", "http://%65xample.com/", "http://example.com%00.evil.example/",
      "http://example.com./", "http://localhost./", "http://.example.com/", "http://a..example/", "http://-a.example/",
      "http://a-.example/", "http://under_score.example/", "http://exa$mple/", "http://a,b/", "http://*/",
      "http://example.com#frag", "http://example.com/#frag", "http://example.com/?q#f", "http://example.com:/",
      "http://example.com:0/", "http://example.com:080/", "http://example.com:65536/", "http://example.com:99999999/",
      "http://example.com:-1/", "http://example.com:+80/", "http://example.com:8o/", "http://example.com:80:80/",
      "http://[::1/", "http://::1/", "http://[::1]x/", "http://[::1%25eth0]/", "http://[::1%eth0]/",
      "http://[1.2.3.4]/",
      "http://[]/", "http://[v1.x]/", "http://[::g]/", "http://example.com/%", "http://example.com/%2",
      "http://example.com/%zz", "http://example.com/a|b", "http://example.com/<x>", "http://example.com/\"",
      "http://example.com/{x}", "http://example.com/\\x", "http://example.com/^", "http://example.com/`",
    ])
  func refuses(text: String) {
    #expect(throws: URLProblem.self) { try OutboundURL(text) }
  }

  @Test(
    "Odd spellings of an IP address are refused",
    arguments: [
      "0", "1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0x7f.0x0.0x0.0x1", "0177.0.0.1", "0177.1",
      "017700000001", "127.0.0.01", "127.0.0.1.1", "1.2.3.256", "0x", "foo.0x1", "foo.1", "127.0.0.0x1", "00.0.0.0",
      "999999999999", "1.2.3.4294967295",
    ])
  func refusesOddNumbers(host: String) {
    let problem = #expect(throws: URLProblem.self) { try OutboundURL("http://\(host)/") }
    #expect(problem?.what.contains("unusual spelling of an IP address") == true)
  }
}
