/// How a bug is filed at a tracker that takes JSON: a request with places for our words, and where its answer has the
/// item's id (A26).
package struct FilingTemplate: Sendable, Hashable {
  package var url: String
  /// JSON in which `{{title}}`, `{{text}}` and `{{ticket}}` stand for whole strings, quotation marks included.
  package var body: String
  /// The item's id, with `{{path.in.the.answer}}`: what the tracker's own events call it.
  package var id: String
  /// The item's address, with the same.
  package var link: String?
  /// Whether the token is the whole of the header, without a word before it.
  package var isPlainToken: Bool

  package init(url: String, body: String, id: String, link: String? = nil, isPlainToken: Bool = false) {
    self.url = url
    self.body = body
    self.id = id
    self.link = link
    self.isPlainToken = isPlainToken
  }

  /// What the body may ask for.
  package static let places = ["text", "ticket", "title"]

  /// The parts of a template: texts, and the names between double braces. Nil when a brace does not end.
  package static func parts(of template: String) -> [Part]? {
    var parts: [Part] = []
    var rest = template[...]
    while let open = rest.firstRange(of: "{{") {
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else { return nil }
      parts.append(.text(String(rest[..<open.lowerBound])))
      parts.append(.place(String(rest[open.upperBound..<close.lowerBound].filter { $0 != " " })))
      rest = rest[close.upperBound...]
    }
    return parts + [.text(String(rest))]
  }

  package enum Part: Sendable, Hashable {
    case text(String)
    case place(String)
  }
}
