import Synchronization

/// Each of our statements with its placeholders rewritten, once for the life of the program.
enum RewrittenStatements {
  /// By where the program's text of the statement stands: a literal never moves. As many as there are in the sources.
  private static let known = Mutex<[UInt: String]>([:])

  static func text(of sql: StaticString) -> String {
    guard sql.hasPointerRepresentation else { return Placeholders.rewritten(sql.description) }
    let place = UInt(bitPattern: sql.utf8Start)
    if let text = known.withLock({ $0[place] }) { return text }
    let text = Placeholders.rewritten(sql.description)
    known.withLock { $0[place] = text }
    return text
  }
}
