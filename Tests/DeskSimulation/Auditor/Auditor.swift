import Crypto
import Foundation
import GRDB
import Storage

/// Watches a store from outside: a model of its own of what was accepted, what is armed and what was sent, made of the
/// change log alone and never of the engine's decisions. It says what does not fit (I1 to I9, I14, I16, I17, I24).
struct Auditor {
  /// A connection of its own; it also keeps the store in memory while the server is dead.
  let database: DatabaseQueue
  var tickets: [Int64: SeenTicket] = [:]
  var items: Set<String> = []
  var timers: [Int64: SeenTimer] = [:]
  /// Of each ticket, its timer's id.
  var timerOfTicket: [Int64: Int64] = [:]
  /// Timers that are armed: the only ones that can be late.
  var armed: Set<Int64> = []
  var pages: [String: SeenPage] = [:]
  /// Pages and messages that wait to leave.
  var waiting: Set<String> = []
  var accepted: [String: Accepted] = [:]
  var intakeRows: [String: Int64] = [:]
  var audited: Set<String> = []
  var idOfPage: [String: String] = [:]
  /// Of each list of pages that left in one request, the id that the receiver saw; and the other way round.
  var idOfList: [String: String] = [:]
  var listOfID: [String: String] = [:]
  var effects: [String: Int] = [:]
  var unknowns: [String: Int] = [:]
  /// The newest title of each item, by its source.
  var titles: [Int: (version: Int, title: String)] = [:]
  /// The ticket that each item opened.
  var ticketOfItem: [Int: Int64] = [:]
  /// The newest ticket of each item: what comes too late for one begins another, and goes on there.
  var newestOfItem: [Int: Int64] = [:]
  var now = Moment(passed: 0, wall: 0, sinceBoot: 0, bootID: "", epoch: 0)
  /// What happened since time last passed.
  var instant = Instant()
  /// What happened since the log was last read.
  var step = Step()
  private(set) var violations: [Violation] = []
  private(set) var changes = 0
  private var trace = SHA256()

  /// What one instant may hold only once.
  struct Instant {
    var passed: Int64 = 0
    var paged: [String: Int] = [:]
    var refused: Set<Int64> = []
  }

  struct Step {
    var touched: Set<Int64> = []
    var opened: [Int64] = []
    var paged: Set<Int64> = []
    var failed: [String] = []
    var audited: Set<String> = []
    var escalated: [Int64] = []
    var claimed = 0
  }

  /// Of each kind and channel, how many requests are on their way.
  var flying: [String: Int] = [:]
  let requestsAtOnce: Int
  /// Of each lane, what has not left yet.
  var lanes: [String: Set<String>] = [:]

  init(storeNamed name: String, requestsAtOnce: Int) throws {
    self.requestsAtOnce = requestsAtOnce
    EngineSettings.apply()
    var configuration = Configuration()
    configuration.label = "auditor"
    database = try DatabaseQueue(named: name, configuration: configuration)
  }

  func install() throws { try ChangeLog.install(database) }

  mutating func broken(_ rule: String, _ what: String) {
    violations.append(Violation(rule: rule, what: what, at: now.passed))
  }

  mutating func note(_ line: String) {
    trace.update(data: Data(line.utf8))
    trace.update(data: Data([10]))
  }

  /// SHA-256 of all that was seen, in hexadecimal.
  var traceHash: String {
    trace.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Reads what changed, if anything, and looks at what it came to.
  mutating func look(at moment: Moment, isChanged: Bool) throws {
    now = moment
    if instant.passed != moment.passed { instant = Instant(passed: moment.passed) }
    step = Step()
    guard isChanged else { return }
    let entries = try ChangeLog.take(database)
    changes += entries.count
    for entry in entries {
      note(entry.line)
      take(entry)
    }
    checkTickets()
    checkFailures()
    checkEscalations()
  }

  private mutating func take(_ entry: ChangeLog.Entry) {
    switch entry.what {
    case "ticket": take(ticket: entry)
    case "timer": take(timer: entry)
    case "outbox": take(outbox: entry)
    case "attempt": if entry.text(2).contains("\"unknown\"") { unknowns[entry.text(0), default: 0] += 1 }
    case "intake": intakeRows[entry.text(0) + " " + entry.text(1)] = entry.intIfAny(2) ?? 0
    case "audit":
      step.audited.insert(entry.text(1))
      audited.insert(entry.text(1))
    default: broken("I1", "a row of \(entry.text(0)) is gone: \(entry.text(1))")
    }
  }
}

struct SeenTicket {
  var isOpen: Bool
  var owner: String?
  var isWaiting: Bool
  var isAcknowledged: Bool
  var episode: Int64
  var item: String

  /// True when nobody is to be paged about it in `episode`.
  func isMoot(_ episode: Int64) -> Bool { !isOpen || isAcknowledged || self.episode != episode }
}

struct SeenTimer {
  var kind: String
  var entity: String
  var generation: Int64
  var purpose: String
  var isArmed: Bool
  var due: Int64
  var isRelative: Bool
  var bootID: String
  var dueBoot: Int64
  /// The newest generation that was handled.
  var handled: Int64

  /// How late it is, in milliseconds; negative when it is not due yet.
  func lateness(at now: Moment) -> Int64 {
    isRelative && bootID == now.bootID ? now.sinceBoot - dueBoot : now.wall - due
  }

  /// Whether it waits longer than `before` for the same thing at the same time.
  func isDelayed(from before: SeenTimer) -> Bool {
    before.isArmed && isArmed && before.isRelative && isRelative && before.bootID == bootID && before.due == due
      && before.purpose == purpose && dueBoot > before.dueBoot
  }
}

struct SeenPage {
  /// A page, a message to people of ours, or a letter to a customer.
  var kind: String
  /// What it leaves over.
  var channel: String
  /// Those of one lane leave one after the other, by place.
  var lane: String?
  var laneOrder: Int64
  var ticket: Int64
  var episode: Int64
  var state: String
  /// Round, step, recipient, channel and address.
  var key: String
  var attempts: Int64
  /// When it may leave, in time that passes.
  var leaves: Int64
  var claimEpoch: Int64?
  /// When it was claimed, in time that passes.
  var claimed: Int64

  var isMessage: Bool { kind != "page" }
  var way: String { "\(kind) \(channel)" }
  /// True while it has yet to leave, or to be known to have left.
  var isOpen: Bool { ["ready", "unknown", "claimed"].contains(state) }

  /// Round and step, which its siblings share.
  var place: String { key.split(separator: " ").prefix(2).joined(separator: " ") }
  /// Recipient, channel and address, which a later page shares.
  var target: String { key.split(separator: " ").dropFirst(2).joined(separator: " ") }
}

/// How a delivery was answered.
struct Accepted {
  var status: Int
  var body: [UInt8]
  var ticket: Int64?
}
