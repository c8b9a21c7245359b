/// Who does something: named in the audit of every change.
package struct Actor: Sendable, Hashable, Codable, CustomStringConvertible {
  package var text: String

  package init(_ text: String) { self.text = text }

  /// The program itself, when a timer fires.
  package static let engine = Actor("engine")
  package static func source(_ name: String) -> Actor { Actor("source:\(name)") }
  package static func member(_ id: String) -> Actor { Actor("member:\(id)") }
  package static func local(_ user: String) -> Actor { Actor("local:\(user)") }

  package var description: String { text }
}
