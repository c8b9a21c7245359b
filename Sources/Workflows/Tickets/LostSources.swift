import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// What the settings say of sources that nothing in force answers to, a sentence each.
extension ServiceDesk {
  /// As of now; empty before anything is applied.
  package func lostSources() async throws -> [String] {
    let now = clock.now()
    return try await store.read { [self] snapshot in lostSources(in: try worlds.world(in: snapshot), at: now) }
  }

  /// The same by what `world` has in force at `time`.
  func lostSources(in world: World, at time: Timestamp) -> [String] {
    guard world.version(at: time) != nil else { return [] }
    return setup.sources.flatMap { lost($0, in: world, at: time) }
  }

  private func lost(_ binding: SourceBinding, in world: World, at now: Timestamp) -> [String] {
    let team: TeamDefinition
    do {
      team = try self.team(binding.team, in: world, at: now)
    } catch {
      return ["deliveries to '\(binding.name)' are refused: \(error)"]
    }
    var lines: [String] = []
    if let queue = binding.queue {
      do { _ = try self.queue(named: queue, of: team) } catch {
        lines.append("the queue conditions decide on what '\(binding.name)' delivers: \(error)")
      }
    }
    let known = team.desk.priorities.map(\.text)
    for word in binding.settings.options.priorities where !known.contains(word.ours.lowercased()) {
      let problem = OperatorProblem.unknown("priority", word.ours, of: team.schedule.team, among: known)
      lines.append("what '\(binding.name)' calls '\(word.theirs)' is as if it said nothing: \(problem)")
    }
    return lines
  }
}
