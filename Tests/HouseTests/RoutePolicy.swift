/// Every route says who may call it: `Route(.get, "/healthz", .anyone, health)`.
///
/// The initialiser already asks for a policy. What it cannot see is a route made past it, straight on the router, and a
/// policy that is passed in from elsewhere, so that the line of the route does not show it.
enum RoutePolicy {
  static let folder = "Sources/HTTPServer/"
  /// The one file that gives routes to the router.
  static let builder = folder + "Routing/RouterBuilder.swift"
  /// The file that declares the policies.
  static let policies = folder + "Routing/RoutePolicy.swift"

  private static let route = Pattern(#"(?<![\w.])Route\s*\("#)
  private static let arguments = Pattern(#"\A\s*\.\w+\s*,\s*"[^"]*"\s*,\s*\.(\w+)\s*,"#)
  private static let pastTheTable = Pattern(#"\.(?:get|post|put|patch|delete|head|ws)\s*\(\s*"/|\brouter\s*\.on\s*\("#)
  private static let cases = Pattern(#"^\s*case\s+(\w+)"#)

  /// The names of the policies that `file` declares.
  static func names(in file: SwiftText) -> [String] { cases.matches(in: file.code).map { $0.groups[1] } }

  /// The routes in `file` whose line names none of the policies in `known`, or that are made past the table.
  static func problems(in file: SwiftText, known: [String]) -> [Finding] {
    guard file.path.hasPrefix(folder), file.path != builder else { return [] }
    let text = visible(file)
    let unnamed = route.matches(in: text).filter { match in
      let named = arguments.matches(in: Balance.arguments(of: text, from: match.range.upperBound)).first?.groups[1]
      return !known.contains(named ?? "")
    }.map { (line: $0.line, what: "this route names no policy: write one of \(list(known)) behind its path") }
    let past = pastTheTable.matches(in: text).map { match in
      (line: match.line, what: "only RouterBuilder gives routes to the router: make a Route, and add it to AllRoutes")
    }
    return (unnamed + past).map { Finding(path: file.path, line: $0.line, message: $0.what) }
  }

  private static func list(_ known: [String]) -> String { known.map { "." + $0 }.joined(separator: ", ") }

  /// Code and strings without comments: the path of a route stands between quotes.
  private static func visible(_ file: SwiftText) -> String {
    let pairs = zip(file.code.utf8, file.strings.utf8)
    return String(decoding: pairs.map { code, string in string == UInt8(ascii: " ") ? code : string }, as: UTF8.self)
  }
}
