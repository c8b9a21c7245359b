import Testing

/// A folder whose files have to be named in a list before the program knows them.
///
/// A forgotten line in the list is otherwise silent: the new source, rule or route compiles, its test passes, and
/// nobody can reach it.
struct Registry: CustomTestStringConvertible {
  enum Entry {
    /// Every type that declares that it conforms to one of these protocols.
    case conformances(to: [String])
    /// Every file, by its name.
    case files
  }

  let what: String
  let folder: String
  let entry: Entry
  /// The name of the file that holds the list, wherever it stands in `listedIn`.
  let list: String
  let listedIn: String

  var testDescription: String { what }

  static let all = [
    Registry(
      what: "ticket sources", folder: "Sources/TicketSources/", entry: .conformances(to: ["TicketSource"]),
      list: "AllTicketSources", listedIn: "Sources/TicketSources/"),
    Registry(
      what: "paging channels", folder: "Sources/PagingChannels/", entry: .conformances(to: ["PagingChannel"]),
      list: "AllPagingChannels", listedIn: "Sources/PagingChannels/"),
    Registry(
      what: "rota rules", folder: "Sources/Drafting/Rules/",
      entry: .conformances(
        to: ["PlaceRule", "PairRule", "TallyRule", "RunRule", "TeamRule"]),
      list: "StandardRules", listedIn: "Sources/Drafting/"),
    Registry(
      what: "operator commands", folder: "Sources/Workflows/", entry: .conformances(to: ["OperatorCommand"]),
      list: "AllOperatorCommands", listedIn: "Sources/Workflows/"),
    Registry(
      what: "routes", folder: "Sources/HTTPServer/Routes/", entry: .files, list: "AllRoutes",
      listedIn: "Sources/HTTPServer/"),
    Registry(
      what: "commands", folder: "Sources/watchbill/Commands/",
      entry: .conformances(to: ["ParsableCommand", "AsyncParsableCommand"]), list: "Watchbill",
      listedIn: "Sources/watchbill/"),
  ]

  /// What stands in the folder but not in the list. A command counts as listed, too, when another command names it
  /// among its `subcommands`.
  func unlisted(in files: [SwiftText]) -> [Finding] {
    let own = files.filter { $0.path.hasPrefix(folder) && $0.name != list }
    let entries = own.flatMap { names(in: $0, refined: refinements(in: own)) }
    let lists = files.filter { $0.path.hasPrefix(listedIn) && $0.name == list }.map(\.code)
    let listing = (lists + subcommandLists(in: files)).joined(separator: "\n")
    return entries.filter { entry in !Self.names(entry.name, in: listing) }.map { entry in
      let message = "\(entry.name) is not in \(list).swift, so nothing can reach it: add a line there"
      return Finding(path: entry.path, line: entry.line, message: message)
    }
  }

  private func names(in file: SwiftText, refined: [String]) -> [(name: String, path: String, line: Int)] {
    switch entry {
    case .files: [(file.name, file.path, 1)]
    case .conformances(let protocols):
      Self.declarations("struct|enum|class|actor|extension", conformingTo: protocols + refined, in: file.code)
        .map { ($0.name, file.path, $0.line) }
    }
  }

  /// Protocols of the folder that add something to the one asked for, such as a rule about pairs.
  private func refinements(in files: [SwiftText]) -> [String] {
    guard case .conformances(let protocols) = entry else { return [] }
    return files.flatMap { Self.declarations("protocol", conformingTo: protocols, in: $0.code) }.map(\.name)
  }

  private static func declarations(
    _ keywords: String, conformingTo protocols: [String], in code: String
  ) -> [(name: String, line: Int)] {
    let heading = #"\b(?:"# + keywords + #")\s+([\w.]+)[^{}:]*:[^{]*?(?<![\w.])(?:"#
    return Pattern(heading + protocols.joined(separator: "|") + #")\b[^{]*\{"#).matches(in: code).map { match in
      (match.groups[1].split(separator: ".").last.map(String.init) ?? "", match.line)
    }
  }

  private func subcommandLists(in files: [SwiftText]) -> [String] {
    let lists = Pattern(#"\bsubcommands:\s*\[([^\]]*)\]"#)
    return files.filter { $0.path.hasPrefix(folder) }.flatMap { lists.matches(in: $0.code) }.map { $0.groups[1] }
  }

  private static func names(_ name: String, in text: String) -> Bool {
    !Pattern(#"\b"# + name + #"\b"#).matches(in: text).isEmpty
  }
}
