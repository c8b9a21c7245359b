import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage

/// Channels and sources that the settings have no more, though people or open tickets still need them: pages there are
/// refused one by one, and nobody would see why.
extension ServiceDesk {
  /// A sentence for each; empty where nothing is missing.
  package func goneFromSettings() async throws -> [String] {
    let now = clock.now()
    return try await store.read { [self] snapshot in
      let members = try worlds.world(in: snapshot).reachable(at: now)
      return goneChannels(members) + goneSources(try snapshot.openTicketsBySource())
    }
  }

  private func goneChannels(_ ways: [(member: String, channel: String)]) -> [String] {
    let known = setup.channels.map(\.name)
    return ways.map(\.channel).filter { !known.contains($0) }.uniqued.sorted().map { channel in
      let people = ways.filter { $0.channel == channel }.map(\.member).uniqued
      let who = people.count > 3 ? "\(people.count) members" : people.joined(separator: ", ")
      return "pages over '\(channel)' to \(who) reach nobody: "
        + "\(OperatorProblem.unknown("channel", channel, among: known))"
    }
  }

  private func goneSources(_ open: [(source: String, tickets: Int, first: Int)]) -> [String] {
    let known = setup.sources.map(\.name)
    return open.filter { !known.contains($0.source) }.map { one in
      let first = TicketID(number: one.first)
      let which = one.tickets == 1 ? "open ticket \(first) hears" : "\(one.tickets) open tickets, \(first) first, hear"
      return "\(which) nothing more from '\(one.source)', and no answer leaves there: "
        + "\(OperatorProblem.unknown("source", one.source, among: known))"
    }
  }
}

extension World {
  /// Every channel over which somebody in a team is to be reached.
  fileprivate func reachable(at instant: Timestamp) -> [(member: String, channel: String)] {
    teams(at: instant).flatMap(\.schedule.members).uniqued(by: \.id).flatMap { member in
      contacts(of: member).map { (member: member.name, channel: $0.channel) }
    }
  }
}
