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
      guard let queue = binding.queue, team.desk.queue(QueueID(unchecked: queue)) == nil else { return nil }
      let known = team.desk.queues.map(\.id.text)
      let near = didYouMean(queue, among: known).map { "did you mean '\($0)'?" }
      return "there is no queue '\(queue)' in \(binding.team); " + (near ?? "known: \(known.joined(separator: ", "))")
    } catch {
      return "\(error)"
    }
  }
}
