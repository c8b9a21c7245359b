import Drafting
import Scheduling
import Timekeeping

/// Spans that a file may ask for and hardly anybody means: a slip of the pen that would be found in a draft at the soonest.
struct SizeChecks {
  let team: TeamDefinition
  let root: YAMLNode
  let context: Context

  /// A longer slot that ends on the next day was probably written from its later time to its earlier one.
  private static let longSlot = 16 * 60
  /// With a longer rest nobody stands twice in a week.
  private static let longRest = Duration.hours(7 * 24)
  private static let longTurn = Int64(366 * 86_400)

  func run() {
    for duty in team.schedule.duties {
      for window in windows(of: duty) {
        checkLength(window, of: duty)
        checkLimits(window, of: duty)
      }
      for layer in duty.layers { checkTurn(layer, of: duty) }
    }
    checkRest()
  }

  private func windows(of duty: Duty) -> [DayWindow] { duty.slots?.hours.windows.map(\.window).uniqued ?? [] }

  private func checkLength(_ window: DayWindow, of duty: Duty) {
    let minutes = window.end - window.start
    guard window.end > 1440, minutes > Self.longSlot else { return }
    let what = "'\(window)' lasts \(length(minutes)), until the next day"
    let help = "write the earlier time first, such as 08:00-12:00, unless that is meant"
    // Whole days are stood in some teams: nobody writes the same time twice by mistake for another.
    if minutes == 1440 {
      context.note(slots(duty), what, help)
    } else {
      context.warning(slots(duty), what, help)
    }
  }

  /// A limit that no draft breaks leaves such a slot open for ever.
  private func checkLimits(_ window: DayWindow, of duty: Duty) {
    let onOneDay = max(min(window.end, 1440) - window.start, window.end - 1440)
    let limits = [
      ("day", team.rules.atMostPerDay, onOneDay), ("week", team.rules.atMostPerWeek, window.end - window.start),
    ]
    for (name, limit, minutes) in limits {
      guard let limit, limit.duration < .seconds(minutes * 60) else { continue }
      context.warning(
        limitPlace(name) ?? slots(duty),
        "nobody may stand '\(window)' of '\(duty.id)': it has \(length(minutes)), and at most \(limit) a \(name) are "
          + "allowed",
        "write a longer limit, or shorter slots")
    }
  }

  private func checkTurn(_ layer: Layer, of duty: Duty) {
    let every = layer.rotation.every
    guard every.clockSeconds.map({ $0 > Self.longTurn }) ?? (every.count > 12), layer.rotation.groups.count > 1 else {
      return
    }
    let found = Outline(root).node(of: layer, in: duty)
    context.warning(
      found?["every"]?.place ?? found?.place ?? .start, "a turn of '\(layer.id)' lasts \(every), longer than a year",
      "write how long one is on before the next takes over, such as 1 week")
  }

  private func checkRest() {
    guard let rest = team.rules.rest, rest.duration > Self.longRest else { return }
    context.warning(
      root["rules"]?["rest"]?.place ?? .start, "a rest of \(rest) lets nobody stand two shifts in a week",
      "write the shortest time between two shifts, such as 11 hours")
  }

  private func length(_ minutes: Int) -> PlainDuration { PlainDuration(.seconds(minutes * 60)) }

  private func slots(_ duty: Duty) -> Place { Outline(root).node(of: duty.id)?["slots"]?.place ?? .start }

  private func limitPlace(_ name: String) -> Place? { root["rules"]?["at most"]?[name]?.place }
}
