import Scheduling
import Timekeeping
import Triage

/// The words of a handoff of work: what goes over, from whom, and what to do (rule K10).
struct WorkHandoffText {
  let digest: WorkDigest
  /// True where others of the same handoff were told before.
  let isMore: Bool
  /// The one in force now, and what people call the duty.
  let schedule: Schedule
  let duty: String
  /// The reader's.
  let zone: Zone
  let name: (MemberID) -> String

  /// How many tickets one section lists; the rest is counted.
  private static let listed = 20

  private var from: String { name(digest.from) }
  private var count: String {
    let number = digest.tickets.count
    return "\(number) \(isMore ? "more " : "")\(number == 1 ? "ticket" : "tickets")"
  }
  private var place: String { "\(duty) of \(schedule.name)" }
  private var when: String { WallText.minute(digest.at, in: zone) }

  private var nobodyNext: String { "Nobody comes after \(from) on \(place): \(count)" }

  /// For whoever comes next; where nobody does for whoever stands in, and for the lead.
  func title(for member: MemberID) -> String {
    guard !digest.to.isEmpty else {
      return digest.takers.contains(member) ? "You stand in after \(from) on \(place): \(count)" : nobodyNext
    }
    return "\(from) hands \(count) over to you: \(place), \(when)"
  }

  /// For everybody else who reads it.
  var headline: String {
    guard !digest.to.isEmpty else { return nobodyNext }
    return "\(from) hands \(count) over to \(Timekeeping.listed(digest.to.map(name))): \(place), \(when)"
  }

  /// Headings and tickets; of private ones only their ids.
  var lines: [String] {
    let sections = digest.sections.flatMap { section in
      let rest = section.lines.count - Self.listed
      return ["\(digest.heading(of: section.about)): \(section.lines.count)"]
        + section.lines.prefix(Self.listed).map { "- \($0.text(in: zone))" } + (rest > 0 ? ["- and \(rest) more"] : [])
    }
    let rest = digest.rest > 0 ? ["\(digest.rest) more \(digest.rest == 1 ? "is" : "are") not listed"] : []
    return [digest.plan].compactMap { $0.map { WallText.sentence($0, in: zone) } } + sections + rest
  }

  func text(for member: MemberID, acceptBy: Timestamp) -> String {
    let isOneOfSeveral = schedule.duties.count { !$0.isShadow } > 1
    let help =
      "Take it over, whole or by ticket: watchbill desk accept \(schedule.team) --from \(digest.from) --as \(member)"
      + (isOneOfSeveral ? " --duty \(digest.duty)" : "")
    let limit = "What nobody accepts by \(WallText.minute(acceptBy, in: zone)) is told to the lead."
    return (lines + [help] + (digest.to.isEmpty ? [] : [limit])).joined(separator: "\n")
  }
}

/// The words of the lists at a shift's start (D44).
struct StartListsText {
  let lists: StartLists
  let zone: Zone

  private static let listed = 20

  /// `3 tickets wait`; how many at least where not all were looked at.
  var waiting: String {
    let number = lists.rest == nil ? "\(lists.count)" : "at least \(lists.count)"
    return lists.count == 1 ? "\(number) ticket waits" : "\(number) tickets wait"
  }

  var text: String {
    let named = [
      ("new", lists.new), ("replies to you", lists.repliesToYou),
      ("messages that wait on tickets of people who are off", lists.ofPeopleWhoAreOff),
    ]
    let sections = named.filter { !$0.1.isEmpty }.flatMap { name, lines in
      let rest = lines.count - Self.listed
      return ["\(name): \(lines.count)"] + lines.prefix(Self.listed).map { "- \($0.text(in: zone))" }
        + (rest > 0 ? ["- and \(rest) more"] : [])
    }
    return (sections + [lists.unlisted].compactMap { $0 }).joined(separator: "\n")
  }
}
