import Timekeeping

/// How a member wants to be paged: from which priority on, at which hours, over which channels and after how long.
///
/// Written `from urgent hours mon-fri 09:00-17:00 use ntfy and phone after 3 minutes`; priority and hours may be left out.
package struct PagingRule: Sendable, Hashable, TextForm {
  /// One channel of theirs, and how long it waits for an answer over those before it.
  package struct Way: Sendable, Hashable {
    package var channel: String
    package var after: PlainDuration

    package init(channel: String, after: PlainDuration = PlainDuration(.zero)) {
      self.channel = channel
      self.after = after
    }
  }

  /// The least urgent priority it is for, by its name in the team's list; nil is any.
  package var from: String?
  /// On the wall of the member's zone; nil is at any time.
  package var hours: WeeklyHours?
  /// In the order they are tried.
  package var ways: [Way]

  package static let form = "[from PRIORITY] [hours HOURS] use CHANNEL [after DURATION] and CHANNEL [after DURATION]"
  package static let mostWays = 10
  /// A page that waits longer comes after the next step's.
  package static let longestWait = Duration.seconds(3600)

  package init(from: String? = nil, hours: WeeklyHours? = nil, ways: [Way]) {
    self.from = from
    self.hours = hours
    self.ways = ways
  }

  package init(text: String) throws(TextProblem) {
    var words = text.split(separator: " ", omittingEmptySubsequences: true)[...]
    var from: String?
    if words.first == "from" {
      words = words.dropFirst()
      from = words.popFirst().map(String.init)
    }
    guard let use = words.firstIndex(of: "use") else { throw Self.problem(text, "a rule of paging") }
    let before = words[..<use]
    guard before.isEmpty || before.first == "hours", from != "use" else { throw Self.problem(text, "a rule of paging") }
    let hours = before.isEmpty ? nil : try WeeklyHours(text: before.dropFirst().joined(separator: " "))
    self.init(from: from, hours: hours, ways: try Self.ways(words[(use + 1)...], of: text))
  }

  private static func ways(_ words: ArraySlice<Substring>, of text: String) throws(TextProblem) -> [Way] {
    var ways: [Way] = []
    for part in words.split(separator: "and", omittingEmptySubsequences: false) {
      guard let channel = part.first, part.count == 1 || part.dropFirst().first == "after", channel != "after" else {
        throw problem(text, "a rule of paging")
      }
      let wait = part.dropFirst(2).joined(separator: " ")
      let after = part.count == 1 ? PlainDuration(.zero) : try PlainDuration(text: wait)
      guard after.duration >= .zero, after.duration <= longestWait else {
        throw TextProblem("'\(wait)' is longer than an hour", help: "a later step of the escalation comes sooner")
      }
      ways.append(Way(channel: String(channel), after: after))
    }
    guard ways.count <= mostWays else {
      throw TextProblem("\(ways.count) channels are too many; the limit is \(mostWays)", help: "keep the ones you need")
    }
    return ways
  }

  package var description: String {
    let list = ways.map { way in
      way.after.duration > .zero ? "\(way.channel) after \(way.after)" : way.channel
    }
    return (from.map { "from \($0) " } ?? "") + (hours.map { "hours \($0) " } ?? "")
      + "use \(list.joined(separator: " and "))"
  }
}
