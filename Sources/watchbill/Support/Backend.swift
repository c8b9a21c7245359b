import ArgumentParser
import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import ScheduleFiles
import Storage
import Timekeeping
import Triage
import Workflows

/// Options every command that works on the store shares.
struct StoreOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The server's settings.", valueName: "file"))
  var settings: String = "watchbill.yaml"

  @Option(name: .long, help: ArgumentHelp("The data folder, instead of the one in the settings.", valueName: "folder"))
  var data: String?

  func wiring() throws -> Wiring { try Wiring.load(settings: settings, data: data) }
}

extension Wiring {
  /// From the settings at a path; `data` is the data folder to use instead of theirs.
  static func load(settings: String, data: String?) throws -> Wiring {
    let zones = try SystemZoneinfo.load()
    let base = (settings as NSString).deletingLastPathComponent
    var read = try settingsFile(settings)
    if let data { read.data = FileManager.default.absolute(data) }
    var log = Logger(label: "watchbill") { StreamLogHandler.standardError(label: $0) }
    log.logLevel = .notice
    return Wiring(settings: read, base: base.isEmpty ? "." : base, zones: zones, log: log, typedData: data)
  }

  /// The defaults where there is no file; its problems where it has any.
  private static func settingsFile(_ path: String) throws -> ServerSettings {
    guard FileManager.default.fileExists(atPath: path) else {
      guard path == "watchbill.yaml" else {
        throw CommandFailure.refused("there is no file '\(path)'. help: give the settings with --settings")
      }
      return ServerSettings()
    }
    let (settings, problems) = SettingsReader().read(try ScheduleFolder.file(path))
    if let settings { return settings }
    throw CommandFailure.refused(problems.map(\.description).joined(separator: "\n"))
  }
}

extension FileManager {
  func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : currentDirectoryPath + "/" + path }
}

/// Where commands are carried out: in this process, or in the server that holds the store.
struct Backend {
  let wiring: Wiring
  let reader: ReaderZone
  private let work: Work

  /// What a command does where there is no store yet.
  enum WithoutStore {
    case isRefused
    /// It answers as over an empty one, and leaves no file behind.
    case looksAtNothing
    case makesOne
  }

  private enum Work {
    case local(ServiceDesk)
    /// As well, with a way out for what it sends itself.
    case sending(ServiceDesk, PageSending)
    case socket(SocketClient)
  }

  /// A command that holds the store is done sooner than this, and a server that starts answers sooner.
  private static let patience = Duration.seconds(3)

  /// Prefers the server that is running; opens the store itself where there is none, once no other command holds it.
  ///
  /// Only a command that says so makes one where there is none: a slip in the folder's name shall not start afresh.
  static func connect(
    _ options: StoreOptions, sends: Bool = false, withoutStore: WithoutStore = .isRefused
  ) async throws -> Backend {
    let wiring = try options.wiring()
    let reader = ReaderZone(tables: wiring.zones)
    let deadline = ContinuousClock.now + patience
    while true {
      do {
        return Backend(wiring: wiring, reader: reader, work: try await work(wiring, sends, withoutStore))
      } catch let problem as StoreError {
        guard case .locked = problem, ContinuousClock.now < deadline else { throw problem }
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  private static func noStore(in folder: String) -> CommandFailure {
    .no("there is no store in '\(folder)' yet. help: watchbill apply makes it; --data names another folder")
  }

  private static func work(_ wiring: Wiring, _ sends: Bool, _ withoutStore: WithoutStore) async throws -> Work {
    let socket = SocketClient(path: wiring.socketPath)
    if await socket.answers() { return .socket(socket) }
    if !Store.exists(inFolder: wiring.dataFolder) {
      switch withoutStore {
      case .isRefused: throw noStore(in: wiring.dataFolder)
      case .looksAtNothing: return .local(try wiring.emptyDesk())
      case .makesOne: break
      }
    }
    guard sends else { return .local(try await wiring.desk(transport: .none, secrets: .optional)) }
    let sending = try wiring.sending(.whereSent)
    do {
      return .sending(try await wiring.desk(transport: sending.transport, secrets: .whereSent), sending)
    } catch {
      await sending.shutdown()
      throw error
    }
  }

  /// Connects, works, and gives the store back whatever happens. A command that `sends` needs the secrets of the channels
  /// that it sends over.
  static func with<T>(
    _ options: StoreOptions, sends: Bool = false, withoutStore: WithoutStore = .isRefused,
    _ body: (Backend) async throws -> T
  ) async throws -> T {
    let backend = try await connect(options, sends: sends, withoutStore: withoutStore)
    do {
      let result = try await body(backend)
      try await backend.close()
      return result
    } catch {
      try? await backend.close()
      throw error
    }
  }

  func perform<Command: OperatorCommand>(_ command: Command) async throws -> Command.Reply {
    let actor = Actor.local(NSUserName())
    switch work {
    case .local(let desk), .sending(let desk, _): return try await command.perform(on: desk, actor: actor)
    case .socket(let client): return try await client.perform(command, actor: actor)
    }
  }

  /// What whoever wants somebody at once has to know where no server runs: the ticket's pages are stored, and none leaves.
  /// It is said on standard error; nil where a server sends them, or there are none.
  func warnUnsent(_ ticket: TicketRow) async throws -> String? {
    guard case .local(let desk) = work else { return nil }
    let id = try TicketID(text: ticket.id)
    guard try await desk.store.read({ try $0.pages(of: id).contains { $0.state == .ready } }) else { return nil }
    let warning = "no server runs: the pages of \(id) leave once watchbill serve does, and nobody hears of it before"
    Terminal.error("watchbill: warning: \(warning)")
    return warning
  }

  private func close() async throws {
    switch work {
    case .socket: return
    case .local(let desk): try await desk.store.close()
    case .sending(let desk, let sending):
      await sending.shutdown()
      try await desk.store.close()
    }
  }
}

/// Speaks to `watchbill serve` over its UNIX socket.
struct SocketClient {
  let path: String
  private static let longestAnswer = 64 << 20

  /// True when somebody listens there.
  func answers() async -> Bool {
    guard FileManager.default.fileExists(atPath: path) else { return false }
    let request = request("/healthz", method: .GET)
    return (try? await HTTPClient.shared.execute(request, timeout: .seconds(5))) != nil
  }

  func perform<Command: OperatorCommand>(_ command: Command, actor: Actor) async throws -> Command.Reply {
    var request = request("/operator/\(Command.name)", method: .POST)
    request.headers.add(name: "content-type", value: "application/json")
    request.headers.add(name: "watchbill-actor", value: actor.text)
    request.body = .bytes(ByteBuffer(data: try WireJSON.encode(command)))
    let (status, body) = try await answer(to: request)
    if status == .ok { return try JSONDecoder().decode(Command.Reply.self, from: body) }
    if let problem = try? JSONDecoder().decode(OperatorProblem.self, from: body) { throw problem }
    throw CommandFailure.no("the server answered \(status). help: look at its log")
  }

  /// However long it works: a draft may take minutes, and is made whether or not anybody waits for it.
  private func answer(to request: HTTPClientRequest) async throws -> (HTTPResponseStatus, Data) {
    do {
      return try await HTTPClient.withHTTPClient(configuration: Self.configuration) { client in
        let response = try await client.execute(request, timeout: .hours(24))
        return (response.status, Data(buffer: try await response.body.collect(upTo: Self.longestAnswer)))
      }
    } catch let problem as HTTPClientError {
      throw Self.noAnswer(problem)
    }
  }

  /// Without a limit for the server's silence: it is on this machine, and its end closes the socket.
  static var configuration: HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration()
    configuration.timeout = HTTPClient.Configuration.Timeout(connect: .seconds(5))
    return configuration
  }

  static func noAnswer(_ problem: HTTPClientError) -> CommandFailure {
    .no(
      "the server gave no answer: \(problem.shortDescription). help: look whether it was done before you ask again, and "
        + "at the server's log")
  }

  private func request(_ route: String, method: HTTPMethod) -> HTTPClientRequest {
    // As it is written: a relative path may be short enough for a socket where the absolute one is not.
    let host = path.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? path
    var request = HTTPClientRequest(url: "http+unix://\(host)\(route)")
    request.method = method
    return request
  }
}
