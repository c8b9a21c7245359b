import Scheduling
import Timekeeping

/// The digest for whoever takes a duty over: from whom, until when, why, what is coming up, and the open tickets.
struct HandoffText {
  private let handoff: TeamWatch.Handoff
  private let watch: TeamWatch
  /// The reader's.
  private let zone: Zone

  /// How many tickets are listed; the rest is counted.
  private static let listed = 20

  init(_ handoff: TeamWatch.Handoff, watch: TeamWatch, zone: Zone) {
    self.handoff = handoff
    self.watch = watch
    self.zone = zone
  }

  private var timeline: OnCallTimeline { watch.timeline }
  private var shift: Interval { handoff.shift.interval }

  var title: String {
    let when = shift.start > watch.now ? "from \(minute(shift.start))" : "now, until \(minute(shift.end))"
    return "You are on \(handoff.duty.title) of \(timeline.schedule.name) \(when)"
  }

  func text(tickets: [TicketRow]) -> String {
    let why = handoff.shift.cause.sentence(zone: zone) { timeline.name($0) }
    let lines = [from, "It is yours until \(minute(shift.end)). Why you: \(why)."] + after + comingUp
    return (lines + Self.tickets(tickets, team: timeline.schedule.name, minute)).joined(separator: "\n")
  }

  private var from: String {
    guard !handoff.from.isEmpty else { return "Nobody had it before you." }
    return "You take over from \(Timekeeping.listed(handoff.from.map { timeline.name($0) }))."
  }

  private var after: [String] {
    let next = timeline.duty(handoff.duty.id)?.shifts.first {
      $0.interval.start >= shift.end && $0.member != handoff.shift.member
    }
    return next.map { ["After you: \(timeline.name($0.member)), from \(minute($0.interval.start))."] } ?? []
  }

  /// Gaps of the team and unsolved leave while the shift lasts.
  private var comingUp: [String] {
    let gaps = timeline.duties.flatMap(\.gaps).filter { $0.interval.overlaps(shift) && $0.reason == .nobody }
    let away = timeline.shifts.filter { $0.interval.overlaps(shift) }.flatMap { held in
      held.conflicts.filter { $0.interval.overlaps(shift) }.map { leave in
        "\(timeline.name(held.member)) is \(leave.isOutsideTeam ? "not in the team" : "on leave") during "
          + "\(held.shift.duty) from \(minute(max(leave.interval.start, held.interval.start)))"
      }
    }
    let open = gaps.map { "nobody is on \($0.duty) from \(minute($0.interval.start)) to \(minute($0.interval.end))" }
    return (open + away).isEmpty ? [] : ["Coming up: \((open + away).prefix(10).joined(separator: "; "))."]
  }

  /// What is due first stands first.
  private static func tickets(_ tickets: [TicketRow], team: String, _ minute: (Timestamp) -> String) -> [String] {
    guard !tickets.isEmpty else { return ["\(team) has no open tickets."] }
    let sorted = tickets.sorted { ($0.due ?? .distantFuture, $0.created) < ($1.due ?? .distantFuture, $1.created) }
    let lines = sorted.prefix(listed).map { ticket in
      let due = ticket.due.map { ", due \(minute($0))" } ?? ""
      return "- \(ticket.id) [\(ticket.priority)]\(due), \(ticket.ownerName ?? "nobody's"): \(ticket.forAnybody.title)"
    }
    let rest = sorted.count > listed ? ["- and \(sorted.count - listed) more"] : []
    return ["Open tickets of \(team): \(tickets.count)"] + lines + rest
  }

  private func minute(_ instant: Timestamp) -> String { WallText.minute(instant, in: zone) }
}
