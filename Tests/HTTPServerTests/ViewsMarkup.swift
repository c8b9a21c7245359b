import Timekeeping

/// A small reader of the HTML that views write: every tag, with its attributes, and whether they balance.
///
/// It reads as strictly as our templates are written, so text that broke out of its place shows as a finding.
struct ViewsMarkup {
  struct Tag {
    var name: String
    var attributes: [String: String]
    var isEnd: Bool
  }

  private(set) var tags: [Tag] = []
  private(set) var findings: [String] = []
  /// What a reader sees, with the entities read.
  private(set) var text = ""

  private static let void: Set = ["meta", "link", "br", "circle", "path", "input"]
  private static let names: Set = [
    "html", "head", "meta", "title", "link", "body", "a", "header", "div", "svg", "circle", "path", "span", "main",
    "nav", "h1", "h2", "h3", "h4", "p", "time", "ul", "ol", "li", "strong", "section", "code", "footer", "bdi",
    "details", "summary", "dl", "dt", "dd", "var", "table", "thead", "tbody", "tr", "th", "td", "br", "article", "form",
    "button", "fieldset", "legend", "label", "input", "textarea",
  ]
  private static let attributes: Set = [
    "open",
    "lang", "charset", "name", "content", "rel", "href", "class", "id", "viewBox", "width", "height", "aria-hidden",
    "focusable", "cx", "cy", "r", "d", "datetime", "aria-label", "aria-labelledby", "scope", "rowspan", "tabindex",
    "role", "data-label", "dir", "method", "action", "type", "value", "required", "rows", "maxlength", "title",
  ]

  init(_ html: String) {
    var scalars = Array(html.unicodeScalars)[...]
    var open: [String] = []
    while let next = scalars.popFirst() {
      if next == "<" {
        read(tagIn: &scalars, open: &open)
      } else {
        text.unicodeScalars.append(next)
      }
    }
    if !open.isEmpty { findings.append("never closed: \(open)") }
    text = Self.plain(text)
  }

  private mutating func read(tagIn scalars: inout ArraySlice<Unicode.Scalar>, open: inout [String]) {
    guard let end = scalars.firstIndex(of: ">") else { return findings.append("a tag without its end") }
    let inside = String(String.UnicodeScalarView(scalars[..<end]))
    scalars = scalars[(end + 1)...]
    if inside == "!doctype html" { return }
    let isEnd = inside.hasPrefix("/")
    let words = inside.drop { $0 == "/" }
    let name = String(words.prefix { $0 != " " && $0 != "/" })
    if !Self.names.contains(name) { findings.append("unknown tag <\(inside)>") }
    tags.append(Tag(name: name, attributes: attributes(words.dropFirst(name.count)), isEnd: isEnd))
    if Self.void.contains(name) { return }
    if !isEnd { return open.append(name) }
    if open.popLast() != name { findings.append("</\(name)> closes something else") }
  }

  /// ` name="value"`, and nothing else.
  private mutating func attributes(_ text: Substring) -> [String: String] {
    var found: [String: String] = [:]
    var rest = Array(String(text).unicodeScalars)[...]
    while let first = rest.first {
      if first == " " || first == "/" {
        rest.removeFirst()
        continue
      }
      let name = String(String.UnicodeScalarView(rest.prefix { $0 != "=" }))
      rest = rest.dropFirst(name.unicodeScalars.count + 1)
      guard rest.popFirst() == "\"", let end = rest.firstIndex(of: "\"") else {
        findings.append("an attribute without quotation marks: \(text)")
        return found
      }
      if !Self.attributes.contains(name) { findings.append("unknown attribute \(name)") }
      found[name] = Self.plain(String(String.UnicodeScalarView(rest[..<end])))
      rest = rest[(end + 1)...]
    }
    return found
  }

  /// `text` with our five entities read.
  private static func plain(_ text: String) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    return entities.reduce(text) { text, entity in replaced(text, entity.0, entity.1) }
  }

  private static func replaced(_ text: String, _ old: String, _ new: String) -> String {
    var written = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let first = rest.first {
      if rest.starts(with: old.unicodeScalars) {
        written.append(contentsOf: new.unicodeScalars)
        rest = rest.dropFirst(old.unicodeScalars.count)
      } else {
        written.append(first)
        rest = rest.dropFirst()
      }
    }
    return String(written)
  }

  func all(_ name: String) -> [Tag] { tags.filter { $0.name == name && !$0.isEnd } }
  func values(of attribute: String) -> [String] { tags.compactMap { $0.attributes[attribute] } }
  func count(class word: String) -> Int {
    tags.count { ($0.attributes["class"] ?? "").split(separator: " ").contains { $0 == word } }
  }
}
