import ScheduleFiles
import Storage
import Timekeeping
import Triage

/// How urgent a sender says it is, in the words of the team.
extension ServiceDesk {
  /// The first of `notes` of one kind, as many as an answer has, and how many more there are: `and 3 more of other words`.
  static func few(_ notes: [String], rest: String) -> [String] {
    let more = notes.count - 20
    return more > 0 ? notes.prefix(20) + ["and \(more) more \(rest)"] : notes
  }

  /// The delivery with each priority as the team calls it, and a sentence for each word that nobody here knows: such a
  /// ticket gets the priority that it would have had without, and says so.
  func inWordsOfTheTeam(
    _ news: SourceDelivery, from binding: SourceBinding, in tx: Transaction, now: Timestamp
  ) throws -> (SourceDelivery, unknown: [String]) {
    guard news.events.contains(where: { $0.facts.priority != nil }) else { return (news, []) }
    let known = try team(binding.team, in: worlds.world(in: tx), at: now).desk.priorities
    var (news, notes) = (news, [String]())
    for index in news.events.indices {
      let words = SaidPriority(news.events[index].facts, words: binding.settings.options.priorities)
      let most = words.mostUrgent(of: known)
      news.events[index].facts.priority = most?.text
      news.events[index].facts.otherPriorities = nil
      guard most == nil, let word = words.first else { continue }
      news.events[index].facts.unknownPriority = word
      notes.append("\(news.events[index].item.id): \(Self.unknown(word, meaning: words.meant, among: known))")
    }
    return (news, Self.few(notes, rest: "of other words"))
  }

  /// `meant` is what the settings make of the word; nil where they say nothing of it.
  private static func unknown(_ word: String, meaning meant: String?, among known: [Priority]) -> String {
    let near = didYouMean(meant ?? word, among: known.map(\.text)).map { ": did you mean '\($0)'?" } ?? ""
    let what =
      meant.map { "the settings say '\($0)' for '\(word)', and the team has no such priority" }
      ?? "there is no priority '\(word)'"
    return "\(what), so it is as if there were none\(near)"
  }
}

/// What one event says of how urgent its item is.
private struct SaidPriority {
  /// As the sender has it.
  let first: String?
  /// The word that the settings have for the first one, if any.
  let meant: String?
  private let words: [String]

  init(_ facts: ItemFacts, words own: [FieldName]) {
    let said = [facts.priority].compactMap { $0 } + (facts.otherPriorities ?? [])
    let meanings = said.map { word in own.first { $0.theirs.lowercased() == word.lowercased() }?.ours }
    first = said.first
    meant = meanings.first ?? nil
    words = zip(said, meanings).map { word, meaning in (meaning ?? word).lowercased() }
  }

  func mostUrgent(of known: [Priority]) -> Priority? { known.first { words.contains($0.text) } }
}
