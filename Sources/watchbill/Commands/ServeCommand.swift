import ArgumentParser
import Foundation
import ScheduleFiles
import Storage
import Timekeeping
import Workflows

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Run the server: intake, pages, feeds, API and view.",
    discussion: """
      Examples:
        watchbill serve
        watchbill serve --listen 127.0.0.1:9000 --data /var/lib/watchbill
      Stop it with Ctrl-C, SIGTERM or SIGHUP. Other commands work through it while it
      runs.
      It needs every secret that the settings name. One server for each data folder.
      """)

  @Option(name: .long, help: ArgumentHelp("The address, instead of the one in the settings.", valueName: "host:port"))
  var listen: String?
  @Flag(
    name: .long,
    help: "Go on with a new keys/server.key, as the old one is gone for good: links and tokens of the old one end.")
  var acceptNewKey = false
  @OptionGroup var store: StoreOptions

  func run() async throws {
    var wiring = try store.wiring()
    let address = try listen.map { try ListenAddress($0) } ?? ListenAddress(wiring.settings)
    if listen != nil, address.port > 0, !wiring.settings.isPublicURLGiven {
      wiring.settings.publicURL = "http://\(address.urlHost):\(address.port)"
    }
    let folder = FileManager.default.absolute(wiring.dataFolder)
    let isNew = !Store.exists(inFolder: folder)
    try await Self.serve(wiring, listen: address, acceptsNewKey: acceptNewKey) { port, desk in
      Terminal.line("watchbill \(Product.version) listens on http://\(address.urlHost):\(port)")
      if let warning = await Self.emptiness(of: desk, in: folder, isNew: isNew) { Terminal.line(warning) }
      for lost in (try? await desk.lostSources()) ?? [] { Terminal.line(lost) }
      for gone in (try? await desk.goneFromSettings()) ?? [] { Terminal.line(gone) }
      for silent in desk.silentSources { Terminal.line(silent) }
      Terminal.line("links begin with \(desk.setup.publicURL); the API token is \(desk.keys.apiToken)")
    }
  }

  /// What to say where nothing is in force, as in a store that a slip in the folder's name has just made.
  private static func emptiness(of desk: ServiceDesk, in folder: String, isNew: Bool) async -> String? {
    guard (try? await desk.lacksSchedules()) == true else { return nil }
    let made = isNew ? "there was no store in '\(folder)', so an empty one was made: " : ""
    return "warning: \(made)no schedule is in force in '\(folder)', and no ticket is taken. help: watchbill apply puts "
      + "one in force; --data names another folder"
  }

  /// Serves until stopped; `announce` is called once the address answers.
  static func serve(
    _ wiring: Wiring, listen: ListenAddress, secrets: Wiring.Secrets = .required, acceptsNewKey: Bool = false,
    announce: @escaping @Sendable (Int, ServiceDesk) async -> Void
  ) async throws {
    let sending = try wiring.sending(secrets)
    let desk = try await wiring.desk(
      transport: sending.transport, secrets: secrets, acceptsNewKey: acceptsNewKey)
    do {
      try AddressProbe.check(listen)
      try await desk.checkKey(isNewAccepted: acceptsNewKey)
    } catch {
      await sending.shutdown()
      try? await desk.store.close()
      throw error
    }
    let runner = ServerRunner(
      desk: desk, sending: sending, host: listen.host, port: listen.port,
      hosts: listen.ownHosts(publicURL: wiring.settings.publicURL), socketPath: wiring.socketPath, log: wiring.log)
    try await runner.run { port in await announce(port, desk) }
  }
}

/// Where the server listens and what readers may call it.
struct ListenAddress {
  /// Of an IPv6 address without its brackets.
  let host: String
  let port: Int

  init(_ text: String) throws {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port), let host = Self.host(text[..<colon])
    else {
      throw CommandFailure.refused(
        "'\(text)' is not an address. help: write HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080")
    }
    self.host = host
    self.port = port
  }

  /// Only in brackets a host has colons, and there it has some.
  private static func host(_ text: Substring) -> String? {
    let hasBrackets = text.hasPrefix("[") && text.hasSuffix("]")
    let inner = hasBrackets ? text.dropFirst().dropLast() : text
    return inner.isEmpty || inner.contains(":") != hasBrackets ? nil : String(inner)
  }

  init(_ settings: ServerSettings) {
    host = settings.listen.host
    port = settings.listen.port
  }

  /// As it stands in links and in what readers send as the host.
  var urlHost: String { host.contains(":") ? "[\(host)]" : host }

  /// The names readers may call this server by: its own and that of the public url.
  func ownHosts(publicURL: String) -> [String] {
    let shown = publicURL.components(separatedBy: "://").last?.split(separator: "/").first.map(String.init)
    return ["127.0.0.1", "localhost", "[::1]", urlHost] + [shown].compactMap { $0 }
  }
}
