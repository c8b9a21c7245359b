/// Every route says who may call it.
///
/// What counts as registering a route, and as naming its policy, stands in the two constants below and nowhere else.
enum RoutePolicy {
  static let folder = "Sources/HTTPServer/Routes/"

  /// `router.get("/…", …)` and its like, and `Route(.get, "/…", …)`; the match ends after the opening bracket.
  private static let registration = Pattern(
    #"\.(?:get|post|put|patch|delete|head|on|ws)\s*\((?=\s*")|(?<![\w.])Route\s*\("#)
  /// The label of the argument that names the policy.
  private static let policy = Pattern(#"\bpolicy\s*:"#)

  /// The routes in `file` that name no policy.
  static func missing(in file: SwiftText) -> [Finding] {
    guard file.path.hasPrefix(folder) else { return [] }
    // Strings keep their quotes in this view: a path between quotes is how a registration is told from a method.
    let text = visible(file)
    return registration.matches(in: text).filter { match in
      policy.matches(in: Balance.arguments(of: text, from: match.range.upperBound)).isEmpty
    }.map { match in
      let message = "this route names no policy: add `policy:`, even where everybody may call it"
      return Finding(path: file.path, line: match.line, message: message)
    }
  }

  /// Code and strings without comments.
  private static func visible(_ file: SwiftText) -> String {
    let pairs = zip(file.code.utf8, file.strings.utf8)
    return String(decoding: pairs.map { code, string in string == UInt8(ascii: " ") ? code : string }, as: UTF8.self)
  }
}
