import ScheduleFiles
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// Sources whose settings name a team or a queue that is not in force, a sentence each: what they deliver is refused.
  /// Empty before anything is applied.
  package func lostSources() async throws -> [String] {
    let now = clock.now()
    return try await store.read { [self] snapshot in
      let world = try worlds.world(in: snapshot)
      guard world.version(at: now) != nil else { return [] }
      return setup.sources.compactMap { binding in
        lost(binding, in: world, at: now).map { "deliveries to '\(binding.name)' are refused: \($0)" }
      }
    }
  }

  private func lost(_ binding: SourceBinding, in world: World, at now: Timestamp) -> String? {
    do {
      let team = try team(binding.team, in: world, at: now)
      if let queue = binding.queue { _ = try self.queue(named: queue, of: team) }
      return nil
    } catch {
      return "\(error)"
    }
  }
}
