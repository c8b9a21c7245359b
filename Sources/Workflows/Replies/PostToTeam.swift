import ScheduleFiles
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

extension ServiceDesk {
  /// The channel in which the ticket's team follows it: its queue's, else its team's.
  func teamChannel(of ticket: Ticket) -> TeamChannelBinding? { teamChannel(at: QueuePlace(ticket)) }

  private func teamChannel(at place: QueuePlace) -> TeamChannelBinding? {
    let own = setup.teamChannels.filter { $0.team == place.team.text }
    return own.first { $0.queue == place.queue.text } ?? own.first { $0.queue == nil }
  }

  /// Queues the lines that the team reads about a decision: one thread for each ticket, in order (A7, A8).
  func post(_ decision: Decision, isNew: Bool, in tx: Transaction, now: Timestamp) throws {
    let ticket = decision.ticket
    guard !setup.teamChannels.isEmpty, !decision.facts.isEmpty else { return }
    let channel = teamChannel(of: ticket)
    if let left = decision.movedFrom.flatMap(teamChannel(at:)), left != channel {
      try enqueue([.farewell(of: decision)], of: ticket, to: left, in: tx, now: now)
    }
    guard let channel else { return }
    let world = try worlds.world(in: tx)
    let zone = world.team(ticket.team, at: now)?.schedule.zone
    let posts = TeamPost.posts(
      of: decision, isNew: isNew, link: link(to: ticket),
      wall: { instant in
        zone.flatMap { try? zones.zone($0) }.map { WallText.minute(instant, in: $0) } ?? "\(instant)"
      }, name: { world.name(of: $0) })
    try enqueue(posts, of: ticket, to: channel, in: tx, now: now)
  }

  /// Where people look at it.
  func link(to ticket: Ticket) -> String { "\(setup.publicURL)/tickets/\(ticket.id)" }

  func enqueue(
    _ posts: [TeamPost], of ticket: Ticket, to channel: TeamChannelBinding, in tx: Transaction, now: Timestamp
  ) throws {
    for post in posts {
      try tx.enqueue(
        Letter(
          id: "\(ticket.id)-post-\(post.cause)", purpose: .post, ticket: ticket.id, source: channel.source,
          item: channel.channel, title: ticket.isPrivate ? "\(ticket.id)" : ticket.title, text: post.text,
          isByPerson: false, created: now))
    }
  }
}
