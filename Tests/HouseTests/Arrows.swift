/// What each module may import: the shortest architecture document there is.
///
/// A module stands on what is above it, never on what is beside it. `Package.swift` says the same, but an import that
/// a target does not declare compiles all the same, so `ArrowTests` reads every import.
enum Arrows {
  static let allowed: [String: [String]] = [
    // The pure core: nothing from outside, not even Foundation.
    "Timekeeping": [],
    "Scheduling": ["Timekeeping"],
    "Drafting": ["Timekeeping", "Scheduling", "RotaSearch"],
    "Triage": ["Timekeeping", "Scheduling"],
    "RotaSearch": [],

    // The edges: each owns one outside thing or one vocabulary.
    "ScheduleFiles": core + ["Yams", "Foundation"],
    "Calendars": ["Timekeeping", "Scheduling", "Foundation", "Glibc"],
    "LinearPrograms": ["RotaSearch", "CClp"],
    "RotaFamilies": ["RotaSearch", "Foundation"],
    "Storage": ["Timekeeping", "Scheduling", "Triage", "GRDB", "CSQLite", "Crypto"] + system,
    "ProviderExchange": ["Timekeeping", "Triage"],
    "OutboundHTTP": ["Timekeeping", "AsyncHTTPClient", "Logging"] + nio + system,
    "MailMessages": ["Timekeeping", "ProviderExchange", "CGMime"],
    "OutboundMail": ["Timekeeping", "ProviderExchange", "MailMessages", "OutboundHTTP", "CCurl", "Logging"] + system,
    "TicketSources": ["Timekeeping", "Triage", "ProviderExchange", "MailMessages", "Crypto", "Foundation"],
    "PagingChannels": ["Timekeeping", "Scheduling", "Triage", "ProviderExchange", "Crypto", "Foundation"],

    // What people do, then how they reach it.
    "Workflows": core + edges + ["Crypto", "Logging", "Metrics", "OrderedCollections"] + system,
    "HTTPServer": ["Timekeeping", "Scheduling", "Triage", "TicketSources", "Storage", "Workflows"] + web + nio + system,
    "watchbill": core + edges + ["Workflows", "HTTPServer"] + program + nio + system,
    "watchbill-bench": core + edges + ["Workflows", "HTTPServer", "LibicalReference", "DeskSimulation", "Logging"]
      + system,
  ]

  static let core = ["Timekeeping", "Scheduling", "Drafting", "Triage", "RotaSearch"]
  private static let edges = [
    "ScheduleFiles", "Calendars", "Storage", "OutboundHTTP", "ProviderExchange", "TicketSources", "PagingChannels",
    "LinearPrograms", "OutboundMail", "RotaFamilies",
  ]
  private static let system = ["Dispatch", "Foundation", "Glibc", "Synchronization"]
  private static let web = [
    "HTTPTypes", "Hummingbird", "HummingbirdCore", "Logging", "Mustache", "NIOHTTPCompression", "ServiceLifecycle",
  ]
  private static let program = ["ArgumentParser", "AsyncHTTPClient", "Logging", "ServiceLifecycle", "UnixSignals"]
  /// What the HTTP packages speak: their users cannot help importing it.
  private static let nio = [
    "NIOConcurrencyHelpers", "NIOCore", "NIOEmbedded", "NIOFoundationCompat", "NIOHTTP1", "NIOPosix",
  ]

  private static let imports = Pattern(
    #"^[ \t]*(?:@\w+(?:\([^)]*\))?[ \t]+)*(?:(?:public|package|internal|fileprivate|private)[ \t]+)?"#
      + #"import[ \t]+(?:(?:struct|class|enum|protocol|typealias|func|let|var)[ \t]+)?(\w+)"#)

  /// The imports in `file` that its module may not have.
  static func violations(in file: SwiftText) -> [Finding] {
    let may = (allowed[file.module] ?? []) + ["Swift"]
    return imports.matches(in: file.code).filter { !may.contains($0.groups[1]) }.map { match in
      let list = may.joined(separator: ", ")
      let message = "\(file.module) may not import \(match.groups[1]); it may import \(list). See Arrows.swift"
      return Finding(path: file.path, line: match.line, message: message)
    }
  }
}
