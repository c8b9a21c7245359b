import Triage
import Workflows

/// One thing that happened to a ticket, and why.
struct HistoryLine: Sendable {
  /// A level of the overflow that was tried for an owner.
  struct Level: Sendable {
    var levelNumber: Int
    var levelOf: String
    /// Only of a level that did not look at anybody: what the others came to stands with their people.
    var levelWhy: Sentence?
    var looked: [Sentence]
    var hasLooked: Bool
  }

  let did: String
  let historyAt: Moment
  let doneBy: String
  let reason: Sentence
  let levels: [Level]
  /// Who was looked at where there are no levels to tell of.
  let candidates: [Sentence]
  let hasCandidates: Bool

  init(_ row: ShowTicket.HistoryRow, clock: ViewClock, name: (String) -> String) {
    did = row.action.prefix(1).uppercased() + row.action.dropFirst()
    historyAt = clock.moment(row.at)
    doneBy = Actor(row.actor).name(name)
    reason = Sentence(row.because, clock: clock)
    levels = (row.levels ?? []).map { Level($0, clock: clock) }
    candidates = row.levels == nil ? row.candidates.map { Sentence($0, clock: clock) } : []
    hasCandidates = !levels.isEmpty || !candidates.isEmpty
  }
}

extension HistoryLine.Level {
  fileprivate init(_ level: LevelFinding, clock: ViewClock) {
    levelNumber = level.number
    levelOf = level.to
    levelWhy = level.candidates.isEmpty ? Sentence(level.because, clock: clock) : nil
    looked = level.candidates.map { Sentence($0.because, clock: clock) }
    hasLooked = !looked.isEmpty
  }
}

/// One page about a ticket and where it stands.
struct PageLine: Sendable {
  let pageTo: String
  let pageChannel: String
  let pageState: String
  /// A class of the style sheet: `sent`, `failed` or `waiting`.
  let pageMood: String
  let pageTries: String
  let pageWhy: Sentence

  init(_ row: ShowTicket.PageRow, clock: ViewClock, name: (String) -> String) {
    pageTo = name(row.recipient)
    pageChannel = row.channel
    pageState = row.state
    pageMood = row.state == "sent" ? "sent" : row.state == "failed" ? "failed" : "waiting"
    let tries = row.attempts == 1 ? "1 attempt" : "\(row.attempts) attempts"
    pageTries = tries + (row.trouble.map { ": \($0)" } ?? "")
    pageWhy = Sentence(row.why, clock: clock)
  }
}
