import Foundation
import Logging
import PagingChannels
import Storage
import Synchronization
import TicketSources
import Timekeeping
import Triage
import Workflows

/// Runs one script against the real engine and the real SQL, in one thread, under a virtual clock.
///
/// Nothing here waits: the agenda and the engine's own wakes say what time it is next. After everything that happens the
/// auditor looks.
package final class DeskRunner {
  /// What is to come beside the engine's own wakes.
  enum Item {
    case deed(Int)
    case post(String)
    case react(String)
    /// Whoever acknowledged this ticket has mended what was wrong.
    case mend(Int64)
    case record(Parcel, PageOutcome, life: Int)
    case start(life: Int)
    case upkeep
  }

  let script: Script
  let sabotage: Sabotage?
  let clock: VirtualClock
  let provider: Provider
  let name: String
  var auditor: Auditor
  var agenda = Agenda<Item>()
  /// Nil while the server is dead.
  var desk: ServiceDesk?
  /// How often the server was started, and so the epoch of its claims.
  var life = 0
  /// When the engine wants to look next, in time that passes.
  var wake: Int64?
  /// What the loops of the server wait for.
  var sleeps: [Loop: Sleep] = [:]
  /// What was committed when the auditor looked last; nil when it has to look in any case.
  private var seen: Int?
  var postings: [String: Posting] = [:]
  var attempts: [String: Int] = [:]
  var sources: [Int: Deed.Source] = [:]
  var diesOnTheWire = false
  var diesAmongTimers = false
  var isSabotaged = false
  package private(set) var report = Report()

  /// What a run came to.
  package struct Report: Sendable {
    package var tickets = 0
    package var pages = 0
    package var messages = 0
    package var steps = 0
    package var refusals = 0
    package var crashes = 0
    package var milliseconds: Int64 = 0
    package var trace = ""
    package var violations: [Violation] = []
    /// Each item with what became of it: `json s0: open, its title`.
    package var outcome: [String] = []
    /// The places in the script of what was done.
    package var performed: [Int] = []
    /// How often people reacted to pages, in each way.
    package var reactions: [String: Int] = [:]

    /// How often each kind of deed was done: a run that does nothing proves nothing.
    package func deeds(of script: Script) -> [String: Int] {
      performed.reduce(into: reactions) { sum, index in
        sum["\(script.events[index].deed)".prefix { $0 != "(" }.description, default: 0] += 1
      }
    }
  }

  enum Loop: Hashable {
    case timers
    case sender(OutboxKind)
  }

  struct Sleep {
    var commands: Int
    /// By how many milliseconds the wall clock was ahead of the time that passes.
    var ahead: Int64
    /// Nil when it waits for a commit only.
    var until: Timestamp?
  }

  static let actor = Actor("simulation")
  private static let count = Atomic<Int>(0)
  /// How many requests are on their way over one channel: few, so that pages have to queue.
  static let requestsAtOnce = 2
  /// Every so many steps the whole store is looked at.
  let scanEvery: Int

  package init(_ script: Script, sabotage: Sabotage? = nil, scanEvery: Int = 50) throws {
    self.script = script
    self.sabotage = sabotage
    self.scanEvery = scanEvery
    clock = VirtualClock(script.start)
    provider = Provider(seed: script.seed)
    name = "simulation-\(ProcessInfo.processInfo.processIdentifier)-\(Self.count.add(1, ordering: .relaxed).newValue)"
    auditor = try Auditor(storeNamed: name, requestsAtOnce: Self.requestsAtOnce)
  }

  /// The whole of a run; a store that cannot be opened is a violation, too.
  package static func report(_ script: Script, sabotage: Sabotage? = nil, scanEvery: Int = 50) async -> Report {
    do {
      return await (try DeskRunner(script, sabotage: sabotage, scanEvery: scanEvery)).run()
    } catch {
      var report = Report()
      report.violations = [Violation(rule: "I15", what: "the store cannot be opened: \(error)", at: 0)]
      return report
    }
  }

  /// From the first opening of the store to a minute after the last fault.
  package func run() async -> Report {
    do {
      try await begin()
      try await live()
      if auditor.violations.isEmpty { try await calmDown() }
    } catch {
      auditor.broken("I15", "the engine failed: \(error)")
    }
    report.violations = auditor.violations
    report.outcome = (try? auditor.outcome()) ?? []
    report.trace = auditor.traceHash
    report.milliseconds = clock.passed
    report.tickets = auditor.tickets.count
    report.pages = auditor.pages.values.count { !$0.isMessage }
    report.messages = auditor.pages.count - report.pages
    return report
  }

  func count(_ word: String) { report.reactions[word, default: 0] += 1 }
  func performed(_ index: Int) { report.performed.append(index) }
  func refused() { report.refusals += 1 }

  private func begin() async throws {
    try await start()
    try auditor.install()
    guard let desk else { return }
    let bytes = try SimulatedTeam.definitions(0)
    _ = try await ApplySchedules(definitions: bytes).perform(on: desk, actor: Self.actor)
    try await settle()
    for (index, event) in script.events.enumerated() { agenda.add(.deed(index), at: event.at) }
    agenda.add(.upkeep, at: 86_400_000)
  }

  /// Until the script is over.
  private func live() async throws {
    let end = (script.events.last?.at ?? 0) + 1
    try await live(until: end)
  }

  private func live(until end: Int64) async throws {
    while auditor.violations.isEmpty {
      let next = [agenda.next, desk == nil ? nil : wake].compactMap { $0 }.min() ?? end
      guard next <= end else { return clock.advance(to: end) }
      clock.advance(to: next)
      report.steps += 1
      if let at = agenda.next, at <= clock.passed, let item = agenda.take() { try await perform(item) }
      try await settle()
      if report.steps % scanEvery == 0 { try auditor.scan() }
    }
  }

  /// Faults stop; within a minute all is done that can be done (I24).
  private func calmDown() async throws {
    provider.heal()
    (diesOnTheWire, diesAmongTimers) = (false, false)
    if desk == nil { try await start() }
    try await settle()
    try await live(until: clock.passed + 75_000)
    if desk == nil { try await start() }
    try await settle()
    if auditor.violations.isEmpty { try auditor.checkEnd() }
    for what in try await desk?.store.write({ try $0.misrememberedTickets() }) ?? [] {
      auditor.broken("I1", "the writer remembers \(what) otherwise than it is stored")
    }
  }

  private func perform(_ item: Item) async throws {
    switch item {
    case .deed(let index): try await perform(deed: index)
    case .post(let key): try await post(key)
    case .react(let link): try await react(link)
    case .mend(let ticket): try await mend(ticket)
    case .record(let parcel, let outcome, let began): try await record(parcel, outcome, began)
    case .start(let ended): if desk == nil, ended == life { try await start() }
    case .upkeep:
      if let desk { _ = try await desk.upkeep() }
      agenda.add(.upkeep, at: clock.passed + 86_400_000)
    }
  }

  // MARK: The server's life

  func start() async throws {
    let machine = clock.machine
    let store = try Store.inMemory(named: name, now: machine.now())
    life += 1
    let desk = ServiceDesk(
      store: store, clock: machine, zones: SimulatedTeam.zones, setup: try SimulatedSettings.setup(),
      keys: ServerKeys(master: Array(repeating: 7, count: 32)), transport: provider.transport,
      requestsAtOnce: sabotage == .claimsTooMuch ? 10_000 : Self.requestsAtOnce,
      log: Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() })
    self.desk = desk
    (sleeps, seen) = ([:], nil)
    auditor.flying = [:]
    // Nothing is watched before the first start is over.
    if life > 1 { try look() }
    try await desk.recover()
    if life > 1 { try look() }
  }

  /// The process dies: what it had not committed is lost, and what was on the wire is nobody's.
  func crash(for milliseconds: Int64) async throws {
    guard let dying = desk else { return }
    report.crashes += 1
    try look()
    desk = nil
    wake = nil
    try? await dying.store.close()
    agenda.add(.start(life: life), at: clock.passed + milliseconds)
    try auditor.scan()
  }

  var moment: Moment {
    Moment(
      passed: clock.passed, wall: clock.wall.milliseconds, sinceBoot: clock.sinceBoot, bootID: clock.bootID,
      epoch: Int64(life))
  }

  func look() throws {
    if life == 1, desk == nil { return }
    let commands = commands
    try auditor.look(at: moment, isChanged: commands == nil || commands != seen)
    seen = commands
  }

  /// How many commands the store has committed since it was opened; nil where that does not tell of all changes, as of
  /// those that are planted.
  var commands: Int? { sabotage == nil ? desk?.store.commitFigures.commands : nil }
  var ahead: Int64 { clock.wall.milliseconds - clock.passed }
}
