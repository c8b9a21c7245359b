import Scheduling
import Timekeeping

/// What a lead is told of required time that nobody fills: where, since when, who answers, what to do.
struct GapText {
  private let gap: Gap
  private let timeline: OnCallTimeline
  private let zone: Zone

  init(_ gap: Gap, timeline: OnCallTimeline, zone: Zone) {
    self.gap = gap
    self.timeline = timeline
    self.zone = zone
  }

  private var start: String { WallText.minute(gap.interval.start, in: zone) }
  private var end: String { WallText.minute(gap.interval.end, in: zone) }
  private var duty: String { timeline.duty(gap.duty)?.duty.title ?? gap.duty.text }
  private var week: ISOWeek { ISOWeek(containing: timeline.zone.civil(at: gap.interval.start).date) }

  var title: String {
    switch gap.reason {
    case .nobody: "Nobody is on \(duty) of \(timeline.schedule.name) from \(start)"
    case .notPublished: "\(week) of \(timeline.schedule.name) is not published, and \(duty) begins \(start)"
    }
  }

  var text: String { "\(answering)\n\(help)" }

  private var answering: String {
    let people = timeline.answering(gap.duty, at: gap.interval.start)
    guard let first = people.first else { return "It lasts until \(end), and nobody answers in that time." }
    let names = listed(people.map { timeline.name($0.member) })
    return "It lasts until \(end); meanwhile its fallback \(first.shift.duty) answers: \(names)."
  }

  private var help: String {
    let team = timeline.team
    switch gap.reason {
    case .nobody:
      return
        "To fill it: watchbill override add \(team) \(gap.duty) --from \(gap.interval.start) --until "
        + "\(gap.interval.end) --member …"
    case .notPublished: return "To fill it: watchbill rota draft \(team) \(week), then publish the draft."
    }
  }
}
