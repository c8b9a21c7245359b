import ScheduleFiles
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

extension ServiceDesk {
  /// The channel in which the ticket's team follows it: its queue's, else its team's.
  func teamChannel(of ticket: Ticket) -> TeamChannelBinding? {
    let own = setup.teamChannels.filter { $0.team == ticket.team.text }
    return own.first { $0.queue == ticket.queue.text } ?? own.first { $0.queue == nil }
  }

  /// Queues the lines that the team reads about a decision: one thread for each ticket, in order (A7, A8).
  func post(_ decision: Decision, isNew: Bool, in tx: Transaction, now: Timestamp) throws {
    let ticket = decision.ticket
    guard !setup.teamChannels.isEmpty, !decision.facts.isEmpty, let channel = teamChannel(of: ticket) else { return }
    let world = try worlds.world(in: tx)
    let zone = world.team(ticket.team, at: now)?.schedule.zone
    let posts = TeamPost.posts(
      of: decision, isNew: isNew, link: "\(setup.publicURL)/tickets/\(ticket.id)",
      wall: { instant in
        zone.flatMap { try? zones.zone($0) }.map { WallText.minute(instant, in: $0) } ?? "\(instant)"
      }, name: { world.name(of: $0) })
    for post in posts {
      try tx.enqueue(
        Letter(
          id: "\(ticket.id)-post-\(post.cause)", purpose: .post, ticket: ticket.id, source: channel.source,
          item: channel.channel, title: ticket.isPrivate ? "\(ticket.id)" : ticket.title, text: post.text,
          isByPerson: false, created: now))
    }
  }
}
