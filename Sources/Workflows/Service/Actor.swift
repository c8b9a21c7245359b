/// Who does something: named in the audit of every change.
package struct Actor: Sendable, Hashable, Codable, CustomStringConvertible {
  package var text: String

  package init(_ text: String) { self.text = text }

  /// The program itself, when a timer fires.
  package static let engine = Actor("engine")
  /// A program with the API's token that names no member.
  package static let api = Actor("api")
  package static func source(_ name: String) -> Actor { Actor("source:\(name)") }
  package static func member(_ id: String) -> Actor { Actor("member:\(id)") }
  package static func local(_ user: String) -> Actor { Actor("local:\(user)") }

  /// The id, when it is a member.
  package var member: String? { text.hasPrefix("member:") ? String(text.dropFirst("member:".count)) : nil }

  /// For people: a member by name, the program as Watchbill, a source or a user without its kind.
  package func name(_ member: (String) -> String) -> String {
    if self == .engine { return "Watchbill" }
    if let id = self.member { return member(id) }
    for kind in ["source:", "local:"] where text.hasPrefix(kind) { return String(text.dropFirst(kind.count)) }
    return text
  }

  package var description: String { text }
}
