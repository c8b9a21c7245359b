import Foundation
import Synchronization
import TestSupport
import Testing

/// Commands while a server holds the store, and how a server begins and ends.
@Suite(.serialized, .promptThreads) struct ServerCommandTests {
  @Test("commands give the same answers through a running server as on the file")
  func sameAnswers() throws {
    let served = try Lamp.workplace()
    let running = try RunningServer.start(in: served, environment: Lamp.environment)
    defer { running.stop() }
    let alone = try Lamp.workplace()
    let lines = [
      "apply", "who", "apply", "rota draft lamp 2036-W10", "rota publish D-1", "rota show D-1 --format csv",
      "shifts --from 2036-03-03 --to 2036-03-10 --format json", "who --at 2036-03-04T12:00:00Z --format json",
      "leave add ana 2036-03-04", "leave list --format csv", "leave remove L-1",
      "override add lamp desk --from 2036-03-04 --until 2036-03-05 --member cy", "override list --format json",
      "ticket open lamp Offline", "ticket ack T-1 --as cy", "ticket resolve T-1 --as cy", "ticket resolve T-1",
      "ticket list --all", "feed show F-1", "who --team lmap", "verify",
    ]
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      let (one, two) = (try Program.run(words, in: served.url), try Program.run(words, in: alone.url))
      #expect(one.code == two.code, "\(line): \(one.err)\(two.err)")
      #expect(Self.withoutNow(one.out) == Self.withoutNow(two.out), "\(line)")
      #expect(one.err == two.err, "\(line)")
    }
    let feed = try served.say("feed add --member ana").out
    #expect(feed.hasPrefix("F-1 (member ana)\n  http://127.0.0.1:8080/feeds/"))
  }

  @Test("a server that gives no answer is said to, and that the command may be done all the same")
  func noAnswer() throws {
    let place = try Lamp.applied()
    let server = try LoopbackServer(
      readsFirst: false, path: place.url.appendingPathComponent("data/watchbill.sock").path
    ) { connection in
      guard connection.readRequest().hasPrefix("GET /healthz") else { return }
      connection.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
    }
    defer { server.stop() }
    let said = try place.say("ticket list", code: 1)
    #expect(said.err.hasPrefix("watchbill: error: the server gave no answer: "), "\(said.err)")
    #expect(said.err.contains("help: look whether it was done before you ask again"))
  }

  /// `apply` says when it was: two runs may see two minutes. On a busy machine a draft that nothing beats may have been out
  /// of time with all else that it tried.
  private static func withoutNow(_ text: String) -> String {
    text.replacing(#/holds from .* Europe/London/#, with: "holds from now")
      .replacing("; the time was up, so that the same seed may give another one", with: "")
  }

  @Test("a copy made while the server runs is a store; the server keeps one of each day")
  func backup() async throws {
    let place = try Lamp.applied()
    let running = try RunningServer.start(in: place, environment: Lamp.environment)
    defer { running.stop() }
    try place.say("ticket open lamp Offline")
    let said = try place.say("backup copy/watchbill.db", code: 2)
    let nowhere = "\(place.url.path)/copy/watchbill.db cannot be written: "
    #expect(said.err.hasPrefix("watchbill: error: \(nowhere)") && !said.err.contains(".part"), "\(said.err)")
    try FileManager.default.createDirectory(
      at: place.url.appendingPathComponent("copy"), withIntermediateDirectories: false)
    #expect(try place.say("backup copy/watchbill.db").out.hasSuffix("KiB, whole and checked\n"))
    let again = try place.say("backup copy/watchbill.db", code: 1)
    #expect(again.err.contains("is there already. help: give another name"))
    #expect(try place.say("ticket list --data copy").out.contains("Offline"))
    try place.say("verify --data copy")
    let backups = place.url.appendingPathComponent("data/backups").path
    for _ in 0..<600 where !FileManager.default.fileExists(atPath: backups) {
      try await Task.sleep(for: .milliseconds(100))
    }
    let kept = try FileManager.default.contentsOfDirectory(atPath: backups).filter { !$0.hasSuffix(".part") }
    #expect(kept.count <= 1 && kept.allSatisfy { $0.wholeMatch(of: /watchbill-\d{8}\.db/) != nil }, "\(kept)")
  }

  @Test("what is wrong on our side is answered so that the sender keeps it, and counted")
  func ownFault() async throws {
    let place = try Lamp.workplace()
    let running = try RunningServer.start(in: place, environment: Lamp.environment)
    defer { running.stop() }
    let headers = [("Authorization", "Bearer lamp-test-secret"), ("Content-Type", "application/json")]
    let body = Data(#"{"id":"a","title":"Offline"}"#.utf8)
    let early = try await running.send("POST", "/intake/web", headers: headers, body: body)
    #expect(early.status == 503 && early.headers["retry-after"] == "5", "\(early.status) \(early.text)")
    #expect(early.text.contains("no schedule is in force"))
    let figures = try await running.send("GET", "/metrics").text
    #expect(figures.contains(#"watchbill_deliveries_total{source="web",status="503"} 1"#), "\(figures)")
    try place.say("apply")
    #expect(try await running.send("POST", "/intake/web", headers: headers, body: body).status == 202)
  }

  @Test("a server without a schedule in force says so at its start and to whoever asks for its health")
  func nothingInForce() async throws {
    let place = try Lamp.workplace()
    let slip = try RunningServer.start(in: place, options: ["--data", "dta"], environment: Lamp.environment)
    let folder = place.url.appendingPathComponent("dta").path
    let warning = "no schedule is in force in '\(folder)', and no ticket is taken. help: watchbill apply puts "
    #expect(
      slip.said.contains("\nwarning: there was no store in '\(folder)', so an empty one was made: \(warning)"),
      "\(slip.said)")
    slip.stop()
    let running = try RunningServer.start(in: place, options: ["--data", "dta"], environment: Lamp.environment)
    defer { running.stop() }
    #expect(running.said.contains("\nwarning: \(warning)"), "\(running.said)")
    let early = try await running.send("GET", "/healthz")
    #expect(early.status == 503 && early.text.contains("no schedule is in force"), "\(early.status) \(early.text)")
    try place.say("apply --data dta")
    let later = try await running.send("GET", "/healthz")
    #expect(later.status == 200 && later.text.contains(#""ok""#), "\(later.status) \(later.text)")
  }

  /// This machine's own, with IPv6 where it has that.
  private static let ownAddresses: [String] = {
    let known = (try? String(contentsOfFile: "/proc/net/if_inet6", encoding: .utf8)) ?? ""
    return ["127.0.0.1"] + (known.contains("00000000000000000000000000000001 ") ? ["[::1]"] : [])
  }()

  @Test("links begin with the address that is given, where the settings name none", arguments: ownAddresses)
  func givenAddress(host: String) throws {
    let place = try Lamp.applied()
    let free = try RunningServer.start(in: place, environment: Lamp.environment)
    let port = free.port
    free.stop()
    let server = Program.process(
      ["serve", "--listen", "\(host):\(port)"], in: place.url, environment: Lamp.environment)
    let output = Pipe()
    server.standardOutput = output
    try server.run()
    defer { server.terminate() }
    var text = ""
    while !text.contains("API token is ") {
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { break }
      text += String(decoding: data, as: UTF8.self)
    }
    #expect(text.contains("listens on http://\(host):\(port)\n"), "\(text)")
    #expect(text.contains("links begin with http://\(host):\(port);"), "\(text)")
  }

  @Test("a second server on the same folder is refused with the first one's process")
  func secondServer() throws {
    let place = try Lamp.applied()
    let running = try RunningServer.start(in: place, environment: Lamp.environment)
    defer { running.stop() }
    let second = try place.say("serve --listen 127.0.0.1:0", code: 1, environment: Lamp.environment)
    #expect(
      second.err == """
        watchbill: error: the data folder data is in use by another watchbill (process \
        \(running.process.processIdentifier)). help: stop that process, or give another data folder; two may not \
        write to one store

        """)
    try place.say("who --team lamp")
  }

  @Test("a port that another program has is one clear line, before anything is started")
  func busyPort() throws {
    let place = try Lamp.applied()
    let running = try RunningServer.start(in: place, environment: Lamp.environment)
    defer { running.stop() }
    let other = try Lamp.applied()
    let busy = "127.0.0.1:\(running.port) is in use by another program. help: stop it, or give another port"
    let serve = try other.say("serve --listen 127.0.0.1:\(running.port)", code: 1, environment: Lamp.environment)
    #expect(serve.err == "watchbill: error: \(busy)\n")
    let demo = try other.say("demo --port \(running.port)", code: 1)
    #expect(demo.err == "watchbill: error: \(busy)\n" && demo.out.isEmpty)
    for text in ["nowhere", "::1:8080", "[127.0.0.1]:8080", "[]:8080", "[::1]"] {
      let none = try other.say("serve --listen \(text)", code: 2, environment: Lamp.environment)
      let help = "write HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080"
      #expect(none.err == "watchbill: error: '\(text)' is not an address. help: \(help)\n")
    }
  }

  @Test("what a missing secret of a channel has to be is said: one that is taken, or the provider's own")
  func channelSecrets() throws {
    let place = try Lamp.applied()
    let hook = "  hook: { kind: webhook, url: 'https://pager.example.com/page', secret: { file: secrets/hook } }\n"
    try place.write(Lamp.settings + "channels:\n" + hook, to: "watchbill.yaml")
    let missing = try place.say("serve --listen 127.0.0.1:0", code: 2, environment: Lamp.environment)
    #expect(missing.err.contains("the secret of 'hook' is not in the file secrets/hook. help: "), "\(missing.err)")
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", String(missing.err.split(separator: "this makes one: ").last ?? "")]
    shell.currentDirectoryURL = place.url
    try shell.run()
    shell.waitUntilExit()
    let running = try RunningServer.start(in: place, environment: Lamp.environment)
    running.stop()
    #expect(running.process.terminationStatus == 0)
    let duty = "  duty: { kind: pagerduty, secret: { env: PAGERDUTY_KEY } }\n"
    try place.write(Lamp.settings + "channels:\n" + duty, to: "watchbill.yaml")
    let key = try place.say("serve --listen 127.0.0.1:0", code: 2, environment: Lamp.environment)
    #expect(key.err.contains("set PAGERDUTY_KEY to the integration key of the PagerDuty service"), "\(key.err)")
  }

  @Test("a server without its secrets does not start, and says how to make one")
  func secrets() throws {
    let place = try Lamp.applied()
    try place.refuses(
      "serve --listen 127.0.0.1:0", code: 2,
      "the secret of 'web' is not in the environment. help: set LAMP_SECRET")
    try place.write(Lamp.settings.replacing("env: LAMP_SECRET", with: "file: secrets/web"), to: "watchbill.yaml")
    let missing = try place.say("serve --listen 127.0.0.1:0", code: 2)
    #expect(missing.err.contains("the secret of 'web' is not in the file secrets/web. help: "), "\(missing.err)")
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", String(missing.err.split(separator: "this makes one: ").last ?? "")]
    shell.currentDirectoryURL = place.url
    try shell.run()
    shell.waitUntilExit()
    let running = try RunningServer.start(in: place)
    running.stop()
    #expect(running.process.terminationStatus == 0)
  }

  @Test("a key that is there and cannot be read is never replaced, and the reason is said", arguments: [true, false])
  func unreadableKey(isLink: Bool) throws {
    let place = try Lamp.applied()
    let (files, key) = (FileManager.default, place.url.appendingPathComponent("data/keys/server.key"))
    try files.removeItem(at: key)
    let elsewhere = place.url.appendingPathComponent("not-mounted.key")
    if isLink {
      try files.createSymbolicLink(at: key, withDestinationURL: elsewhere)
    } else {
      try files.createDirectory(at: key, withIntermediateDirectories: false)
    }
    let said = try place.say("who --team lamp", code: 1).err
    let why = isLink ? "No such file or directory" : "it is not a plain file"
    #expect(said.contains("keys/server.key is there and cannot be read: \(why). help: "), "\(said)")
    #expect(!files.fileExists(atPath: elsewhere.path))
    try files.removeItem(at: key)
    try place.say("who --team lamp")
    let rights = try files.attributesOfItem(atPath: key.path)[.posixPermissions] as? Int
    #expect(rights == 0o600)
  }

  @Test("no link is shown or made without the key of the store, and no other key takes its place")
  func missingKey() throws {
    let place = try Lamp.applied()
    let link = try place.say("feed add --team lamp").out
    try RunningServer.start(in: place, environment: Lamp.environment).stop()
    let (files, key) = (FileManager.default, place.url.appendingPathComponent("data/keys/server.key"))
    let away = place.url.appendingPathComponent("away.key")
    try files.moveItem(at: key, to: away)
    for words in ["feed show F-1", "feed list", "feed add --team lamp", "feed revoke F-1"] {
      let said = try place.say(words, code: 1).err
      #expect(said.contains("keys/server.key is missing, or not the key that this store was served with"), "\(said)")
    }
    #expect(!files.fileExists(atPath: key.path))
    try files.moveItem(at: away, to: key)
    #expect(try place.say("feed show F-1").out == link)
  }

  @Test("a server with another key than its store knows does not start, unless it is told to go on")
  func otherKey() throws {
    let place = try Lamp.applied()
    let first = try RunningServer.start(in: place, environment: Lamp.environment)
    first.stop()
    let key = place.url.appendingPathComponent("data/keys/server.key")
    try FileManager.default.removeItem(at: key)
    try place.say("ticket list")
    #expect(!FileManager.default.fileExists(atPath: key.path))
    let refused = try place.say("serve --listen 127.0.0.1:0", code: 1, environment: Lamp.environment).err
    #expect(
      refused.contains("keys/server.key is missing, or not the key that this store was served with"), "\(refused)")
    #expect(refused.contains("start once with --accept-new-key"))
    let told = try RunningServer.start(in: place, options: ["--accept-new-key"], environment: Lamp.environment)
    told.stop()
    #expect(told.token != first.token)
    let next = try RunningServer.start(in: place, environment: Lamp.environment)
    next.stop()
    #expect(next.process.terminationStatus == 0 && next.token == told.token)
  }

  @Test("a server that is told to end waits for the answer to a page that is on its way, and writes it down")
  func lastAnswer() async throws {
    let isAnswered = Mutex(false)
    let receiver = try await Receiver.start { _ in
      while !isAnswered.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(20)) }
      return 200
    }
    defer { receiver.stop() }
    let place = try Workplace([
      "schedules/alarm.yaml": KillTeam.schedule(receiver: receiver.port),
      "watchbill.yaml": KillTeam.settings(receiver: receiver.port),
    ])
    try place.say("apply")
    let running = try RunningServer.start(in: place, environment: KillTeam.environment)
    try place.say("ticket open alarm Dark --priority urgent")
    while receiver.arrivals.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
    running.process.terminate()
    // Its answer comes when the server has heard of its end.
    try await Task.sleep(for: .milliseconds(500))
    isAnswered.withLock { $0 = true }
    running.stop()
    #expect(running.process.terminationReason == .exit && running.process.terminationStatus == 0)
    let first = try #require(receiver.arrivals.first?.id)
    let shown = try place.say("ticket show T-1 --format json").out
    let ticket = try #require(try JSONSerialization.jsonObject(with: Data(shown.utf8)) as? [String: Any])
    let pages = try #require(ticket["pages"] as? [[String: Any]])
    #expect(pages.first { $0["id"] as? String == first }?["state"] as? String == "sent", "\(shown)")
  }

  @Test("SIGTERM ends a server with exit code 0, and it leaves no socket behind")
  func ends() throws {
    let place = try Lamp.applied()
    let running = try RunningServer.start(in: place, environment: Lamp.environment)
    let socket = place.url.appendingPathComponent("data/watchbill.sock").path
    #expect(FileManager.default.fileExists(atPath: socket))
    running.stop()
    // `stop` would have killed it in the end: then the reason would be a signal.
    #expect(running.process.terminationReason == .exit)
    #expect(running.process.terminationStatus == 0)
    #expect(!FileManager.default.fileExists(atPath: socket))
    try place.say("who --team lamp")
  }

  @Test(
    "a terminal that goes away ends a server as SIGTERM does",
    .enabled(if: !isHangUpIgnored, "the tests were started by nohup"))
  func hangUp() throws {
    let place = try Lamp.applied()
    let running = try RunningServer.start(in: place, environment: Lamp.environment)
    kill(running.process.processIdentifier, SIGHUP)
    for _ in 0..<300 where running.process.isRunning { Thread.sleep(forTimeInterval: 0.1) }
    #expect(!running.process.isRunning)
    running.stop()
    #expect(running.process.terminationReason == .exit && running.process.terminationStatus == 0)
    let left = try FileManager.default.contentsOfDirectory(atPath: place.url.appendingPathComponent("data").path)
    #expect(!left.contains { $0.hasSuffix(".sock") || $0.hasSuffix("-wal") }, "\(left)")
  }

  /// Where the tests were started by `nohup`, a server that they start is, too.
  private static var isHangUpIgnored: Bool {
    var action = sigaction()
    guard sigaction(SIGHUP, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  @Test("the socket of a server that was killed disturbs neither the next command nor the next server")
  func killed() throws {
    let place = try Lamp.applied()
    let running = try RunningServer.start(in: place, environment: Lamp.environment)
    running.kill()
    #expect(FileManager.default.fileExists(atPath: place.url.appendingPathComponent("data/watchbill.sock").path))
    try place.say("who --team lamp")
    try place.say("ticket open lamp", "After the crash")
    let next = try RunningServer.start(in: place, environment: Lamp.environment)
    #expect(try place.say("ticket list --format csv").cells.count == 2)
    next.stop()
    #expect(next.process.terminationStatus == 0)
  }

  @Test("a server in a folder with a very long path is found by the commands given there")
  func longPath() throws {
    let place = try Workplace()
    let name = String(repeating: "deep", count: 30)
    for (path, text) in ["schedules/lamp.yaml": Lamp.team, "watchbill.yaml": Lamp.settings] {
      try place.write(text, to: "\(name)/\(path)")
    }
    let folder = place.url.appendingPathComponent(name)
    let running = try RunningServer.start(in: place, folder: name, environment: Lamp.environment)
    defer { running.stop() }
    let applied = try Program.run(["apply"], in: folder)
    #expect(applied.code == 0, "\(applied.err)")
  }

  @Test("commands that are given at the same moment wait for each other")
  func sameMoment() async throws {
    let place = try Lamp.applied()
    let codes = await withTaskGroup(of: Int32?.self) { group in
      for number in 0..<4 { group.addTask { try? place.run("ticket", "open", "lamp", "Ticket \(number)").code } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(codes == [0, 0, 0, 0])
    #expect(try place.say("ticket list --format csv").cells.count == 5)
  }

  @Test("a slip in the data folder's name starts nothing afresh")
  func noStore() throws {
    let place = try Lamp.applied()
    let folder = place.url.appendingPathComponent("dat").path
    for command in ["ticket list", "who", "versions", "verify"] {
      try place.refuses(
        "\(command) --data dat", code: 1,
        "there is no store in '\(folder)' yet. help: watchbill apply makes it; --data names another folder")
    }
    #expect(!FileManager.default.fileExists(atPath: folder))
    #expect(try place.say("plan --data dat").out.contains("new team"))
    #expect(!FileManager.default.fileExists(atPath: folder), "a plan stores nothing")
    #expect(try place.say("apply --data dat").out.contains("version 1"))
    #expect(try place.say("ticket list --data dat").out == "no tickets\n")
  }

  @Test("what an agent hands in is sent back for a fault of its own only, and otherwise tried again")
  func intakeCodes() throws {
    let place = try Lamp.applied()
    let unknown = "the settings have no source 'wbe'. help: did you mean 'web'?"
    try place.refuses("intake wbe", code: 75, unknown)
    try place.refuses("intake wbe schedules/lamp.yaml", code: 2, unknown)
    try place.refuses(
      "intake web --data dat", code: 75,
      "there is no store in '\(place.url.path)/dat' yet. help: watchbill apply makes it; --data names another folder")
    try place.write("sources: { web: { kind: jsn } }", to: "broken.yaml")
    #expect(try place.say("intake web --settings broken.yaml", code: 75).err.contains("did you mean 'json'"))
    #expect(try place.say("intake web", code: 2).err.contains("JSON"), "an empty input is nobody's fault but its own")
  }
}
