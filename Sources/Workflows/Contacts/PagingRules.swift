import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// How a member is paged: what they set themselves, else what the schedule files say; or sets it.
package struct PagingRules: OperatorCommand {
  package static let name = "contact-rules"
  package static let changes = true
  static let most = 10

  package var member: String
  /// As they are written, in order; nil only looks.
  package var rules: [String]?
  /// Goes back to what the files say.
  package var clear: Bool

  package init(member: String, rules: [String]? = nil, clear: Bool = false) {
    self.member = member
    self.rules = rules
    self.clear = clear
  }

  package struct Reply: Codable, Sendable, Hashable {
    package var member: String
    /// `own`, `file` or `none`.
    package var origin: String
    package var rules: [String]
    /// What the member should know, such as channels of the rules that they have no contact on.
    package var warnings: [String]
  }

  package func perform(on desk: ServiceDesk, actor: Actor) async throws -> Reply {
    let now = desk.clock.now()
    let person = try desk.member(member, in: try await desk.world(), at: now)
    if rules != nil || clear {
      let parsed = try rules.map(parsed)
      try Self.check(parsed ?? [], among: desk.setup.channels.map(\.name))
      try await desk.change { [clear] tx in
        try tx.setPagingRules(clear ? nil : parsed, of: person.id, by: actor.text, at: now)
        try tx.audit(
          at: now, actor: actor, action: "contact-rules", entity: "member/\(person.id)",
          ["rules": clear ? "" : (parsed ?? []).map(\.description).joined(separator: "; ")])
      }
    }
    return reply(of: person, in: try await desk.world(), desk, now)
  }

  private func parsed(_ texts: [String]) throws(OperatorProblem) -> [PagingRule] {
    guard texts.count <= Self.most else {
      throw OperatorProblem(
        .refused, "\(texts.count) rules are too many", help: "the limit is \(Self.most); the first that fits counts")
    }
    var parsed: [PagingRule] = []
    for text in texts {
      do throws(TextProblem) {
        parsed.append(try PagingRule(text: text))
      } catch {
        throw OperatorProblem(.refused, error.what, help: error.help)
      }
    }
    return parsed
  }

  /// A channel that the settings do not have is a slip of the pen, and would push out the rules that work.
  private static func check(_ rules: [PagingRule], among known: [String]) throws(OperatorProblem) {
    for way in rules.flatMap(\.ways) where !known.contains(way.channel) {
      throw .unknown("channel", way.channel, among: known)
    }
  }

  private func reply(of person: Member, in world: World, _ desk: ServiceDesk, _ now: Timestamp) -> Reply {
    let own = world.ownPaging[person.id]
    let rules = own ?? person.paging ?? []
    let reached = Set(desk.contacts(of: person.id, in: world, at: now).map(\.channel))
    let missing = Set(rules.flatMap(\.ways).map(\.channel)).subtracting(reached).sorted()
    let priorities = Set(world.teams(at: now).flatMap(\.desk.priorities).map(\.text))
    let unknown = rules.compactMap(\.from).filter { !priorities.contains($0) }
    return Reply(
      member: person.id.text, origin: own != nil ? "own" : rules.isEmpty ? "none" : "file",
      rules: rules.map(\.description),
      warnings: missing.map { "\(person.name) has no contact on '\($0)': that part of the rules reaches nobody" }
        + unknown.map { "no team has a priority '\($0)': that rule never fits" })
  }
}
